"""A process of its own for work that would hold the window up or that reads what strangers sent: asked, watched, stopped.

Questions and answers travel through a pipe in memory: nothing of a patient stands on a command line or in a file. The process is
started by the first question, keeps what it made for the next one, and is ended when it is stopped, stuck or grown too large; the
question after that starts another. One that is told to leave a question in time stays, with what it made.
"""

import contextlib
import multiprocessing
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.ports import NoProgress, Progress

_LOOK = 0.05  # seconds between two looks at the wish to stop
_NICE = 5
_PACE = 0.05  # seconds between two reports of progress
_BELOW_NORMAL = 0x4000  # Windows' name of the priority class; elsewhere a niceness
_ASKED, _LEAVE = "ask", "leave"
_TOLD, _PIECE, _DONE, _REFUSED, _FULL, _BROKEN = "told", "piece", "done", "refused", "full", "broken"
_LAST = frozenset({_DONE, _REFUSED, _FULL, _BROKEN})

# Answers a question in pieces, each sent as soon as it is made; a big answer in small pieces never holds the window up.
Task = Callable[[Any, Progress], Iterator[Any]]


class WorkStopped(AppError):
    def __init__(self) -> None:
        super().__init__("The work was stopped. Nothing was changed; begin it again when you like.")


class WorkRefused(AppError):
    """What the task itself refused, in its own sentence."""


