"""One field of a form on screen: label, editor, and under it the sentence that says what is wrong."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from coderdesk.ui.theme.parts import set_role
from coderdesk.ui.views.records.fields import FieldSpec

_LEAST_WIDTH = 48
Editor = QLineEdit | QComboBox | QPlainTextEdit


class FieldBox(QWidget):
    """Holds text only; what the text means is the form's affair. A stored choice that the table does not know is kept."""

    edited = Signal()

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.editor = self._editor_for(spec)
        self._label = QLabel(spec.label)
        self._label.setBuddy(self.editor)
        self._message = QLabel()
        self._message.setWordWrap(True)
        set_role(self._label, "small")
        set_role(self._message, "error")
        self._message.hide()
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self._label, self.editor, self._message):
            layout.addWidget(part)
        layout.addStretch(1)

    def _editor_for(self, spec: FieldSpec) -> Editor:
        editor: Editor
        if spec.choices:
            editor = QComboBox()
            for stored, words in spec.choices:
                editor.addItem(words, stored)
            editor.currentIndexChanged.connect(self._on_edited)
        elif spec.lines > 1:
            editor = QPlainTextEdit()
            editor.setTabChangesFocus(True)
            editor.setFixedHeight(editor.fontMetrics().lineSpacing() * spec.lines + 16)
            editor.textChanged.connect(self._on_edited)
        else:
            editor = QLineEdit()
            editor.setPlaceholderText(spec.hint)
            editor.textEdited.connect(self._on_edited)
        editor.setAccessibleName(spec.label)
        return editor

    def _on_edited(self) -> None:
        """A complaint that stands is looked at again with every keystroke; a new one waits for saving."""
        if self.message:
            self.show_message(self.spec.check(self.text))
        self.edited.emit()

    @property
    def text(self) -> str:
        if isinstance(self.editor, QComboBox):
            return str(self.editor.currentData() or "")
        return self.editor.text() if isinstance(self.editor, QLineEdit) else self.editor.toPlainText()

    def show_text(self, text: str) -> None:
        """Fill in a stored text; says nothing to anyone."""
        blocked = self.editor.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        if isinstance(self.editor, QComboBox):
            self._choose(self.editor, text)
        elif isinstance(self.editor, QLineEdit):
            self.editor.setText(text)
            self.editor.setCursorPosition(0)
        else:
            self.editor.setPlainText(text)
        self.editor.blockSignals(blocked)

    def _choose(self, editor: QComboBox, stored: str) -> None:
        place = editor.findData(stored)
        if place < 0:
            editor.addItem(stored, stored)
            place = editor.count() - 1
        editor.setCurrentIndex(place)

    def show_message(self, sentence: str) -> None:
        """A complaint under the field, also told to assistive technology; "" takes it away."""
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        self.editor.setProperty("state", "error" if sentence else "")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    @property
    def message(self) -> str:
        return self._message.text()

    def take_focus(self) -> None:
        self.editor.setFocus()
        if isinstance(self.editor, QLineEdit):
            self.editor.selectAll()
