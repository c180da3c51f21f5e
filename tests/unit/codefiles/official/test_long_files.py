"""Files of millions of lines are streamed: progress is told, a stop is noticed, memory stays small."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pytest

from coderdesk.codefiles.official import FileRefused, ImportCancelled, OfficialFile, preview, recognise, rows
from tests.helpers import official_files as files

LINES = 10_000_000
_MEGABYTE = 1024 * 1024


@dataclass(slots=True)
class Watcher:
    """Notes what it is told, and wants to stop after so many tellings."""

    patience: int = 1_000_000_000
    told: list[tuple[int, int]] = field(default_factory=list)

    def report(self, *, done: int, total: int, what: str) -> None:
        assert what
        self.told.append((done, total))

    @property
    def is_cancelled(self) -> bool:
        return len(self.told) >= self.patience


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Ten million lines of the general equivalence mappings, 210 MB."""
    path = tmp_path_factory.mktemp("long") / "2018_I10gem.txt"
    block = b"A000    0010  00000\r\n" * 100_000
    with path.open("wb") as stream:
        for _ in range(LINES // 100_000):
            stream.write(block)
    yield path
    path.unlink()


def _file(path: Path) -> OfficialFile:
    (file,) = recognise(path)
    return file


def test_ten_million_lines_are_streamed_in_little_memory(long_file: Path) -> None:
    file = _file(long_file)
    tracemalloc.start()
    try:
        taken = sum(1 for _ in islice(rows(file), 100_000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken == 100_000
    assert peak < 8 * _MEGABYTE


def test_reading_ten_million_lines_stops_when_the_person_wants(long_file: Path) -> None:
    watcher = Watcher(patience=3)
    with pytest.raises(ImportCancelled):
        preview(long_file, progress=watcher)
    assert len(watcher.told) <= 4
    assert watcher.told[-1][1] == long_file.stat().st_size


def test_a_foreign_line_after_a_million_good_ones_is_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "2018_I10gem.txt"
    path.write_bytes(b"A000    0010  00000\r\n" * 1_000_000 + b"Dear reader\r\n")
    with pytest.raises(FileRefused) as refusal:
        preview(path)
    assert refusal.value.line == 1_000_001


@pytest.mark.parametrize("sample", files.SAMPLES, ids=lambda sample: sample.name)
def test_every_reader_notices_the_wish_to_stop_and_tells_its_progress(tmp_path: Path, sample: files.Sample) -> None:
    path = tmp_path / sample.name
    path.write_bytes(sample.content)
    watcher = Watcher()
    preview(path, progress=watcher)
    assert watcher.told
    assert all(0 < done <= total for done, total in watcher.told)
    with pytest.raises(ImportCancelled):
        preview(path, progress=Watcher(patience=0))
