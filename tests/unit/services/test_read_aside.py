"""Reading in a process of its own: the same answer as here, left when told, started again when it died, gone when it is to go."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coderdesk.domain.clinical.document import Document, content_hash
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.services.desk import Desk
from coderdesk.services.read_aside import ReadingAside, ReadingEnded, ReadingStopped
from coderdesk.services.visit_reading import DocumentReader, DocumentReading
from coderdesk.services.visits import open_visit
from coderdesk.shared.paths import Paths
from tests.helpers.demo import MAIN_NOTE, MAIN_VISIT


class Stop(Exception):
    pass


@pytest.fixture
def aside(demo_paths: Paths) -> Iterator[ReadingAside]:
    made = ReadingAside(demo_paths)
    yield made
    made.end()


@pytest.fixture
def note(demo: Desk) -> Document:
    return open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.documents_by_id[MAIN_NOTE]


def read(aside: ReadingAside, document: Document) -> DocumentReading:
    on = document.written_on
    return aside.read(document, on=on, setting=Setting.OUTPATIENT, between=None)


def long(document: Document, times: int) -> Document:
    text = "\n".join(f"Visit {number}.\n{document.text}" for number in range(times))
    return replace(document, text=text, hash=content_hash(text))


def test_it_reads_what_would_be_read_here(aside: ReadingAside, demo: Desk, note: Document) -> None:
    """in several batches, and once more without starting anew"""
    chart = long(note, 40)
    here = DocumentReader(demo.library)
    for document in (chart, note):
        expected = here.read(document, on=note.written_on, setting=Setting.OUTPATIENT, between=None)
        assert read(aside, document) == expected
    assert aside.child_id is not None


def test_nothing_runs_before_there_is_something_to_read(aside: ReadingAside) -> None:
    assert aside.child_id is None


def test_told_to_stop_it_leaves_and_reads_the_next(aside: ReadingAside, note: Document) -> None:
    read(aside, note)
    child = aside.child_id

    def stop(share: float) -> None:
        if share > 0:
            raise Stop

    with pytest.raises(Stop):
        aside.read(long(note, 60), on=note.written_on, setting=Setting.OUTPATIENT, between=stop)
    assert read(aside, note).hash == note.hash
    assert aside.child_id == child


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_process_that_died_is_started_again(aside: ReadingAside, note: Document) -> None:
    """while it had nothing to do / in the middle of its work"""
    before = read(aside, note)
    first = aside.child_id
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert read(aside, note) == before
    killed: list[int] = []

    def kill(share: float) -> None:
        if share > 0 and not killed and aside.child_id is not None:
            killed.append(aside.child_id)
            os.kill(aside.child_id, signal.SIGKILL)

    chart = long(note, 40)
    assert aside.read(chart, on=note.written_on, setting=Setting.OUTPATIENT, between=kill).hash == chart.hash
    assert killed
    assert aside.child_id not in (first, *killed)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_one_that_dies_again_and_again_is_told(aside: ReadingAside, note: Document) -> None:
    def kill(share: float) -> None:
        if aside.child_id is not None:
            os.kill(aside.child_id, signal.SIGKILL)

    with pytest.raises(ReadingStopped, match="Nothing was lost"):
        aside.read(note, on=note.written_on, setting=Setting.OUTPATIENT, between=kill)
    assert read(aside, note).hash == note.hash


def test_what_it_cannot_do_is_told_without_a_word_of_the_text(
    tmp_path_factory: pytest.TempPathFactory, note: Document
) -> None:
    """no code sets are built there"""
    aside = ReadingAside(Paths.under(tmp_path_factory.mktemp("empty")).made())
    with pytest.raises(ReadingStopped, match="code sets are not ready") as told:
        read(aside, note)
    aside.end()
    assert note.text.split()[0] not in str(told.value)


def test_ended_from_elsewhere(aside: ReadingAside, note: Document) -> None:
    """the practice is locked while it reads"""
    begun = threading.Event()
    ended: list[type[Exception]] = []

    def work() -> None:
        try:
            aside.read(long(note, 200), on=note.written_on, setting=Setting.OUTPATIENT, between=lambda _: begun.set())
        except Exception as trouble:  # noqa: BLE001 - its class is what is asked for
            ended.append(type(trouble))

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(30)
    child = aside.child_id
    aside.end()
    thread.join(30)
    assert ended == [ReadingEnded]
    assert child is not None
    assert not is_running(child)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks into /proc")
def test_no_text_stands_on_its_command_line_or_in_its_environment(aside: ReadingAside, note: Document) -> None:
    read(aside, note)
    told = b"".join(Path(f"/proc/{aside.child_id}/{what}").read_bytes() for what in ("cmdline", "environ"))
    assert note.author.encode() not in told
    assert all(line.strip().encode() not in told for line in note.text.splitlines() if len(line.strip()) > 12)
