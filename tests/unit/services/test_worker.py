"""A process of its own: answers, progress, a stop, limits, falls, and the next question after each of them."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coderdesk.domain.values.trouble import AppError
from coderdesk.services.worker import Limits, Task, WorkBroken, Worker, WorkLeft, WorkLost, WorkRefused, WorkStopped
from coderdesk.shared.ports import Progress

QUICK = Limits(silence=0.4)


def make_task() -> Task:
    """In the process: keeps count of what it was asked."""
    count = 0

    def task(question: Any, progress: Progress) -> Iterator[Any]:
        nonlocal count
        count += 1
        match question:
            case "refuse":
                raise AppError("The drawer is locked. Nothing was changed; unlock it first.")
            case "break":
                raise ValueError("Rivera, Ana")
            case "fall":
                os._exit(3)
            case "swell":
                yield len(bytearray(8 * 1024**3))
            case "stick":
                threading.Event().wait()
            case "tell":
                progress.report(done=1, total=2, what="half")
                yield "told"
                threading.Event().wait()
            case "leave":
                while not progress.is_cancelled:
                    progress.report(done=1, total=2, what="")
                raise WorkLeft
            case list(parts):
                yield from parts
            case _:
                yield count

    return task


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(make_task, name="test")
    yield made
    made.close()


class Watched:
    def __init__(self, *, stops_when_told: bool) -> None:
        self.told: list[tuple[int, int, str]] = []
        self._stops = stops_when_told

    def report(self, *, done: int, total: int, what: str) -> None:
        self.told.append((done, total, what))

    @property
    def is_cancelled(self) -> bool:
        return self._stops and bool(self.told)


def test_pieces_come_in_order_and_the_process_is_kept(worker: Worker) -> None:
    assert worker.ask(["a", "b", "c"]) == ("a", "b", "c")
    assert worker.ask("count") == (2,)
    assert worker.is_running


def test_a_task_that_leaves_in_time_keeps_its_process() -> None:
    """and what it made; the answer that nobody wanted is not taken for the next one"""
    worker = Worker(make_task, name="test", limits=Limits(leave=30.0))
    assert worker.ask("count") == (1,)
    child = worker.process_id
    with pytest.raises(WorkStopped):
        worker.ask("leave", progress=Watched(stops_when_told=True))
    assert worker.ask("count") == (3,)
    assert worker.process_id == child
    worker.close()


def test_a_task_that_does_not_leave_in_time_is_ended() -> None:
    worker = Worker(make_task, name="test", limits=Limits(leave=0.2))
    with pytest.raises(WorkStopped):
        worker.ask("tell", progress=Watched(stops_when_told=True))
    assert not worker.is_running
    assert worker.ask("count") == (1,)
    worker.close()


_PARENT = """
import sys, threading
from tests.unit.services.test_worker import make_task
from coderdesk.services.worker import Worker

if __name__ == "__main__":
    worker = Worker(make_task, name="test")
    worker.ask("count")
    threading.Thread(target=lambda: worker.ask("stick"), daemon=True).start()
    print(worker.process_id, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
@pytest.mark.timeout(60)
def test_it_ends_when_whoever_asked_was_killed(tmp_path: Path) -> None:
    """in the midst of work that looks at nothing"""
    script = tmp_path / "asks.py"
    script.write_text(_PARENT, encoding="utf-8")
    around = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=around
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    while is_alive(child):
        os.sched_yield()


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_stop_ends_the_process_and_the_next_question_starts_another(worker: Worker) -> None:
    watched = Watched(stops_when_told=True)
    with pytest.raises(WorkStopped):
        worker.ask("tell", progress=watched)
    assert watched.told == [(1, 2, "half")]
    assert not worker.is_running
    assert worker.ask("count") == (1,)


def test_what_the_task_refuses_is_told_in_its_own_sentence(worker: Worker) -> None:
    with pytest.raises(WorkRefused, match=r"^The drawer is locked\. Nothing was changed; unlock it first\.$"):
        worker.ask("refuse")
    assert worker.ask("count") == (2,)


def test_a_bug_is_told_by_type_and_lines_without_its_values(worker: Worker) -> None:
    with pytest.raises(WorkBroken, match=r"^ValueError at .*test_worker\.py:\d+ task") as caught:
        worker.ask("break")
    assert "Rivera" not in str(caught.value)
    assert worker.ask("count") == (1,)


@pytest.mark.parametrize(
    ("question", "limits", "why"),
    [
        ("fall", Limits(), "ended unexpectedly"),
        ("stick", QUICK, "nothing came of it for 0 seconds"),
        pytest.param(
            "swell",
            Limits(memory=2 * 1024**3),
            "more memory than it may have",
            marks=pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit"),
        ),
    ],
)
def test_a_process_that_falls_sticks_or_swells_is_given_up(question: str, limits: Limits, why: str) -> None:
    made = Worker(make_task, name="test", limits=Limits(silence=60.0))
    assert made.ask("count") == (1,)
    made.close()
    limited = Worker(make_task, name="test", limits=limits)
    with pytest.raises(WorkLost, match=why):
        limited.ask(question)
    assert not limited.is_running


def test_closing_while_it_works_ends_the_work(worker: Worker) -> None:
    lost: list[Exception] = []
    told = threading.Event()

    class Heard:
        is_cancelled = False

        def report(self, **_: object) -> None:
            told.set()

    def ask() -> None:
        try:
            worker.ask("tell", progress=Heard())
        except WorkLost as trouble:
            lost.append(trouble)

    thread = threading.Thread(target=ask)
    thread.start()
    assert told.wait(30)
    worker.close()
    thread.join(30)
    assert len(lost) == 1
    assert not worker.is_running


def test_an_answer_that_is_left_early_leaves_no_process_behind(worker: Worker) -> None:
    pieces = worker.pieces("tell")
    assert next(pieces) == "told"
    pieces.close()  # type: ignore[attr-defined]
    assert not worker.is_running


def test_closing_twice_or_before_the_first_question_is_no_trouble() -> None:
    made = Worker(make_task, name="test")
    made.close()
    made.close()
    assert not made.is_running
