"""A long text comes into its view piece by piece: set and laid out a few pages at a time, with the event loop in between.

Qt lays a text out by a timer in steps that double until one of them takes a tenth of a second. Here that timer is held off,
and asking for the rectangle of a paragraph lays out just as far as that.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSizeF, QTimer
from PySide6.QtWidgets import QTextEdit

from coderdesk.ui.views.desk.page import Page

PIECE = 12_000  # code points: four pages, about 8 ms
SHORT = 2 * PIECE


class Unrolling(QObject):
    """`begin` when a page comes to the front, `restart` when its lines are broken anew. A short page is there at once."""

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._page: Page | None = None
        self._laid = 0
        self._waiting: list[tuple[int, Callable[[], None]]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.go_on)

    @property
    def is_busy(self) -> bool:
        return self._timer.isActive()

    def begin(self, page: Page | None) -> None:
        """What waited for another page is forgotten."""
        self._page, self._waiting = page, []
        self.restart()

    def restart(self) -> None:
        """Nothing is laid out any more; what waits goes on waiting."""
        self._laid = 0
        if self._page is not None and len(self._page.document.text) > SHORT:
            self._page.text.documentLayout().installEventFilter(self)
            self._timer.start(0)
        else:
            self._timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return self.is_busy and event.type() is QEvent.Type.Timer

    def when_at(self, position: int, act: Callable[[], None]) -> bool:
        """Do it when the text is laid out up to a position of the QTextDocument. True when that was at once."""
        if not self.is_busy or position < self._laid:
            act()
            return True
        self._waiting.append((position, act))
        return False

    def when_whole(self, act: Callable[[], None]) -> bool:
        return self.when_at(2**31, act)

    def reach(self, position: int) -> None:
        """Up to this position now, however long it takes: for what cannot wait."""
        while self.is_busy and position >= self._laid:
            self.go_on()

    def go_on(self) -> None:
        """One more piece."""
        page = self._page
        if page is None:
            self._timer.stop()
            return
        loaded = page.text.characterCount() - 1
        layout = page.text.documentLayout()
        if self._laid < loaded:
            self._laid = min(self._laid + PIECE, loaded)
            block = page.text.findBlock(self._laid)
            layout.blockBoundingRect(block)
            layout.documentSizeChanged.emit(QSizeF())  # to the scroll bar, which asks how long the text is by now
        elif not page.is_whole:
            page.grow(PIECE)
            self._laid = page.text.characterCount() - 1
        else:
            self._timer.stop()
            layout.removeEventFilter(self)
        self._do_what_waited()

    def _do_what_waited(self) -> None:
        is_done = not self.is_busy
        due = [act for position, act in self._waiting if is_done or position < self._laid]
        self._waiting = [one for one in self._waiting if not (is_done or one[0] < self._laid)]
        for act in due:
            act()
