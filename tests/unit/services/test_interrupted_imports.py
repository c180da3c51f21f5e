"""Imports that are stopped, killed or run out of disk leave the shelf as it was; long files are streamed."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coderdesk.services.code_imports import ImportCancelled, ShelfTrouble, import_planned, imported_releases
from coderdesk.services.shelf_sources import shelf_file, shelf_sources
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import NoProgress
from coderdesk.storage import shelf_engine
from coderdesk.storage.shelf_trouble import ShelfBusy, ShelfDamaged, ShelfDiskTrouble, ShelfFull, ShelfNewer
from tests.helpers import official_files as files
from tests.helpers.imports import AT, at, bytes_of, content_of, planned, put

ORDER = "icd10cm-order-2027.txt"
PTP = "ccipra-v323r0-f1.txt"
PTP_HEAD = b"Column 1\tColumn 2\tprior to 1996\tEffective\tDeletion\tModifier\tRationale\r\n"
_LINES = 10_000_000


@dataclass(slots=True)
class Watcher:
    """Wants to stop after so many tellings."""

    patience: int = 1_000_000_000
    told: list[tuple[int, int, str]] = field(default_factory=list)

    def report(self, *, done: int, total: int, what: str) -> None:
        self.told.append((done, total, what))

    @property
    def is_cancelled(self) -> bool:
        return len(self.told) >= self.patience


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home").made()


@pytest.fixture
def with_a_release(paths: Paths, tmp_path: Path) -> Paths:
    put(paths, at(tmp_path, "icd10cm-order-2026.txt", files.CM_ORDER))
    return paths


def many_pairs(count: int, *, each: bytes = b"*") -> bytes:
    rows = (f"{10_000 + n // 100:05d}\t{20_000 + n % 100:05d}\t\t20200101\t*\t0\tX\r\n".encode() for n in range(count))
    return PTP_HEAD + b"".join(rows).replace(b"*", each)


@pytest.mark.parametrize("patience", [0, 1, 2, 3])
def test_a_stop_at_any_moment_leaves_the_shelf_as_it_was(with_a_release: Paths, tmp_path: Path, patience: int) -> None:
    before = content_of(with_a_release)
    plans = planned(with_a_release, at(tmp_path, PTP, many_pairs(20_000)))
    with pytest.raises(ImportCancelled):
        import_planned(paths=with_a_release, clock=FixedClock(AT), plans=plans, progress=Watcher(patience))
    assert content_of(with_a_release) == before


def test_comparing_with_the_release_before_can_be_stopped(paths: Paths, tmp_path: Path) -> None:
    put(paths, at(tmp_path, "ccipra-v322r0-f1.txt", many_pairs(30_000)))
    october = at(tmp_path, PTP, many_pairs(30_000))
    whole = Watcher()
    planned(paths, october, progress=whole)
    comparing = next(place for place, told in enumerate(whole.told) if told[2].startswith("Comparing"))
    with pytest.raises(ImportCancelled):
        planned(paths, october, progress=Watcher(patience=comparing + 1))


def test_ten_million_lines_are_streamed_and_can_be_stopped(with_a_release: Paths, tmp_path: Path) -> None:
    """A pipe that would give ten million lines: the plan is stopped long before, and nothing was written."""
    path = tmp_path / PTP
    block = many_pairs(10_000)[len(PTP_HEAD) :]
    with path.open("wb") as stream:
        stream.write(PTP_HEAD)
        stream.truncate(len(PTP_HEAD) + len(block) * (_LINES // 10_000))  # a hole, as long as ten million lines
        stream.seek(len(PTP_HEAD))
        for _ in range(40):
            stream.write(block)
    watcher = Watcher(patience=20)
    with pytest.raises(ImportCancelled):
        planned(with_a_release, path, progress=watcher)
    assert watcher.told[-1][0] < watcher.told[-1][1] // 20
    assert len(imported_releases(paths=with_a_release)) == 1


_IMPORT = """
import sys
from pathlib import Path
from tests.helpers.imports import put
from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.paths import Paths

if {limit}:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

class Telling:
    is_cancelled = False
    def report(self, *, done, total, what):
        print(done, flush=True)
        if done * 2 > total and {waits}:
            sys.stdin.read()

try:
    put(Paths.under(Path({home!r})), Path({file!r}), progress=Telling())
except AppError as trouble:
    print(type(trouble).__name__, flush=True)
