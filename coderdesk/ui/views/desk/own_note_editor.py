"""One's own note on a code, written in place below the code's page: Enter saves, Esc leaves it as it was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from coderdesk.domain.coding.own_codes import LONGEST_NOTE
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface

_LINES = 3


class _NoteText(QPlainTextEdit):
    """Shift+Enter breaks the line; Tab leaves the field."""

    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Own note"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class OwnNoteEditor(QWidget):
    """`saved(key, text, version)`: the code, the new text, and the version it was based on (0 for none)."""

    saved = Signal(object, str, int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self._key: object = None
        self._version = 0
        self._before = ""
        self._title = label(role="section")
        self.text = _NoteText()
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES + 20)
        self.message = label(
            tr("Enter saves · Shift+Enter breaks the line · Esc leaves it as it was"), "small", wraps=True
        )
        self._save = QPushButton(tr("Save note"))
        set_role(self._save, "quiet")
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.message, 1)
        bar.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(hairline())
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 8, 12, 4)
        inner.setSpacing(4)
        inner.addWidget(self._title)
        inner.addWidget(self.text)
        inner.addLayout(bar)
        layout.addLayout(inner)
        self.text.entered.connect(self._say_saved)
        self.text.left.connect(self.close_note)
        self._save.clicked.connect(self._say_saved)
        self.setFocusProxy(self.text)
        self.hide()

    @property
    def is_changed(self) -> bool:
        return not self.isHidden() and self.text.toPlainText().strip() != self._before

    def open_note(self, key: object, value: str, text: str, version: int) -> None:
        """Edit the note on a code; the same code again keeps what was typed."""
        if not (self._key == key and self.is_changed):
            self._key, self._version, self._before = key, version, text
            self.text.setPlainText(text)
        self._title.setText(tr("My note on {code}", code=value))
        self.show()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()

    def close_note(self) -> None:
        self._key = None
        self.hide()
        self.left.emit()

    def _say_saved(self) -> None:
        words = self.text.toPlainText().strip()
        if len(words) > LONGEST_NOTE:
            self.message.setText(tr("At most {count} characters: shorten the note.", count=LONGEST_NOTE))
            set_role(self.message, "error")
            return
        if words != self._before:
            self.saved.emit(self._key, words, self._version)
        self.close_note()
