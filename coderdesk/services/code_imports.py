"""Importing official code-set files: look at one, see what it would change, put it on the shelf whole or not at all."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.codefiles.official import (
    ColumnMapping,
    FileRefused,
    ImportCancelled,
    OfficialFile,
    UnknownFile,
    WrongRelease,
    preview_file,
    recognise,
    rows,
)
from coderdesk.domain.coding.code_release import FileKind, ImportPreview, ImportRow, ReleaseHeader
from coderdesk.services.import_trouble import FileChanged, ReleaseDiffers, ReleaseNotNamed, ReleaseTooShort
from coderdesk.services.official_list import LISTS, official_codes, remark_on, valid_codes
from coderdesk.services.release_before import ReleaseBefore, release_before
from coderdesk.services.release_changes import Changes, Tally, changes_between
from coderdesk.services.release_parts import GivenRelease, as_given, identity_of, missing_of, part_of
from coderdesk.services.shelf_releases import (
    InstalledRelease,
    MappingUnreadable,
    ShippedStays,
    forget_mapping,
    imported_releases,
    installed,
    installed_releases,
    read_mapping,
    remove_release,
    save_mapping,
    saved_mappings,
    shelf_trouble,
    shipped_releases,
)
from coderdesk.services.shelf_sources import shelf_file
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import Clock, Progress
from coderdesk.storage.shelf import Shelf, ShelfWriter, open_shelf, writing_shelf
from coderdesk.storage.shelf_listing import ShelvedRelease
from coderdesk.storage.shelf_rows import Kept, kept
from coderdesk.storage.shelf_trouble import ReleaseGone, ShelfTrouble

if TYPE_CHECKING:
    from coderdesk.services.code_sets import CodeLibrary

__all__ = [
    "ColumnMapping",
    "FileChanged",
    "FileRefused",
    "GivenRelease",
    "ImportCancelled",
    "ImportOutcome",
    "InstalledRelease",
    "MappingUnreadable",
    "PlannedImport",
    "ReleaseDiffers",
    "ReleaseGone",
    "ReleaseNotNamed",
    "ReleaseTooShort",
    "ShelfTrouble",
    "ShippedStays",
    "UnknownFile",
    "WrongRelease",
    "forget_mapping",
    "import_planned",
    "imported_releases",
    "installed_releases",
    "plan_file",
    "plan_import",
    "read_mapping",
    "remove_release",
    "save_mapping",
    "saved_mappings",
    "shelf_trouble",
    "shipped_releases",
]
_BATCH = 2_000
# A list of one's own may be as short as one likes, and what stands in which file of a PTP release is the publisher's choice.
_OF_ANY_LENGTH = frozenset((FileKind.MAPPED, FileKind.NCCI_PTP))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedImport:
    """What one table would bring. Counts are against `follows`, "" when nothing of its kind is here yet.

    `replaces` is the release of the same name whose content differs: it is replaced only by a `confirmed` plan.
    `missing` ("release", "first day", "setting") must be said first: plan `file.with_release(...)` again with `plan_file`.
    `remarks` are sentences for the preview; `too_short` says why nobody can import it, confirmed or not.
    """

    file: OfficialFile
    preview: ImportPreview
    follows: str
    added: int
    ended: int
    changed: int
    is_installed: bool
    part: str = ""
    replaces: InstalledRelease | None = None
    remarks: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    is_confirmed: bool = False
    too_short: ReleaseTooShort | None = None
    sha256: str = ""
    valid: frozenset[str] | None = field(default=None, repr=False)

    @property
    def header(self) -> ReleaseHeader:
        return self.file.header

    def confirmed(self) -> "PlannedImport":
        """The same plan, as a correction of the release of that name."""
        return replace(self, is_confirmed=True)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """`rebuilds_index`: codes came in, so the code sets must be opened anew."""

    releases: tuple[InstalledRelease, ...]
    is_changed: bool
    rebuilds_index: bool


class _Content:
    """The rows of a file as they are kept, and the hash of them all."""

    def __init__(self, header: ReleaseHeader) -> None:
        start = header.in_force.start
        identity = [header.code_set, header.kind, header.release, header.setting, start.isoformat() if start else ""]
        self._hash = hashlib.sha256(json.dumps(identity).encode())
        self._waiting: list[Kept] = []
        self.rows = 0

    def add(self, row: ImportRow) -> None:
        self._waiting.append(kept(row))
        if len(self._waiting) == _BATCH:
            self.take()

    def batches(self, stream: Iterable[ImportRow]) -> Iterator[tuple[list[Kept], str]]:
        """All rows, batch by batch, each also as JSON."""
        for row in stream:
            self._waiting.append(kept(row))
            if len(self._waiting) == _BATCH:
                yield self.take()
        if self._waiting:
            yield self.take()

    def take(self) -> tuple[list[Kept], str]:
        """What waits. The hash does not depend on where batches end."""
        batch, self._waiting = self._waiting, []
        text = json.dumps(batch, ensure_ascii=False, separators=(",", ":"))
        if batch:
            self._hash.update(text[1:-1].encode() + b",")
            self.rows += len(batch)
        return batch, text

    def sha256(self) -> str:
        self.take()
        return self._hash.hexdigest()


def plan_import(
    *,
    paths: Paths,
    library: "CodeLibrary | None",
    source: Path,
    progress: Progress,
    mappings: Iterable[ColumnMapping] = (),
    given: GivenRelease | None = None,
) -> tuple[PlannedImport, ...]:
    """Every table in a file or zip with what it would change; nothing is written. Saved mappings are tried too.

    `library` None compares with the shelf only. Raises FileRefused, ImportCancelled and ShelfTrouble.
    """
    known = (*mappings, *saved_mappings(paths=paths))
    files = [as_given(file, given or GivenRelease()) for file in recognise(source, mappings=known)]
    with open_shelf(shelf_file(paths)) as shelf:
        beside: dict[str, frozenset[str]] = {}
        plans = []
        # A code list in the same zip is read first: it checks the tabular list beside it.
        for file in sorted(files, key=lambda one: one.header.kind not in LISTS):
            plans.append(_planned(file, shelf, library, beside, progress))
            if file.header.kind in LISTS and len(files) > 1:
                beside[file.header.release] = valid_codes(rows(file))
    return tuple(plans)


def plan_file(*, paths: Paths, library: "CodeLibrary | None", file: OfficialFile, progress: Progress) -> PlannedImport:
    """The plan for one table whose release the person has said. Raises as `plan_import` does."""
    with open_shelf(shelf_file(paths)) as shelf:
        return _planned(file, shelf, library, {}, progress)


def _planned(
    file: OfficialFile,
    shelf: Shelf | None,
    library: "CodeLibrary | None",
    beside: dict[str, frozenset[str]],
    progress: Progress,
) -> PlannedImport:
    header = file.header
    is_tabular = header.kind is FileKind.ICD10CM_TABULAR
    valid = official_codes(header, shelf=shelf, library=library, beside=beside) if is_tabular else None
    content, tally = _Content(header), Tally(header.in_force.start)

    def each(row: ImportRow) -> None:
        content.add(row)
        tally.add(row)

    preview = preview_file(file, progress=progress, valid=valid, each=each)
    part, sha256 = part_of(file, preview.first), content.sha256()
    same_name = _of_same_name(shelf.releases() if shelf else (), header, part)
    is_installed = same_name is not None and same_name.sha256 == sha256
    replaced = None if is_installed else same_name
    before = release_before(header, part, shelf=shelf, library=library, replaced=replaced, progress=progress)
    changes = _changes(before, tally) if not is_installed else Changes()
    too_short = _too_short(header, before, changes)
    return PlannedImport(
        file=file,
        preview=preview,
        follows=before.name if before else "",
        added=changes.added,
        ended=changes.ended,
        changed=changes.changed,
        is_installed=is_installed,
        part=part,
        replaces=installed(replaced) if replaced else None,
        remarks=(
            *((remark_on(header.release, valid),) if is_tabular else ()),
            *((str(too_short),) if too_short else ()),
        ),
        too_short=too_short,
        missing=missing_of(header),
        sha256=sha256,
        valid=valid,
    )


def _changes(before: ReleaseBefore | None, after: Tally) -> Changes:
    return changes_between(before.tally() if before else Tally(None), after)


def _too_short(header: ReleaseHeader, before: ReleaseBefore | None, changes: Changes) -> ReleaseTooShort | None:
    """Layouts that say nothing of their length are judged by the release that they follow."""
    if before is None or header.kind in _OF_ANY_LENGTH or not changes.is_too_short:
        return None
    return ReleaseTooShort(header.source, before.name, changes.kept, changes.kept + changes.ended)


def _of_same_name(releases: Iterable[ShelvedRelease], header: ReleaseHeader, part: str) -> ShelvedRelease | None:
    wanted = identity_of(header, part)
    return next((one for one in releases if identity_of(one.header, one.part) == wanted), None)


def import_planned(*, paths: Paths, clock: Clock, plans: Sequence[PlannedImport], progress: Progress) -> ImportOutcome:
    """Put all of them on the shelf in one transaction; whatever stops it leaves the shelf as it was.

    What is installed already is passed over. Raises ReleaseNotNamed, ReleaseTooShort, ReleaseDiffers for a correction
    that is not confirmed, FileRefused, FileChanged, ImportCancelled and ShelfTrouble.
    """
    wanted = [plan for plan in plans if not plan.is_installed]
    for plan in wanted:
        if plan.missing:
            raise ReleaseNotNamed(plan.header.source, plan.missing)
        if plan.too_short is not None:
            raise plan.too_short
        if plan.replaces is not None and not plan.is_confirmed:
            raise ReleaseDiffers(plan.header.source, plan.header.release)
    if not wanted:
        return ImportOutcome((), is_changed=False, rebuilds_index=False)
    with writing_shelf(shelf_file(paths)) as shelf:
        added = [number for plan in wanted for number in _shelve(plan, shelf, clock, progress)]
        if progress.is_cancelled:
            raise ImportCancelled
        releases = tuple(installed(one) for one in shelf.releases() if one.id in added)
    rebuilds = any(one.is_in_index for one in releases)
    return ImportOutcome(releases, is_changed=bool(releases), rebuilds_index=rebuilds)


def _shelve(plan: PlannedImport, shelf: ShelfWriter, clock: Clock, progress: Progress) -> Iterator[int]:
    """The number of the new release; none when another import has brought the same in between."""
    there = _of_same_name(shelf.releases(), plan.header, plan.part)
    if there is not None and there.sha256 == plan.sha256:
        return
    if there is not None and not plan.is_confirmed:
        raise ReleaseDiffers(plan.header.source, plan.header.release)
    if there is not None:
        shelf.remove(there.id)
    written = shelf.begin_release(plan.header, part=plan.part, at=clock.now())
    content = _Content(plan.header)
    for batch, text in content.batches(rows(plan.file, progress=progress, valid=plan.valid)):
        written.add(batch, text)
    if content.sha256() != plan.sha256:
        raise FileChanged(plan.header.source)
    written.finish(rows=content.rows, sha256=plan.sha256)
    yield written.release_id
