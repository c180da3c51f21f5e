"""The installed code sets: built once into the cache folder, opened in an instant, shared by every thread."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.code_release import CodeGroup, CodeMap, CodeSet, DrgWeight, ImportedCode
from coderdesk.domain.coding.editions import CODE_KINDS
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_files import BESIDE, INDEX, MARK, STORE, crc32_of
from coderdesk.services.code_releases import nearest_release, release_warning
from coderdesk.services.code_sources import SHELF, CodeSource, installed_sources, shipped_sources
from coderdesk.services.code_successors import successors_of
from coderdesk.services.rule_pages import RulePages
from coderdesk.services.search_on_demand import ChargeOverlay, LazyIndex
from coderdesk.services.store_on_demand import LazyBeside, LazyStore
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import NoProgress, Progress
from coderdesk.shared.resources import resource_path
from coderdesk.storage.shelf_trouble import ShelfDamaged

if TYPE_CHECKING:
    from coderdesk.search.index import SearchIndex
    from coderdesk.search.names import Names
    from coderdesk.storage.beside_store import BesideStore
    from coderdesk.storage.code_store import CodeStore

# Raised when a change of the program changes what the files hold.
_FORMAT = 11
CHARGE_LIST = "practice charge list"


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
    lazy_beside: LazyBeside
    lazy_index: LazyIndex
    rule_pages: RulePages
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

    @property
    def names(self) -> "Names":
        return self.lazy_index.names()

    def releases_on(self, on: date) -> tuple[ReleaseName, ...]:
        """The releases in force on that date, one or more for each system, each once."""
        found = (
            ReleaseName(system, one.name, one.in_force)
            for one in self.store.releases()
            if one.header.kind in CODE_KINDS and (system := one.system) and one.in_force.covers(on)
        )
        return tuple(dict.fromkeys(found))

    def codes_on(self, system: CodeSystem, on: date) -> Iterator[Code]:
        """Every code that may be reported on that date, in book order; the practice's own ones that no list has last."""
        known = set()
        for code in self.store.codes_on(system, on):
            known.add(undotted(code.value))
            yield code
        for (own_system, bare), code in self.charges.codes.items():
            if own_system is system and bare not in known:
                yield code

    def successors_of(self, system: CodeSystem, value: str, on: date) -> tuple[str, ...]:
        """The codes to look at on the date instead of one that has ended; how they are found, `code_successors` says."""
        return successors_of(self.store, system, value, on)

    def release_warning(self, system: CodeSystem, on: date) -> str:
        """A sentence when the titles shown are not those of the release that the date of service needs, else ""."""
        return release_warning(self.store.releases(), system, on)

    def listed(self, code_set: CodeSet, value: str, on: date) -> ImportedCode | None:
        """A number of a list (place of service, modifier, CARC ...) in the words of the release nearest to the date."""
        rows = self.beside.listed(code_set, value)
        return next(nearest_release(self.store.releases(), rows, on), None)

    def listed_codes(self, code_set: CodeSet, on: date) -> tuple[ImportedCode, ...]:
        """Every number of a list, sorted, each in the words of the release nearest to the date that has it."""
        by_value: dict[str, list[tuple[int, ImportedCode]]] = {}
        for row in self.beside.listed(code_set):
            by_value.setdefault(row[1].value, []).append(row)
        releases = self.store.releases()
        return tuple(next(nearest_release(releases, by_value[value], on)) for value in sorted(by_value))

    def groups_of(self, value: str, on: date) -> tuple[CodeGroup, ...]:
        """The categories (HCC, CCSR, chronic) of a diagnosis code, those of each scheme in its release nearest to the date."""
        schemes: dict[str, list[tuple[int, CodeGroup]]] = {}
        for row in self.beside.groups_of(value):
            schemes.setdefault(row[1].scheme, []).append(row)
        releases = self.store.releases()
        return tuple(group for rows in schemes.values() for group in nearest_release(releases, rows, on))

    def maps_of(self, value: str) -> tuple[CodeMap, ...]:
        """The lines of the newest general equivalence mappings that lead from the code or to it; their codes have no dot."""
        return tuple(nearest_release(self.store.releases(), self.beside.maps_of(value), date.max))

    def drg_weight(self, drg: str, on: date) -> DrgWeight | None:
        """The row of Table 5 of the fiscal year nearest to the date."""
        return next(nearest_release(self.store.releases(), self.beside.weights_of(drg), on), None)

    def drg_weights(self, on: date) -> tuple[DrgWeight, ...]:
        """Table 5 of the fiscal year nearest to the date, in its order."""
        return tuple(nearest_release(self.store.releases(), self.beside.weights_of(), on))

    @property
    def beside(self) -> "BesideStore":
        return self.lazy_beside.get()

    def close(self) -> None:
        self.lazy_store.close()
        self.lazy_beside.close()
        self.rule_pages.tables.close()


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


