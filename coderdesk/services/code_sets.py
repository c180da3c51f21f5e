"""The installed code sets: built once into the cache folder, opened in an instant, shared by every thread."""

import hashlib
import json
import os
import shutil
import threading
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from coderdesk.codefiles.manifest import Manifest
from coderdesk.codefiles.shipped import read_shipped, shipped_manifests
from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.trouble import AppError
from coderdesk.search.build import build_arrays
from coderdesk.search.files import SearchIndexDamaged, write_arrays
from coderdesk.search.index import SearchIndex, index_from, open_index
from coderdesk.search.lexicon import Lexicon, read_lexicon
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import NoProgress, Progress
from coderdesk.shared.resources import codesets_path, resource_path
from coderdesk.storage.code_store import (
    CodeStore,
    CodeStoreDamaged,
    StoredRelease,
    open_code_store,
    write_code_store,
)

# Raised when a change of the program changes what the files hold.
_FORMAT = 1
_STORE, _INDEX, _MARK = "codes.db", "search.index", "built.json"
CHARGE_LIST = "practice charge list"


class CodeSetsNotBuilt(AppError):
    """There is no usable index and the caller did not want one built."""

    def __init__(self) -> None:
        super().__init__("The code sets are not ready on this computer yet. Run: coderdesk codesets build")


class BuildCancelled(AppError):
    """The person stopped the build; nothing of it is kept."""

    def __init__(self) -> None:
        super().__init__("Building the code index was stopped. Nothing was changed; start it again when it suits.")


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


@dataclass(slots=True)
class _LazyIndex:
    """The search index, read when the first search or `warm_up` asks for it; several threads may ask at once."""

    folder: Path
    lexicon_folder: Path
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _loaded: SearchIndex | None = None

    def get(self) -> SearchIndex:
        with self._guard:
            if self._loaded is None:
                self._loaded = self._read()
            return self._loaded

    def _read(self) -> SearchIndex:
        try:
            return open_index(self.folder / _INDEX, read_lexicon(self.lexicon_folder))
        except SearchIndexDamaged:
            # Without its mark the folder counts as not built, so that the next start builds it anew.
            (self.folder / _MARK).unlink(missing_ok=True)
            raise


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeOverlay:
    """The practice's charge list, searched together with the national sets."""

    codes: dict[tuple[CodeSystem, str], Code] = field(default_factory=dict)
    index: SearchIndex | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLibrary:
    """All installed code sets: a domain `CodeBook`, and what the code browser reads. Safe to share between threads."""

    store: CodeStore
    lazy_index: _LazyIndex
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
        """Read the search index now. Raises SearchIndexDamaged; the next start then builds it anew."""
        self.lazy_index.get()

    @property
    def index(self) -> SearchIndex:
        return self.lazy_index.get()

    def releases_on(self, on: date) -> tuple[ReleaseName, ...]:
        """The releases in force on that date, one or more for each system."""
        return tuple(
            ReleaseName(one.system, one.name, one.in_force) for one in self.store.releases() if one.in_force.covers(on)
        )

    def close(self) -> None:
        self.store.close()


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
    if not tabular:
        return ChargeOverlay()
    lexicon = read_lexicon(lexicon_folder)
    return ChargeOverlay(codes=codes, index=index_from(build_arrays(tabular, lexicon), lexicon))


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
        mark = json.loads((folder / _MARK).read_text(encoding="utf-8"))
        return all((folder / name).stat().st_size == size for name, size in mark["sizes"].items())
    except (OSError, ValueError, KeyError, AttributeError):
        return False


def _store_is_sound(folder: Path) -> bool:
    mark = json.loads((folder / _MARK).read_text(encoding="utf-8"))
    return bool(zlib.crc32((folder / _STORE).read_bytes()) == mark.get("store_crc32"))


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
        _build(folder, manifests, progress or NoProgress())
    try:
        store = open_code_store(folder / _STORE)
    except CodeStoreDamaged:
        (folder / _MARK).unlink(missing_ok=True)
        raise
    return CodeLibrary(store=store, lazy_index=_LazyIndex(folder, resource_path("search")))


@dataclass(frozen=True, slots=True)
class _Steps:
    """Progress in hundredths, and the one place that notices a wish to stop."""

    progress: Progress

    def reach(self, done: float, what: str) -> None:
        if self.progress.is_cancelled:
            raise BuildCancelled
        self.progress.report(done=int(done), total=100, what=what)

    def within(self, start: float, end: float, what: str) -> Callable[[float], None]:
        return lambda share: self.reach(start + (end - start) * share, what)


def _build(folder: Path, manifests: tuple[Manifest, ...], progress: Progress) -> None:
    """Write everything into a folder beside, then rename it: what carries the name is whole."""
    steps = _Steps(progress)
    beside = folder.with_name(f"{folder.name}.building-{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        _write(beside, manifests, steps)
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    _forget_older(folder)
    progress.report(done=100, total=100, what="Code sets are ready")


def _write(folder: Path, manifests: tuple[Manifest, ...], steps: _Steps) -> None:
    entries = _read_all(manifests, steps)
    steps.reach(25, "Writing the code book")
    write_code_store(folder / _STORE, releases=[_release(one) for one in manifests], entries=entries)
    steps.reach(50, "Indexing words")
    lexicon: Lexicon = read_lexicon(resource_path("search"))
    arrays = build_arrays(entries, lexicon, tell=steps.within(50, 95, "Indexing words"))
    write_arrays(folder / _INDEX, arrays)
    mark = {
        "sizes": {name: (folder / name).stat().st_size for name in (_STORE, _INDEX)},
        "store_crc32": zlib.crc32((folder / _STORE).read_bytes()),
    }
    (folder / _MARK).write_text(json.dumps(mark), encoding="utf-8")


def _read_all(manifests: tuple[Manifest, ...], steps: _Steps) -> list[TabularEntry]:
    found: list[TabularEntry] = []
    for system, entries in read_shipped(manifests):
        steps.reach(min(len(found) / 5000, 20), f"Reading {system.value}")
        for entry in entries:
            found.append(entry)
            if len(found) % 5000 == 0:
                steps.reach(min(len(found) / 5000, 24), f"Reading {system.value}")
    return found


def _release(manifest: Manifest) -> StoredRelease:
    return StoredRelease(
        system=manifest.system,
        name=manifest.release,
        publisher=manifest.publisher,
        source=manifest.source,
        licence=manifest.licence,
        in_force=manifest.in_force,
    )


def _forget_older(folder: Path) -> None:
    """Builds of other releases or other versions of our words; one that is still open elsewhere may stay."""
    for other in folder.parent.glob("codes-*"):
        if other != folder and ".building-" not in other.name:
            shutil.rmtree(other, ignore_errors=True)
