"""The closed set of reasons for putting a suggestion aside, in one line in its place: a figure, a click, or Esc."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coderdesk.domain.coding.dismissal import DismissalReason
from coderdesk.ui.models.suggestion_rows import reason_of_dismissal
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.views.desk.flow_layout import FlowLayout

REASONS = tuple(reason for reason in DismissalReason if reason is not DismissalReason.SHOWN_AGAIN)


class ReasonLine(QWidget):
    """`chosen` with the reason; `closed` when the line goes, whatever was chosen."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "raised")
        self._what = label(role="strong")
        chips = QWidget()
        flow = FlowLayout(chips)
        self.buttons = tuple(map(self._button, range(len(REASONS))))
        for button in self.buttons:
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self._what)
        layout.addWidget(chips)
        self.hide()

    def _button(self, place: int) -> QPushButton:
        words = reason_of_dismissal(REASONS[place])
        button = QPushButton(f"{place + 1}  {words}")
        button.setAccessibleName(words)
        set_role(button, "chip")
        button.clicked.connect(partial(self._choose, place))
        return button

    def ask(self, code: str) -> None:
        """Show the reasons for this code, the first one in focus."""
        self._what.setText(tr("{code} is not coded, because", code=code))
        self.show()
        self.buttons[0].setFocus()

    def close_line(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _choose(self, place: int) -> None:
        self.close_line()
        self.chosen.emit(REASONS[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        figure = event.key() - Qt.Key.Key_1
        focused = self.focusWidget()
        here = next((at for at, button in enumerate(self.buttons) if button is focused), 0)
        if 0 <= figure < len(self.buttons) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._choose(figure)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_line()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(here)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self.buttons[(here + step) % len(self.buttons)].setFocus()
        else:
            super().keyPressEvent(event)