class WorkLost(AppError):
    """The process ended, was stuck, or grew beyond its limit; `why` says which, in words that go on a sentence."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"The work was given up: {why}. Nothing was changed; try it again with less at a time.")


class WorkLeft(Exception):
    """Raised by a task that sees its progress cancelled: nobody wants the rest of the answer."""


class WorkBroken(Exception):
    """A bug in the task. The message holds its type and its lines, and no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`silence` in seconds without a piece or a report of progress; `memory` in bytes, None for as much as there is.

    `leave` is how many seconds a task that is stopped has to leave by itself, and so keep its process; with 0 it is ended.
    """

    silence: float = 600.0
    leave: float = 0.0
    memory: int | None = None


class Worker:
    """`make` is called once in the process, and gives the task; both it and what is asked must be picklable.

    Questions of several threads are answered one after the other.
    """

    def __init__(self, make: Callable[[], Task], *, name: str, limits: Limits | None = None) -> None:
        self._make = make
        self._name = name
        self._limits = limits or Limits()
        self._turn = threading.Lock()
        self._child: BaseProcess | None = None
        self._line: Connection | None = None

    def ask(self, question: Any, *, progress: Progress | None = None) -> tuple[Any, ...]:
        """All pieces of the answer. Raises WorkStopped, WorkRefused, WorkLost and WorkBroken."""
        return tuple(self.pieces(question, progress=progress))

    def pieces(self, question: Any, *, progress: Progress | None = None) -> Iterator[Any]:
        """The pieces of the answer, each as it comes. As `ask`; leaving it early stops the work."""
        with self._turn:
            is_whole = False
            try:
                line = self._open()
                self._send(line, question)
                yield from self._listen(line, progress or NoProgress())
                is_whole = True
            except WorkRefused:
                is_whole = True
                raise
            finally:
                if not is_whole and not self._has_left():
                    self._end()

    def close(self) -> None:
        """End the process, at once when it works; what it held is forgotten. May be used again."""
        child = self._child
        if child is not None and not self._turn.acquire(timeout=0):
            # the thread that waits for the answer hears the end of the line, and puts the rest in order
            with contextlib.suppress(ValueError):
                child.kill()
            return
        if child is not None:
            try:
                self._end()
            finally:
                self._turn.release()

    @property
    def process_id(self) -> int | None:
        """None while there is no process."""
        child = self._child
        return child.pid if child is not None else None

    @property
    def is_running(self) -> bool:
        child = self._child
        return child is not None and child.is_alive()

    def _open(self) -> Connection:
        if self._child is not None and self._line is not None and self._child.is_alive():
            return self._line
        self._end()
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        child = context.Process(
            target=_serve, args=(self._make, there, self._limits.memory), name=self._name, daemon=True
        )
        child.start()
        there.close()
        self._child, self._line = child, here
        return here

    def _send(self, line: Connection, question: Any) -> None:
        try:
            line.send((_ASKED, question))
        except OSError as trouble:
            raise WorkLost("its process ended unexpectedly") from trouble

    def _listen(self, line: Connection, progress: Progress) -> Iterator[Any]:
        heard = time.monotonic()
        while True:
            if progress.is_cancelled:
                raise WorkStopped
            try:
                if not line.poll(_LOOK):
                    if time.monotonic() - heard > self._limits.silence:
                        raise WorkLost(f"nothing came of it for {self._limits.silence:.0f} seconds")
                    continue
                kind, told = line.recv()
            except (EOFError, OSError) as trouble:
                raise WorkLost("its process ended unexpectedly") from trouble
            heard = time.monotonic()
            match kind:
                case "told":
                    done, total, what = told
                    progress.report(done=done, total=total, what=what)
                case "piece":
                    yield told
                case "done":
                    return
                case "refused":
                    raise WorkRefused(told)
                case "full":
                    raise WorkLost("it needs more memory than it may have")
                case _:
                    raise WorkBroken(told)

    def _has_left(self) -> bool:
        """What is still on its way is not wanted; afterwards both ends of the line agree again."""
        line, until = self._line, time.monotonic() + self._limits.leave
        if line is None or not self._limits.leave:
            return False
        with contextlib.suppress(EOFError, OSError):
            line.send((_LEAVE, None))
            while line.poll(max(0.0, until - time.monotonic())):
                if line.recv()[0] in _LAST:
                    return True
        return False

    def _end(self) -> None:
        child, line = self._child, self._line
        self._child = self._line = None
        if line is not None:
            line.close()
        if child is not None:
            child.kill()
            child.join()
            child.close()


class _Told:
    """Progress that is sent up the line at a bearable pace. Whatever comes down the line meanwhile, its end too, is a wish to
    stop."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._last = 0.0

    @property
    def is_cancelled(self) -> bool:
        return self._line.poll()

    def report(self, *, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if now - self._last >= _PACE or done >= total:
            self._last = now
            self._line.send((_TOLD, (done, total, what)))


def _serve(make: Callable[[], Task], line: Connection, memory: int | None) -> None:
    """In the process: answer questions until the other side hangs up."""
    _limit(memory)
    threading.Thread(target=_end_with_the_window, daemon=True).start()
    # a window that is gone takes its helper with it
    with contextlib.suppress(OSError, KeyboardInterrupt):
        task: Task | None = None
        while True:
            try:
                kind, question = line.recv()
                if kind == _LEAVE:  # told when that was done already
                    continue
                task = task or make()
                for piece in task(question, _Told(line)):
                    line.send((_PIECE, piece))
            except WorkLeft:
                line.send((_DONE, None))
            except AppError as refusal:
                line.send((_REFUSED, str(refusal)))
            except MemoryError:
                line.send((_FULL, None))
            except (EOFError, ConnectionError):
                return
            except Exception as bug:  # noqa: BLE001 - told up the line, where the crash door is
                line.send((_BROKEN, _lines_of(bug)))
            else:
                line.send((_DONE, None))


def _end_with_the_window() -> None:
    """Killed, it hangs up no line that its helper would look at in the midst of work."""
    window = multiprocessing.parent_process()
    if window is not None:
        window.join()
        os._exit(1)


def _lines_of(bug: Exception) -> str:
    """Type and lines, without the message: it may quote a patient."""
    frames = traceback.extract_tb(bug.__traceback__)
    places = [f"{frame.filename.rpartition('coderdesk')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    return f"{type(bug).__name__} at {' < '.join(reversed(places))}"


def _limit(memory: int | None) -> None:
    """Behind the window, with no more memory than that, and no picture of it on the disk when it falls; where systems can."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetPriorityClass(ctypes.windll.kernel32.GetCurrentProcess(), _BELOW_NORMAL)
        return
    import resource

    os.nice(_NICE)  # whoever types goes first

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
