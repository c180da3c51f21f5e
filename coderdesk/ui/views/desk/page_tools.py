"""The small buttons beside a code's page: favourite, own note, compare."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from coderdesk.ui.drawn_icons import compare_icon, star_icon
from coderdesk.ui.icons import icon
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role


class PageTools(QWidget):
    """`wanted(name)`: "favourite", "own_note" or "compare", for the code that is shown."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.star_button = QToolButton()
        self.note_button = QToolButton()
        self.compare_button = QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        made = (
            (self.star_button, "favourite", star_icon(), tr("Favourite")),
            (self.note_button, "own_note", icon("pencil"), tr("My note")),
            (self.compare_button, "compare", compare_icon(), tr("Compare")),
        )
        for button, name, sign, words in made:
            set_role(button, "quiet")
            button.setIcon(sign)
            button.setIconSize(QSize(16, 16))
            button.setFixedWidth(30)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, name=name: self.wanted.emit(name))
            row.addWidget(button)
        for button in (self.star_button, self.compare_button):
            button.setCheckable(True)
        self.show_code("", is_favourite=False, compared="")

    def show_code(self, value: str, *, is_favourite: bool, compared: str) -> None:
        """The state of the code that is shown ("" for none); `compared` is the code that waits for its second."""
        for button in (self.star_button, self.note_button, self.compare_button):
            button.setEnabled(bool(value))
        self.star_button.setChecked(is_favourite)
        self.star_button.setToolTip(
            tr("{code} is a favourite: no more (Ctrl+D)", code=value)
            if is_favourite
            else tr("Make {code} a favourite (Ctrl+D)", code=value)
        )
        self.note_button.setToolTip(tr("My note on {code} (Ctrl+Shift+E)", code=value))
        self.compare_button.setChecked(bool(compared))
        self.compare_button.setToolTip(
            tr("Compare {first} with {code} (Ctrl+Shift+D)", first=compared, code=value)
            if compared and compared != value
            else tr("Compare {code} with another code (Ctrl+Shift+D)", code=value)
        )
