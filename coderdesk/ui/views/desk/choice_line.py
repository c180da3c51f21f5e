"""A question answered by one of a few chips in one line: a figure, a click, or the arrows and Enter choose."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.views.desk.flow_layout import FlowLayout

_FIGURES = 9


class ChoiceLine(QWidget):
    """`chosen` with what stands behind the chip; `closed` when the line goes, whatever was chosen. Esc chooses nothing."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "raised")
        self._question = label(role="strong")
        self._choices: tuple[tuple[str, object], ...] = ()
        self.buttons: tuple[QPushButton, ...] = ()
        chips = QWidget()
        self._flow = FlowLayout(chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self._question)
        layout.addWidget(chips)
        self.hide()

    def offer(self, question: str, choices: tuple[tuple[str, object], ...]) -> None:
        """Show these choices (words, what is emitted), the first one in focus."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self._question.setText(question)
        self._choices = choices
        self.buttons = tuple(map(self._button, range(len(choices))))
        for button in self.buttons:
            self._flow.addWidget(button)
        self.show()
        self.buttons[0].setFocus()

    def _button(self, place: int) -> QPushButton:
        words, _ = self._choices[place]
        button = QPushButton(f"{place + 1}  {words}")
        button.setAccessibleName(words)
        set_role(button, "chip")
        button.clicked.connect(partial(self._choose, place))
        return button

    def close_line(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _choose(self, place: int) -> None:
        self.close_line()
        self.chosen.emit(self._choices[place][1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        figure = event.key() - Qt.Key.Key_1
        focused = self.focusWidget()
        here = next((at for at, button in enumerate(self.buttons) if button is focused), 0)
        if (
            0 <= figure < min(_FIGURES, len(self.buttons))
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
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
