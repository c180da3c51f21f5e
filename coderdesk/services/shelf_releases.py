"""The releases on this computer, shipped and imported: listing them, taking an imported one away, saved column mappings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coderdesk.codefiles.manifest import shipped_manifests
from coderdesk.codefiles.official import ColumnMapping, mapping_from_json, mapping_to_json
from coderdesk.domain.coding.code_release import ReleaseHeader
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.shelf_sources import shelf_file
from coderdesk.shared.paths import Paths
from coderdesk.shared.resources import codesets_path
from coderdesk.storage.shelf import compact_shelf, open_shelf, writing_shelf
from coderdesk.storage.shelf_listing import EDIT_SETS, ShelvedRelease, listed_releases
from coderdesk.storage.shelf_trouble import ReleaseGone


class MappingUnreadable(AppError):
    """A file that should hold a column mapping holds none."""

    def __init__(self, source: Path) -> None:
        super().__init__(
            f"{source.name} holds no column mapping. Nothing was imported. It must be a JSON object with name, code_set, "
            "value and title, as a saved mapping has."
        )


class ShippedStays(AppError):
    """A release that came with the application was to be removed."""

    def __init__(self, release_id: str) -> None:
        super().__init__(
            f"{release_id} came with CoderDesk and cannot be removed; nothing was changed. Only imported releases can."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledRelease:
    """`id` is the number of an imported release ("7") or the folder of a shipped one ("icd10cm/2027").

    `rows` is 0 for a shipped release, whose rows nobody counted; `part` tells the files of one release apart ("f2").
    """

    id: str
    header: ReleaseHeader
    rows: int
    imported_at: datetime | None
    is_shipped: bool
    part: str = ""

    @property
    def is_in_index(self) -> bool:
        """Whether the code sets are built anew when it comes or goes: every release but the edit tables."""
        return self.header.code_set not in EDIT_SETS


def shelf_trouble(*, paths: Paths) -> AppError | None:
    """Why imported code sets cannot be used at the moment, to be shown; None when all is well."""
    try:
        listed_releases(shelf_file(paths))
    except AppError as trouble:
        return trouble
    return None


def installed_releases(*, paths: Paths) -> tuple[InstalledRelease, ...]:
    """Shipped ones first, then imported ones in the order of their import. Raises ShelfTrouble for a damaged shelf."""
    return (*shipped_releases(), *imported_releases(paths=paths))


def imported_releases(*, paths: Paths) -> tuple[InstalledRelease, ...]:
    """Raises ShelfTrouble."""
    return tuple(map(installed, listed_releases(shelf_file(paths))))


def shipped_releases() -> tuple[InstalledRelease, ...]:
    """What came with CoderDesk, by folder. Raises CodeFileUnfit when there is nothing."""
    shipped = (
        InstalledRelease(id=one.folder, header=one.header, rows=0, imported_at=None, is_shipped=True)
        for one in shipped_manifests(codesets_path())
    )
    return tuple(sorted(shipped, key=lambda one: one.id))


def installed(one: ShelvedRelease) -> InstalledRelease:
    return InstalledRelease(
        id=str(one.id),
        header=one.header,
        rows=one.rows,
        imported_at=one.imported_at,
        is_shipped=False,
        part=one.part,
    )


def remove_release(*, paths: Paths, release_id: str) -> None:
    """Take an imported release off the shelf. Raises ReleaseGone, ShippedStays and ShelfTrouble.

    Whoever removed codes opens the code sets anew afterwards; the edit tables are read anew at the next question.
    """
    if any(one.id == release_id for one in shipped_releases()):
        raise ShippedStays(release_id)
    if all(one.id != release_id for one in imported_releases(paths=paths)):
        raise ReleaseGone(release_id)
    path = shelf_file(paths)
    with writing_shelf(path) as shelf:
        shelf.remove(int(release_id))
    compact_shelf(path)


def saved_mappings(*, paths: Paths) -> tuple[ColumnMapping, ...]:
    """By name. Raises ShelfTrouble."""
    return tuple(_mappings(paths))


def _mappings(paths: Paths) -> Iterator[ColumnMapping]:
    with open_shelf(shelf_file(paths)) as shelf:
        for text in shelf.mappings() if shelf is not None else ():
            yield mapping_from_json(text)


def read_mapping(*, source: Path) -> ColumnMapping:
    """A mapping in a file of its own. Raises MappingUnreadable."""
    try:
        return mapping_from_json(source.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as fault:
        raise MappingUnreadable(source) from fault


def save_mapping(*, paths: Paths, mapping: ColumnMapping) -> None:
    """Keep it under its name, in place of an older one of that name. Raises ShelfTrouble."""
    with writing_shelf(shelf_file(paths)) as shelf:
        shelf.save_mapping(mapping.name, mapping_to_json(mapping))


def forget_mapping(*, paths: Paths, name: str) -> None:
    """Does nothing when none has that name. Raises ShelfTrouble."""
    path = shelf_file(paths)
    if path.exists():
        with writing_shelf(path) as shelf:
            shelf.forget_mapping(name)
