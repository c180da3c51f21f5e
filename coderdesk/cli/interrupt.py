"""Ctrl+C as a wish to stop, which long work notices between two rows, and progress on stderr that knows of it."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import TextIO

from coderdesk.cli.progress import BarProgress, LineProgress


@dataclass(slots=True)
class StoppableProgress:
    """A bar on a terminal, else a line for each part of the work; what was told before is not told again."""

    stream: TextIO
    is_cancelled: bool = False
    _shown: BarProgress | LineProgress = field(init=False)
    _last: tuple[int, int, str] = (0, 0, "")
    _is_open: bool = False

    def __post_init__(self) -> None:
        self._shown = BarProgress(self.stream) if self.stream.isatty() else LineProgress(self.stream)

    def report(self, *, done: int, total: int, what: str) -> None:
        told = (min(done, total), total, what)
        if told != self._last:
            self._last = told
            self._is_open = done < total
            self._shown.report(done=told[0], total=total, what=what)

    def end_line(self) -> None:
        """Leave a bar that was stopped on its way as it is, and go on below it."""
        if self._is_open and isinstance(self._shown, BarProgress):
            self.stream.write("\n")
            self.stream.flush()
        self._is_open = False


@contextmanager
def stopping_on_interrupt() -> Iterator[StoppableProgress]:
    """The first Ctrl+C sets `is_cancelled`; a second one ends the command where it stands."""
    progress = StoppableProgress(sys.stderr)
    if threading.current_thread() is not threading.main_thread():
        yield progress
        return
    before = signal.getsignal(signal.SIGINT)

    def stop(_number: int, _frame: FrameType | None) -> None:
        progress.is_cancelled = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, stop)
    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, before)