"""


def _importing(paths: Paths, file: Path, *, waits: bool = False, limit: int = 0) -> "subprocess.Popen[str]":
    words = _IMPORT.format(home=str(paths.codesets.parent), file=str(file), waits=waits, limit=limit)
    return subprocess.Popen(
        [sys.executable, "-c", words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL elsewhere")
def test_an_import_killed_in_the_middle_leaves_the_shelf_as_it_was(with_a_release: Paths, tmp_path: Path) -> None:
    """60,000 pairs are half written, in the log that survives, when the program is killed."""
    before = content_of(with_a_release)
    path = at(tmp_path, PTP, many_pairs(60_000))
    with _importing(with_a_release, path, waits=True) as child:
        assert child.stdout is not None
        size = path.stat().st_size
        assert any(int(line) * 2 > size for line in child.stdout)
        child.send_signal(signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL
    assert content_of(with_a_release) == before
    assert put(with_a_release, path).is_changed


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="limits of file size are POSIX")
def test_a_disk_that_takes_no_more_leaves_the_shelf_as_it_was(with_a_release: Paths, tmp_path: Path) -> None:
    """The system itself refuses every byte beyond 300,000 of a file."""
    before = content_of(with_a_release)
    path = at(tmp_path, PTP, many_pairs(60_000))
    with _importing(with_a_release, path, limit=300_000) as child:
        assert child.stdout is not None
        *_, last = child.stdout
    assert last.strip() in {ShelfFull.__name__, ShelfDiskTrouble.__name__}
    assert content_of(with_a_release) == before
    assert put(with_a_release, path).is_changed


def test_a_full_disk_is_told_as_that(with_a_release: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content_of(with_a_release)
    few_pages = (*shelf_engine._WRITER_PRAGMAS, "PRAGMA max_page_count = 30")
    with monkeypatch.context() as patch:
        patch.setattr(shelf_engine, "_WRITER_PRAGMAS", few_pages)
        with pytest.raises(ShelfFull):
            put(with_a_release, at(tmp_path, PTP, many_pairs(60_000)))
    assert content_of(with_a_release) == before


def test_two_imports_at_once_do_not_mix(with_a_release: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = planned(with_a_release, at(tmp_path, PTP, files.PTP_TEXT))
    monkeypatch.setattr(shelf_engine, "_PRAGMAS", ("PRAGMA busy_timeout = 0",))
    other = sqlite3.connect(shelf_file(with_a_release), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ShelfBusy):
        import_planned(paths=with_a_release, clock=FixedClock(AT), plans=plans, progress=NoProgress())
    other.execute("ROLLBACK")
    other.close()
    import_planned(paths=with_a_release, clock=FixedClock(AT), plans=plans, progress=NoProgress())
    assert len(imported_releases(paths=with_a_release)) == 2


def test_rows_can_be_read_while_another_release_is_written(with_a_release: Paths, tmp_path: Path) -> None:
    """The reader sees the shelf as it was, and nobody waits for anybody."""
    seen: list[int] = []

    class Reading(NoProgress):
        def report(self, **_told: object) -> None:
            reader = threading.Thread(target=lambda: seen.append(len(list(shelf_sources(with_a_release)[0].rows()))))
            reader.start()
            reader.join()

    put(with_a_release, at(tmp_path, PTP, many_pairs(30_000)), progress=Reading())
    assert seen
    assert set(seen) == {6}


def _spoil_middle(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096:] = bytes(len(whole) - 4096)
    path.write_bytes(whole)


@pytest.mark.parametrize("spoil", ["foreign text", "other database", "middle"])
def test_a_damaged_shelf_is_told_and_the_shipped_sets_stay(with_a_release: Paths, tmp_path: Path, spoil: str) -> None:
    path = shelf_file(with_a_release)
    if spoil == "foreign text":
        path.write_bytes(b"Dear reader, this is a letter. " * 300)
    elif spoil == "other database":
        path.unlink()
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE shopping (item)")
        other.close()
    else:
        _spoil_middle(path)
    raw = path.read_bytes()
    assert shelf_sources(with_a_release) == ()
    with pytest.raises(ShelfDamaged):
        imported_releases(paths=with_a_release)
    with pytest.raises(ShelfTrouble):
        put(with_a_release, at(tmp_path, PTP, files.PTP_TEXT))
    assert path.read_bytes() == raw


def test_a_torn_page_of_rows_is_told_when_it_is_read(with_a_release: Paths) -> None:
    with sqlite3.connect(shelf_file(with_a_release)) as other:
        other.execute("UPDATE page SET packed = substr(packed, 1, 20)")
    other.close()
    (source,) = shelf_sources(with_a_release)
    with pytest.raises(ShelfDamaged):
        list(source.rows())


def test_a_shelf_of_a_newer_program_is_left_alone(with_a_release: Paths, tmp_path: Path) -> None:
    with sqlite3.connect(shelf_file(with_a_release)) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    before = bytes_of(with_a_release)
    assert shelf_sources(with_a_release) == ()
    for attempt in (lambda: imported_releases(paths=with_a_release), lambda: put(with_a_release, tmp_path / ORDER)):
        with pytest.raises(ShelfNewer):
            attempt()
    assert bytes_of(with_a_release) == before


def test_an_import_that_ended_before_its_first_row_leaves_no_shelf_to_read(paths: Paths, tmp_path: Path) -> None:
    plans = planned(paths, at(tmp_path, PTP, many_pairs(20_000)))
    with pytest.raises(ImportCancelled):
        import_planned(paths=paths, clock=FixedClock(AT), plans=plans, progress=Watcher(1))
    assert imported_releases(paths=paths) == ()
    assert shelf_sources(paths) == ()
