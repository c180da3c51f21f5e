"""The line in which words are searched in the documents: Enter goes on, Shift+Enter back, Esc returns to the text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from coderdesk.ui.icons import icon
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.views.desk.elided_label import ElidedLabel


class FindLine(QWidget):
    """Shows how many places there are and which one is chosen; finds nothing itself."""

    query_changed = Signal(str)
    step_wanted = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "raised")
        self.setAccessibleName(tr("Find in the documents"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in the documents of this visit, also with a typo"))
        self.field.setAccessibleName(tr("Find in the documents"))
        self.field.setClearButtonEnabled(True)
        self._per_document = ElidedLabel(role="small")
        self._count = label(role="muted")
        self._count.setMinimumWidth(96)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.field, 3)
        row.addSpacing(8)
        row.addWidget(self._per_document, 2)
        row.addWidget(self._count)
        for sign, words, step in (
            ("chevron-up", tr("The place before (Shift+Enter)"), -1),
            ("chevron-down", tr("The next place (Enter)"), 1),
        ):
            row.addWidget(self._button(sign, words, step))
        close = self._button("close", tr("Back to the text (Esc)"), 0)
        row.addWidget(close)
        self.field.textChanged.connect(self.query_changed)
        self.setFocusProxy(self.field)
        self.hide()

    def _button(self, sign: str, words: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(sign))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(button, "quiet")
        button.clicked.connect(self.close_line if not step else lambda: self.step_wanted.emit(step))
        return button

    @property
    def document_words(self) -> str:
        """How many places there are in each document."""
        return self._per_document.text()

    @property
    def count_words(self) -> str:
        return self._count.text()

    def open(self, words: str) -> None:
        """Show the line; words that are selected in the text are searched at once."""
        if words:
            self.field.setText(words)
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.query_changed.emit(self.field.text())

    def close_line(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def show_count(
        self, chosen: int, count: int, *, is_near: bool, per_document: Sequence[tuple[str, int]] = ()
    ) -> None:
        """`chosen` counts from 0; -1 when none is. `per_document`: titles with their number of places."""
        parts = [f"{title} {number}" for title, number in per_document if number]
        self._per_document.setText(" · ".join(parts) if count else "")
        if not self.field.text().strip():
            self._count.setText("")
        elif not count:
            self._count.setText(tr("not found"))
        else:
            words = tr("{place} of {count}", place=chosen + 1, count=count)
            self._count.setText(tr("{words}, near", words=words) if is_near else words)
        set_role(self._count, "warn" if self.field.text().strip() and not count else "muted")
        said = (self._count.text(), self._per_document.text())
        self.field.setAccessibleDescription("; ".join(part for part in said if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_wanted.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)
