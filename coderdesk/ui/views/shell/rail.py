"""The narrow rail at the left: one place for each page, icon and word."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from coderdesk.ui.icons import icon
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role, set_surface

RAIL_WIDTH = 64
ICON_SIZE = 20
ROOM_BESIDE_WORDS = 12


class Rail(QWidget):
    """`page_wanted` carries the page's name."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self._pages = (
            ("desk", "desk", tr("Desk")),
            ("claims", "claims", tr("Claims")),
            ("records", "patients", tr("Records")),
            ("book", "book", tr("Book")),
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
        self._fit_words()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a button's letters have changed
            self._fit_words()
        return super().event(event)

    def _fit_words(self) -> None:
        """As narrow as drawn, and wider where larger letters need it: no word is cut."""
        self.setFixedWidth(max(RAIL_WIDTH, *(_strong_width(row) + ROOM_BESIDE_WORDS for row in self._buttons.values())))

    def _button(self, page: str, icon_name: str, word: str) -> QToolButton:
        button = QToolButton()
        button.setText(word)
        button.setAccessibleName(word)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_role(button, "rail")
        button.setIcon(icon(icon_name))
        button.clicked.connect(lambda: self.page_wanted.emit(page))
        self._group.addButton(button)
        self._buttons[page] = button
        return button

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        return tuple(self._buttons.values())

    def show_page(self, page: str) -> None:
        self._buttons[page].setChecked(True)


def _strong_width(button: QToolButton) -> int:
    """The width of a button's word while its page is shown."""
    font = QFont(button.font())
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(button.text())
