"""Building the code store and the search index from the shipped code-set files."""

import json
import os
import shutil
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coderdesk.codefiles.manifest import Manifest
from coderdesk.codefiles.shipped import read_shipped
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.domain.values.trouble import AppError
from coderdesk.search.build import build_arrays
from coderdesk.search.files import write_arrays
from coderdesk.search.lexicon import Lexicon, read_lexicon
from coderdesk.services.code_files import INDEX, MARK, STORE
from coderdesk.shared.ports import Progress
from coderdesk.shared.resources import resource_path
from coderdesk.storage.code_store import CodeStoreNotWritten, StoredRelease, write_code_store

_LONGEST_BUILD = 3600  # seconds


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


def build_code_sets(folder: Path, manifests: tuple[Manifest, ...], progress: Progress) -> None:
    """Write everything into a folder beside, then rename it: what carries the name is whole."""
    steps = _Steps(progress)
    beside = folder.with_name(f"{folder.name}.building-{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        _write(beside, manifests, steps)
        _put_in_place(beside, folder)
    except OSError as trouble:
        raise IndexNotWritten(folder, trouble.strerror or "the disk gave no reason") from trouble
    except CodeStoreNotWritten as trouble:
        raise IndexNotWritten(folder, "the disk is full or refuses to be written") from trouble
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    _forget_older(folder)
    progress.report(done=100, total=100, what="Code sets are ready")


def _put_in_place(beside: Path, folder: Path) -> None:
    """Another program that was quicker has built the same: then its build stays."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        beside.rename(folder)
    except OSError:
        if not (folder / MARK).exists():
            raise


def _write(folder: Path, manifests: tuple[Manifest, ...], steps: _Steps) -> None:
    entries = _read_all(manifests, steps)
    steps.reach(25, "Writing the code book")
    write_code_store(folder / STORE, releases=[_release(one) for one in manifests], entries=entries)
    steps.reach(50, "Indexing words")
    lexicon: Lexicon = read_lexicon(resource_path("search"))
    arrays = build_arrays(entries, lexicon, tell=steps.within(50, 95, "Indexing words"))
    write_arrays(folder / INDEX, arrays)
    mark = {
        "sizes": {name: (folder / name).stat().st_size for name in (STORE, INDEX)},
        "store_crc32": zlib.crc32((folder / STORE).read_bytes()),
    }
    (folder / MARK).write_text(json.dumps(mark), encoding="utf-8")


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
        if other != folder and (".building-" not in other.name or _is_abandoned(other)):
            shutil.rmtree(other, ignore_errors=True)


def _is_abandoned(building: Path) -> bool:
    """Left behind by a program that was killed: nobody builds for an hour."""
    try:
        return time.time() - building.stat().st_mtime > _LONGEST_BUILD
    except OSError:
        return False
