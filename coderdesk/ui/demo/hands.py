"""A person's hands and eyes for the window: mouse, keys, waiting for what is to come, pictures of what is seen."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from coderdesk.domain.values.trouble import AppError

PATIENCE_MS = 60_000
PATIENCE_WITH_BUILDING_MS = 300_000
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class NothingHappened(AppError):
    """The window did not come to the state that a step leads to."""

    def __init__(self, waiting_for: str, patience_ms: int) -> None:
        super().__init__(f"The demonstration stopped: after {patience_ms // 1000} s there was still no {waiting_for}.")


class Hands:
    """Acts on one window. Every act is an event of the mouse or the keyboard."""

    def __init__(self, window: QWidget, application: QApplication) -> None:
        self._window = window
        self._application = application

    def wait_until(self, happened: Callable[[], bool], waiting_for: str, *, patience_ms: int = PATIENCE_MS) -> None:
        """Let the window work until something has happened. Raises NothingHappened."""
        clock = QElapsedTimer()
        clock.start()
        while not happened():
            if clock.elapsed() > patience_ms:
                raise NothingHappened(waiting_for, patience_ms)
            self._application.processEvents()
            time.sleep(0.001)
        self.settle()

    def settle(self) -> None:
        """Let everything that is due be painted."""
        for _ in range(5):
            self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self._application.processEvents()

    def type(self, words: str, into: QWidget | None = None) -> None:
        QTest.keyClicks(into or self._focused(), words)
        self.settle()

    def press(self, keys: str) -> None:
        """A key or shortcut, given to whatever has the focus."""
        QTest.keySequence(self._focused(), QKeySequence(keys))
        self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_MODIFIER, at or widget.rect().center())
        self.settle()

    def select_words(self, text: QTextEdit | QPlainTextEdit, words: str) -> None:
        """Drag the mouse over words of a document. Raises ValueError when they do not stand there."""
        start = text.toPlainText().index(words)
        self._scroll_to(text, start)
        port = text.viewport()
        first, last = self._point(text, start), self._point(text, start + len(words))
        QTest.mousePress(port, Qt.MouseButton.LeftButton, NO_MODIFIER, first)
        QTest.mouseMove(port, (first + last) / 2)
        QTest.mouseMove(port, last)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NO_MODIFIER, last)
        self.settle()

    def _scroll_to(self, text: QTextEdit | QPlainTextEdit, position: int) -> None:
        bar = text.verticalScrollBar()
        top = self._point(text, position).y()
        if not 0 < top < text.viewport().height() - 40:
            bar.setValue(bar.value() + top - text.viewport().height() // 3)
            self.settle()

    @staticmethod
    def _point(text: QTextEdit | QPlainTextEdit, position: int) -> QPoint:
        cursor = QTextCursor(text.document())
        cursor.setPosition(position)
        box = text.cursorRect(cursor)
        return QPoint(box.left(), box.center().y())

    def _focused(self) -> QWidget:
        return self._application.focusWidget() or self._window

    def photograph(self, path: Path) -> None:
        """A picture of the window as it is now. Raises OSError when it cannot be written."""
        self.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self._window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
