"""Progress on a terminal as a bar, elsewhere as plain lines."""

from dataclasses import dataclass, field
from typing import TextIO

_WIDTH = 30


@dataclass(slots=True)
class BarProgress:
    """Redraws one line."""

    stream: TextIO
    is_cancelled: bool = False

    def report(self, *, done: int, total: int, what: str) -> None:
        filled = _WIDTH * done // max(total, 1)
        end = "\n" if done >= total else ""
        self.stream.write(
            f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {100 * done // max(total, 1):3d} %  {what:<28}{end}"
        )
        self.stream.flush()


@dataclass(slots=True)
class LineProgress:
    """Writes a line when another part of the work begins."""

    stream: TextIO
    is_cancelled: bool = False
    _said: set[str] = field(default_factory=set)

    def report(self, *, done: int, total: int, what: str) -> None:
        if what not in self._said:
            self._said.add(what)
            self.stream.write(f"{100 * done // max(total, 1):3d} %  {what}\n")
            self.stream.flush()
