"""Reading the document in front aloud, sentence by sentence; without a voice the sentences are told to a screen reader."""

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.voice import Voice, find_voice

if TYPE_CHECKING:
    from coderdesk.services.visit_reading import DocumentReading

_SENTENCE = re.compile(r"\S[^\n]*?(?:(?<=[^\W\d])[.!?](?=\s)|(?=\n)|\Z)")

Spoken = tuple[tuple[int, int], ...]


def spoken_parts(text: str, read: "DocumentReading | None") -> Spoken:
    """The stretches of a text in the order in which they are read: headings and sentences, where it was read already."""
    if read is None:
        return tuple(match.span() for match in _SENTENCE.finditer(text))
    reading = read.read.reading
    headings = [(one.start, one.start + len(one.heading)) for one in reading.sections if one.heading]
    sentences = [(one.start, one.end) for one in reading.sentences]
    return tuple(sorted({*headings, *sentences}))


class ReadAloudLine(QWidget):
    """Says which sentence is read; the one before, the next, and the end."""

    step_wanted = Signal(int)
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "raised")
        self.setAccessibleName(tr("Reading aloud"))
        self.words = label(role="muted", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        self.buttons = [
            self._button(tr("Before"), tr("The sentence before (Up)"), -1),
            self._button(tr("Next"), tr("The next sentence (Down)"), 1),
            self._button(tr("Stop"), tr("Stop (Esc or Ctrl+Shift+H)"), 0),
        ]
        for button in self.buttons:
            row.addWidget(button)
        self.hide()

    def _button(self, words: str, tip: str, step: int) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(tip)
        set_role(button, "quiet")
        button.clicked.connect(self.stop_wanted if not step else lambda: self.step_wanted.emit(step))
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop_wanted.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_wanted.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class ReadAloud(QObject):
    """`line` is to be laid out by whoever makes this. `reading_of` gives what is known of a document by its id."""

    def __init__(
        self,
        documents: DocumentPanel,
        reading_of: "Callable[[str], DocumentReading | None]",
        *,
        voice: Callable[[QObject | None], Voice | None] = find_voice,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents, self._reading_of, self._find_voice = documents, reading_of, voice
        self._voice: Voice | None = None
        self._parts: Spoken = ()
        self._at = -1
        self.line = ReadAloudLine()
        self.line.step_wanted.connect(self.step)
        self.line.stop_wanted.connect(self.stop)
        documents.document_changed.connect(self.stop)

    @property
    def is_on(self) -> bool:
        return self._at >= 0

    @property
    def span(self) -> tuple[int, int] | None:
        """The sentence that is read, in code points of the document in front."""
        return self._parts[self._at] if self._at >= 0 else None

    def toggle(self) -> None:
        """Read from the sentence at the caret on; again, and it is quiet."""
        document = self._documents.current_document()
        if self.is_on:
            self.stop()
        elif document is not None:
            self._parts = spoken_parts(document.text, self._reading_of(str(document.id)))
            if self._parts:
                if self._voice is None:
                    self._take_voice(self._find_voice(self))
                here = bisect_right(self._parts, self._documents.text_view.caret(), key=lambda part: part[0]) - 1
                self.line.show()
                self._documents.text_view.installEventFilter(self)
                self._say(max(0, here))

    def step(self, step: int) -> None:
        """To another sentence; past the last one, the end."""
        if self.is_on:
            if self._at + step >= len(self._parts):
                self.stop()
            else:
                self._say(max(0, self._at + step))

    def stop(self, *_: object) -> None:
        """Quiet, and no sentence is marked."""
        if not self.is_on:
            return
        self._at, self._parts = -1, ()
        if self._voice is not None:
            self._voice.stop()
        view = self._documents.text_view
        view.removeEventFilter(self)
        view.show_spoken(None)
        if self.line.isAncestorOf(self.line.window().focusWidget() or self.line):
            self._documents.setFocus()
        self.line.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Esc in the text stops; up and down go to other sentences."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not event.modifiers():
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.key() == Qt.Key.Key_Escape:
                self.stop()
                return True
            if Qt.Key(event.key()) in steps:
                self.step(steps[Qt.Key(event.key())])
                return True
        return False

    def _take_voice(self, voice: Voice | None) -> None:
        self._voice = voice
        if voice is not None:
            voice.finished.connect(self._go_on)
            voice.failed.connect(self._lose_voice)

    def _go_on(self) -> None:
        self.step(1)

    def _lose_voice(self) -> None:
        self._voice = None
        self._show_words()

    def _say(self, place: int) -> None:
        document = self._documents.current_document()
        if document is None:
            return
        self._at = place
        start, end = self._parts[place]
        words = " ".join(document.text[start:end].split())
        view = self._documents.text_view
        view.show_spoken((start, end))
        view.bring_into_view(start)
        self._show_words()
        if self._voice is not None:
            self._voice.say(words)
        else:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, words))

    def _show_words(self) -> None:
        place = tr("Sentence {place} of {count}.", place=self._at + 1, count=len(self._parts))
        said = (
            tr("Reading aloud: Up and Down go on, Esc stops.")
            if self._voice is not None
            else tr(
                "This computer offers no voice. Up and Down mark one sentence after the other, and a screen reader is told."
            )
        )
        self.line.words.setText(f"{place} {said}")
