"""The installed code sets: built once into the cache folder, opened in an instant, shared by every thread."""

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.codefiles.manifest import Manifest, shipped_manifests
from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_files import INDEX, MARK, STORE
from coderdesk.services.search_on_demand import ChargeOverlay, LazyIndex
from coderdesk.services.store_on_demand import LazyStore
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import NoProgress, Progress
from coderdesk.shared.resources import codesets_path, resource_path

if TYPE_CHECKING:
    from coderdesk.search.index import SearchIndex
    from coderdesk.storage.code_store import CodeStore

# Raised when a change of the program changes what the files hold.
_FORMAT = 3
CHARGE_LIST = "practice charge list"
_PIECE_BYTES = 2**18


class CodeSetsNotBuilt(AppError):
    """There is no usable index and the caller did not want one built."""

    def __init__(self) -> None:
        super().__init__("The code sets are not ready on this computer yet. Run: coderdesk codesets build")


@dataclass(frozen=True, slots=True)
class ChargeEntry:
    """A line of the practice's own charge list, in the practice's own words."""

    system: CodeSystem
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ReleaseName:
    """A release by the name that the screen shows."""

    system: CodeSystem
    release: str
    in_force: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLibrary:
    """All installed code sets: a domain `CodeBook`, and what the code browser reads. Safe to share between threads."""

    lazy_store: LazyStore
    lazy_index: LazyIndex
    charges: ChargeOverlay = ChargeOverlay()

    def code_on(self, system: CodeSystem, value: str, date_of_service: date) -> Code | None:
        found = self.store.code_on(system, value, date_of_service)
        return found or self.charges.codes.get((system, undotted(value)))

    def find(self, system: CodeSystem, value: str) -> Code | None:
        return self.store.find(system, value) or self.charges.codes.get((system, undotted(value)))

    def with_charge_items(self, entries: Iterable[ChargeEntry]) -> "CodeLibrary":
        """The same sets with another charge list; nothing national is copied."""
        return replace(self, charges=_overlay(tuple(entries), self.lazy_index.lexicon_folder))

    def warm_up(self) -> None:
        """Open the store and read the search index now. Raises CodeStoreDamaged and SearchIndexDamaged; the next start then
        builds both anew."""
        self.lazy_store.get()
        self.lazy_index.get()

    @property
    def store(self) -> "CodeStore":
        return self.lazy_store.get()

    @property
    def index(self) -> "SearchIndex":
        return self.lazy_index.get()

    def releases_on(self, on: date) -> tuple[ReleaseName, ...]:
        """The releases in force on that date, one or more for each system."""
        return tuple(
            ReleaseName(one.system, one.name, one.in_force) for one in self.store.releases() if one.in_force.covers(on)
        )

    def close(self) -> None:
        self.lazy_store.close()


def _overlay(entries: tuple[ChargeEntry, ...], lexicon_folder: Path) -> ChargeOverlay:
    tabular = [
        TabularEntry(
            system=entry.system,
            value=entry.value,
            title=entry.words,
            level=Level.CODE,
            parent="",
            in_force=Period(),
            is_billable=True,
            release=CHARGE_LIST,
        )
        for entry in entries
    ]
    codes = {
        (one.system, undotted(one.value)): Code(
            system=one.system,
            value=one.value,
            title=one.title,
            in_force=one.in_force,
            is_billable=True,
            release=one.release,
        )
        for one in tabular
    }
    return ChargeOverlay(codes=codes, entries=tuple(tabular), lexicon_folder=lexicon_folder)


def _fingerprint(manifests: tuple[Manifest, ...], lexicon_folder: Path) -> str:
    """Names the build: any change of a manifest, of our own words or of the file format makes another one."""
    whole = hashlib.sha256(f"format {_FORMAT}".encode())
    for manifest in manifests:
        whole.update(f"{manifest.folder} {manifest.sha256}".encode())
    for path in sorted(lexicon_folder.glob("*.txt")):
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def _folder(paths: Paths, manifests: tuple[Manifest, ...]) -> Path:
    return paths.cache / f"codes-{_fingerprint(manifests, resource_path('search'))}"


def _is_whole(folder: Path) -> bool:
    """Whether both files are there in the size in which they were written."""
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return all((folder / name).stat().st_size == size for name, size in mark["sizes"].items())
    except (OSError, ValueError, KeyError, AttributeError):
        return False


def _store_is_sound(folder: Path) -> bool:
    mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    return bool(_crc32_of(folder / STORE) == mark.get("store_crc32"))


def _crc32_of(path: Path) -> int:
    """Piece by piece: to hold the whole file would take twice as long and its size in memory, at every start."""
    checksum, piece = 0, memoryview(bytearray(_PIECE_BYTES))
    with path.open("rb", buffering=0) as stream:
        while read := stream.readinto(piece):
            checksum = zlib.crc32(piece[:read], checksum)
    return checksum


def is_built(paths: Paths) -> bool:
    """Whether `open_code_sets` would find its files; cheap, reads only the manifests."""
    return _is_whole(_folder(paths, shipped_manifests(codesets_path())))


def open_code_sets(*, paths: Paths, progress: Progress | None = None, build: bool = True) -> CodeLibrary:
    """Open the code sets, building them first when there is no whole build of what is installed.

    Raises CodeSetsNotBuilt when `build` is false and there is none, BuildCancelled, and CodeFileUnfit for a shipped
    file that is missing or altered.
    """
    manifests = shipped_manifests(codesets_path())
    folder = _folder(paths, manifests)
    if not (_is_whole(folder) and _store_is_sound(folder)):
        if not build:
            raise CodeSetsNotBuilt
        from coderdesk.services.code_build import build_code_sets  # numpy, at the first start only

        build_code_sets(folder, manifests, progress or NoProgress())
    mark = folder / MARK
    return CodeLibrary(
        lazy_store=LazyStore(folder / STORE, mark),
        lazy_index=LazyIndex(folder / INDEX, mark, resource_path("search")),
    )
