"""The ICD-10-PCS table builder: seven axes as seven columns; each choice narrows the next, the seventh makes the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface
from coderdesk.ui.views.book.pcs_column import PcsColumn

if TYPE_CHECKING:
    from coderdesk.domain.coding.code import Code
    from coderdesk.services.pcs_builder import PcsStep

AXES = 7


class PcsBuilder(QWidget):
    """`step_wanted(chosen)` asks what follows the characters chosen; `code_wanted(Code)` opens the finished code."""

    step_wanted = Signal(str)
    code_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = ""
        self._code: Code | None = None
        self._goes_on = False
        set_surface(self, "panel")
        self.setAccessibleName(tr("ICD-10-PCS table builder"))
        self.places = label(role="code")
        self.left_words = label(role="muted")
        self.title = label(role="strong", wraps=True)
        self.again_button = QPushButton(tr("Start again"))
        set_role(self.again_button, "quiet")
        self.open_button = QPushButton(tr("Open in the browser"))
        set_role(self.open_button, "primary")
        self.columns = tuple(PcsColumn(position) for position in range(1, AXES + 1))
        self._lay_out()
        self._wire()
        self._show_code(None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(16)
        head.addWidget(self.places)
        head.addWidget(self.title, 1)
        head.addWidget(self.left_words)
        head.addWidget(self.again_button)
        head.addWidget(self.open_button)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        for place, column in enumerate(self.columns):
            if place:
                across.addWidget(hairline(Qt.Orientation.Vertical))
            across.addWidget(column, 1)
        keys = label(
            tr("Type a character or press Enter to choose · Left or Backspace to go back · Up and Down to look"),
            "small",
        )
        keys.setContentsMargins(16, 6, 16, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addLayout(across, 1)
        layout.addWidget(hairline())
        layout.addWidget(keys)

    def _wire(self) -> None:
        for place, column in enumerate(self.columns):
            column.taken.connect(lambda character, place=place: self._take(place, character))
            column.back_wanted.connect(lambda place=place: self._go_back(place))
        self.again_button.clicked.connect(self.begin)
        self.open_button.clicked.connect(self._open)

    @property
    def chosen(self) -> str:
        """The characters chosen so far."""
        return self._chosen

    @property
    def code(self) -> Code | None:
        return self._code

    def begin(self) -> None:
        """From the first axis on."""
        self._goes_on = False
        self.step_wanted.emit("")

    def go_on(self) -> None:
        """The same characters again, on another date or in other books."""
        self._goes_on = False
        self.step_wanted.emit(self._chosen)

    def _take(self, place: int, character: str) -> None:
        """A column that is not due yet takes nothing."""
        if place > len(self._chosen):
            return
        self._goes_on = True
        self.step_wanted.emit(self._chosen[:place] + character)

    def _go_back(self, place: int) -> None:
        """One column to the left; its character may then be chosen anew."""
        if place > 0:
            self.columns[place - 1].stand_ready()

    def show_step(self, step: PcsStep) -> None:
        """The answer to `step_wanted`. An axis with one character only is taken at once while one goes forward."""
        self._chosen = step.chosen
        for place, column in enumerate(self.columns):
            column.show_axis(step.axes[place] if place < len(step.axes) else None)
            column.list.setEnabled(place <= len(step.chosen))
        self.places.setText(" ".join(step.chosen.ljust(AXES, "–")))
        self.left_words.setText(tr_count("{count} code left", "{count} codes left", step.codes_left))
        self._show_code(step.code)
        here = len(step.chosen)
        if here < AXES and self._goes_on and len(self.columns[here].labels) == 1:
            self._take(here, self.columns[here].labels[0].character)
        elif self._has_keyboard() or self._goes_on:
            self._stand_at(here)

    def _has_keyboard(self) -> bool:
        return any(column.list.hasFocus() for column in self.columns)

    def _stand_at(self, place: int) -> None:
        if place < AXES:
            self.columns[place].stand_ready()
        elif self.open_button.isVisible():
            self.open_button.setFocus()

    def start_typing(self) -> None:
        """The keyboard goes to the column that is to be chosen next."""
        self._stand_at(min(len(self._chosen), AXES - 1))

    def show_trouble(self, sentence: str) -> None:
        """There is nothing to build from, or the books could not be asked."""
        self._show_code(None)
        self.title.setText(sentence)
        set_role(self.title, "error")

    def _show_code(self, code: Code | None) -> None:
        self._code = code
        self.open_button.setVisible(code is not None)
        self.left_words.setVisible(code is None)
        set_role(self.title, "strong" if code else "muted")
        if code is not None:
            self.title.setText(code.title or tr("title not loaded: import the order file of this release"))
        else:
            self.title.setText(tr("Choose a character in each column, from left to right."))

    def _open(self) -> None:
        if self._code is not None:
            self.code_wanted.emit(self._code)
