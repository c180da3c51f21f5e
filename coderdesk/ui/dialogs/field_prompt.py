"""One slim line in which one thing is typed, in its place on the screen and never in a dialog of its own."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coderdesk.ui.theme.parts import label, set_surface


class FieldPrompt(QWidget):
    """Enter gives the text when its check is content, Esc leaves everything as it was."""

    accepted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "raised")
        self._check: Callable[[str], str] = lambda _text: ""
        self._label = label(role="strong")
        self.field = QLineEdit()
        self.field.setProperty("role", "inline")
        self._message = label(role="small", wraps=True)
        self._label.setBuddy(self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self.field, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._message)
        self.field.textEdited.connect(self._on_edited)
        self.hide()

    def ask(self, what: str, text: str, *, hint: str, check: Callable[[str], str]) -> None:
        """Show the line with a text to change. `check` answers with a sentence, or "" when content."""
        self._check, self._hint = check, hint
        self._label.setText(what)
        self.field.setText(text)
        self.field.setAccessibleName(what)
        self._say(hint, is_wrong=False)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    @property
    def message(self) -> str:
        return self._message.text()

    def close_line(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _on_edited(self, _text: str) -> None:
        self._say(self._hint, is_wrong=False)

    def _say(self, sentence: str, *, is_wrong: bool) -> None:
        self._message.setText(sentence)
        self._message.setProperty("role", "error" if is_wrong else "small")
        self.field.setProperty("state", "error" if is_wrong else "")
        self.field.setAccessibleDescription(sentence)
        for part in (self._message, self.field):
            part.style().unpolish(part)
            part.style().polish(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._accept()
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        text = self.field.text().strip()
        why = self._check(text)
        if why:
            self._say(why, is_wrong=True)
            return
        self.close_line()
        self.accepted.emit(text)
