"""Progress of long work in a lane: told on the UI thread at a bearable pace, with the time left, and stopped on request."""

import time

from PySide6.QtCore import QObject, Signal

from coderdesk.ui.words import left_words

WHOLE = 1000
_PACE = 0.05  # seconds between two reports that are passed on
_TOO_EARLY = 1.0  # seconds before which no time left is foretold
_FIRST_SHARE = 0.03


class WatchedWork(QObject):
    """A `Progress` for one piece of work. `told(thousandths, what, left)`: -1 when the whole is not known, `left` "" when it
    cannot be foretold."""

    told = Signal(int, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begun = time.monotonic()
        self._last = 0.0
        self.is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True

    def report(self, *, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if now - self._last < _PACE and done < total:
            return
        self._last = now
        if total <= 0:
            self.told.emit(-1, what, "")
            return
        share, spent = min(done / total, 1.0), now - self._begun
        left = left_words(spent / share - spent) if spent > _TOO_EARLY and _FIRST_SHARE < share < 1 else ""
        self.told.emit(round(share * WHOLE), what, left)
