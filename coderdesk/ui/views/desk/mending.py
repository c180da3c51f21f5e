"""Applying the fix of a finding: at once when there is one, or after a choice in one line under the strip."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coderdesk.domain.values.finding import Finding, Offer
from coderdesk.ui.models.findings_model import mends_of
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.views.desk.findings_strip import FindingsStrip
from coderdesk.ui.views.desk.flow_layout import FlowLayout

_MOST_OFFERED = 20


class Operate(Protocol):
    def __call__(self, name: str, **words: object) -> None: ...


class FixLine(QWidget):
    """The fixes of one finding as chips: a figure, a click, or the arrows and Enter choose; Esc leaves all as it is."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "raised")
        self._fixes: tuple[Offer, ...] = ()
        self.buttons: tuple[QPushButton, ...] = ()
        what = label(role="strong")
        what.setText(tr("Which fix?"))
        chips = QWidget()
        self._flow = FlowLayout(chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(what)
        layout.addWidget(chips)
        self.hide()

    def ask(self, fixes: tuple[Offer, ...]) -> None:
        """Show these fixes, the first one in focus."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self._fixes = fixes[:_MOST_OFFERED]
        self.buttons = tuple(map(self._button, range(len(self._fixes))))
        for button in self.buttons:
            self._flow.addWidget(button)
        self.show()
        self.buttons[0].setFocus()

    def _button(self, place: int) -> QPushButton:
        words = self._fixes[place].words
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
        self.chosen.emit(self._fixes[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        figure = event.key() - Qt.Key.Key_1
        focused = self.focusWidget()
        here = next((at for at, button in enumerate(self.buttons) if button is focused), 0)
        if 0 <= figure < min(9, len(self.buttons)) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
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


class Mending(QObject):
    """`mend` takes the chosen finding of the strip, or the first with a fix. `line` asks where there are several."""

    said = Signal(str)

    def __init__(self, strip: FindingsStrip, operate: Operate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip, self._operate = strip, operate
        self.line = FixLine()
        self.line.chosen.connect(self._apply)
        strip.fix_wanted.connect(self._offer)

    def mend(self) -> None:
        finding = self._strip.finding_to_mend()
        if finding is None:
            self.said.emit(tr("No finding of this visit offers a fix."))
        else:
            self._offer(finding)

    def _offer(self, finding: Finding) -> None:
        fixes = mends_of(finding)
        if len(fixes) == 1:
            self._apply(fixes[0])
        elif fixes:
            self.line.ask(fixes)

    def _apply(self, fix: Offer) -> None:
        self._operate("apply_fix", fix=fix)
