"""Building the code store, the tables beside it and the search index from all installed releases."""

import gc
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.domain.values.trouble import AppError
from coderdesk.search.build import build_arrays
from coderdesk.search.files import write_arrays
from coderdesk.search.lexicon import Lexicon, read_lexicon
from coderdesk.services.code_book import BesideCodes, read_beside, read_book
from coderdesk.services.code_files import BESIDE, INDEX, MARK, STORE, crc32_of
from coderdesk.services.code_sources import CodeSource
from coderdesk.services.pcs_words import words_of_tables
from coderdesk.shared.ports import Progress
from coderdesk.shared.resources import resource_path
from coderdesk.storage.beside_store import BesideRows, write_beside_store
from coderdesk.storage.code_store import CodeStoreNotWritten, StoredRelease, write_code_store

_LONGEST_BUILD = 3600  # seconds; what is older was left behind by a program that was killed
_LONGEST_SITTING = 12 * 3600


class BuildCancelled(AppError):
    """The person stopped the build; nothing of it is kept."""

    def __init__(self) -> None:
        super().__init__("Building the code index was stopped. Nothing was changed; start it again when it suits.")


class IndexNotWritten(AppError):
    """The disk refused the code store or the index."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"The code index could not be written to {folder.parent} ({reason}). Nothing half-built was left there and no "
            "visit is touched. Free some space, or set CODERDESK_HOME to another folder, and start again."
        )


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


def build_code_sets(folder: Path, sources: Sequence[CodeSource], progress: Progress) -> None:
    """Write everything into a folder beside, then rename it: what carries the name is whole."""
    steps = _Steps(progress)
    beside = folder.with_name(f"{folder.name}.building-{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        with _without_collector():
            _write(beside, sources, steps)
        _put_in_place(beside, folder)
    except OSError as trouble:
        raise IndexNotWritten(folder, trouble.strerror or "the disk gave no reason") from trouble
    except CodeStoreNotWritten as trouble:
        raise IndexNotWritten(folder, "the disk is full or refuses to be written") from trouble
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    forget_older(folder)
    progress.report(done=100, total=100, what="Code sets are ready")


@contextmanager
def _without_collector() -> Iterator[None]:
    """A million values without a cycle among them: looking for one again and again takes a third of the build."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _put_in_place(beside: Path, folder: Path) -> None:
    """Another program that was quicker has built the same: then its build stays."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        beside.rename(folder)
    except OSError:
        if not (folder / MARK).exists():
            raise


def _write(folder: Path, sources: Sequence[CodeSource], steps: _Steps) -> None:
    entries = read_book(sources, lambda share, what: steps.reach(20 * share, what))
    steps.reach(22, "Writing the code book")
    releases = [StoredRelease(header=one.header, is_shipped=one.is_shipped) for one in sources]
    write_code_store(folder / STORE, releases=releases, entries=entries)
    steps.reach(35, "Reading the tables beside the codes")
    beside = read_beside(sources, lambda: steps.reach(37, "Reading the tables beside the codes"))
    write_beside_store(folder / BESIDE, _rows(beside, entries))
    steps.reach(45, "Indexing words")
    lexicon: Lexicon = read_lexicon(resource_path("search"))
    arrays = build_arrays(entries, lexicon, index_terms=beside.index_terms, tell=steps.within(45, 95, "Indexing words"))
    write_arrays(folder / INDEX, arrays)
    mark = {
        "sizes": {name: (folder / name).stat().st_size for name in (STORE, BESIDE, INDEX)},
        "store_crc32": crc32_of(folder / STORE),
        "beside_crc32": crc32_of(folder / BESIDE),
    }
    (folder / MARK).write_text(json.dumps(mark), encoding="utf-8")


def _rows(beside: BesideCodes, entries: Sequence[TabularEntry]) -> BesideRows:
    return BesideRows(
        listed=beside.listed,
        groups=beside.groups,
        maps=beside.maps,
        weights=beside.weights,
        pcs_labels=words_of_tables(entries, beside.pcs_tables),
    )


def forget_older(folder: Path) -> None:
    """Builds of other releases or other versions of our words, unless another window may still read from them."""
    for other in folder.parent.glob("codes-*"):
        if other != folder and not (_is_in_the_making(other) or _was_opened_lately(other)):
            shutil.rmtree(other, ignore_errors=True)


def _is_in_the_making(folder: Path) -> bool:
    return ".building-" in folder.name and not _is_older_than(folder, _LONGEST_BUILD)


def _was_opened_lately(folder: Path) -> bool:
    """Opening touches the mark; a desk that is open longer has read everything it needs by then."""
    return ".building-" not in folder.name and not _is_older_than(folder / MARK, _LONGEST_SITTING)


def _is_older_than(path: Path, seconds: float) -> bool:
    """Also true of what is not there."""
    try:
        return time.time() - path.stat().st_mtime > seconds
    except OSError:
        return True
