"""The narrow rail at the left: one place for each page, icon and word."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from coderdesk.ui.icons import icon
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role, set_surface

RAIL_WIDTH = 64
ICON_SIZE = 20


class Rail(QWidget):
    """`page_wanted` carries the page's name."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(RAIL_WIDTH)
        set_surface(self, "window")
        self._pages = (
            ("desk", "desk", tr("Desk")),
            ("claims", "claims", tr("Claims")),
            ("records", "patients", tr("Records")),
            ("settings", "settings", tr("Settings")),
        )
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.setSpacing(4)
        for page, icon_name, word in self._pages:
            layout.addWidget(self._button(page, icon_name, word))
        layout.addStretch(1)

    def _button(self, page: str, icon_name: str, word: str) -> QToolButton:
        button = QToolButton()
        button.setText(word)
        button.setAccessibleName(word)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        button.setFixedWidth(RAIL_WIDTH - 8)
        set_role(button, "rail")
        button.setIcon(icon(icon_name))
        button.clicked.connect(lambda: self.page_wanted.emit(page))
        self._group.addButton(button)
        self._buttons[page] = button
        return button

    def show_page(self, page: str) -> None:
        self._buttons[page].setChecked(True)