def _fingerprint(sources: Iterable[CodeSource]) -> str:
    """Names the build: any change of what is installed, of our own words or of the file format makes another one."""
    whole = hashlib.sha256(f"format {_FORMAT}".encode())
    for source in sources:
        whole.update(f"{source.header} {source.sha256} {source.is_shipped}".encode())
    own_words = (*resource_path("search").glob("*.txt"), *resource_path("codes").glob("*.toml"))
    for path in sorted(own_words):
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def _folder(paths: Paths, sources: Iterable[CodeSource]) -> Path:
    return paths.cache / f"codes-{_fingerprint(sources)}"


def _is_whole(folder: Path) -> bool:
    """Whether both files are there in the size in which they were written."""
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return all((folder / name).stat().st_size == size for name, size in mark["sizes"].items())
    except (OSError, ValueError, KeyError, AttributeError):
        return False


def _store_is_sound(folder: Path) -> bool:
    mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    return bool(crc32_of(folder / STORE) == mark.get("store_crc32"))


def is_built(paths: Paths) -> bool:
    """Whether `open_code_sets` would find its files; cheap, reads only what describes the releases."""
    return _is_whole(_folder(paths, _readable_sources(paths)))


def imports_left_out(paths: Paths) -> AppError | None:
    """Why codes of imported releases are not in the code sets, to be shown; None when all are there."""
    from coderdesk.services.shelf_releases import shelf_trouble

    trouble = shelf_trouble(paths=paths)
    if trouble is None and _left_out(paths, installed_sources(paths)).exists():
        return ShelfDamaged(paths.codesets / SHELF)
    return trouble


def _readable_sources(paths: Paths) -> tuple[CodeSource, ...]:
    """What is installed, without what was imported when a build has found that it cannot be read."""
    sources = installed_sources(paths)
    is_all_shipped = all(one.is_shipped for one in sources)
    return sources if is_all_shipped or not _left_out(paths, sources).exists() else shipped_sources()


def _left_out(paths: Paths, sources: Iterable[CodeSource]) -> Path:
    """Lies in the cache as long as these sources are known to hold a damaged one; whatever is imported or removed makes
    it another name."""
    return paths.cache / f"damaged-{_fingerprint(sources)}"


def _built(paths: Paths, progress: Progress) -> Path:
    """The folder of a new build. A damaged shelf must not take away the code sets that came with the application."""
    from coderdesk.services.code_build import build_code_sets  # numpy, at the first start only

    sources = _readable_sources(paths)
    folder = _folder(paths, sources)
    try:
        build_code_sets(folder, sources, progress)
    except ShelfDamaged:
        folder = _folder(paths, shipped_sources())
        if not (_is_whole(folder) and _store_is_sound(folder)):
            build_code_sets(folder, shipped_sources(), progress)
        for older in paths.cache.glob("damaged-*"):
            older.unlink(missing_ok=True)
        _left_out(paths, sources).touch()
    return folder


def open_code_sets(*, paths: Paths, progress: Progress | None = None, build: bool = True) -> CodeLibrary:
    """Open the code sets, building them first when there is no whole build of what is installed.

    Raises CodeSetsNotBuilt when `build` is false and there is none, BuildCancelled, CodeFileUnfit for a shipped file
    that is missing or altered, and ShelfTrouble where the disk refuses. Of a damaged shelf nothing is used, the shipped sets are
    opened, and `imports_left_out` says so.
    """
    folder = _folder(paths, _readable_sources(paths))
    if not (_is_whole(folder) and _store_is_sound(folder)):
        if not build:
            raise CodeSetsNotBuilt
        folder = _built(paths, progress or NoProgress())
    mark = folder / MARK
    with suppress(OSError):
        os.utime(mark)  # says to other windows that it is in use
    lazy_store = LazyStore(folder / STORE, mark)
    return CodeLibrary(
        lazy_store=lazy_store,
        rule_pages=RulePages(lazy_store),
        lazy_beside=LazyBeside(folder / BESIDE, mark),
        lazy_index=LazyIndex(folder / INDEX, mark, resource_path("search")),
    )
