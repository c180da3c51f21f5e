"""All keys on one page (F1), from the one table of actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coderdesk.ui.dialogs.overlay import Overlay
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface

_COLUMNS = 2
_SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the sheet; `shortcut` as it is shown."""

    group: str
    text: str
    shortcut: str


class KeySheet(Overlay):
    """Lists what has a key, group by group, in two columns. F1 and Esc close it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, width=860, top=56)
        self.setAccessibleName(tr("Keys"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(tr("Keys of the desk"))
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setToolTip(tr("Close (Esc)"))
        self.close_button.clicked.connect(self.put_away)
        set_role(self.close_button, "quiet")
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 12, 12)
        head.addWidget(label(tr("Keys"), "display"), 1)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self._area, 1)

    def open(self, rows: Sequence[KeyRow]) -> None:
        """Show the sheet; opening the open sheet closes it."""
        if not self.isHidden():
            self.put_away()
            return
        self._area.setWidget(_page(rows))
        self.show_over(self.close_button)

    def card_height(self, width: int) -> int:  # noqa: ARG002 - the page does not wrap
        page = self._area.widget()
        wanted = page.sizeHint().height() if page else 0
        return wanted + self.close_button.sizeHint().height() + 32

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.put_away()
        elif (scroll := _SCROLLS.get(Qt.Key(event.key()))) is not None:
            self._area.verticalScrollBar().triggerAction(scroll)
        else:
            super().keyPressEvent(event)


def _page(rows: Sequence[KeyRow]) -> QWidget:
    """The groups, in their order, dealt so that two columns come out about equally long."""
    page = QWidget()
    set_surface(page, "raised")
    columns = [QVBoxLayout() for _ in range(_COLUMNS)]
    heights = [0] * _COLUMNS
    groups = {
        name: tuple(row for row in rows if row.group == name) for name in dict.fromkeys(row.group for row in rows)
    }
    places: dict[str, int] = {}
    for name in sorted(groups, key=lambda name: -len(groups[name])):
        places[name] = heights.index(min(heights))
        heights[places[name]] += len(groups[name]) + 2
    for name, group in groups.items():
        columns[places[name]].addLayout(_group(name, group))
    layout = QHBoxLayout(page)
    layout.setContentsMargins(24, 16, 24, 16)
    layout.setSpacing(40)
    for column in columns:
        column.setSpacing(20)
        column.addStretch(1)
        layout.addLayout(column, 1)
    return page


def _group(name: str, rows: tuple[KeyRow, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(name, "section"), 0, 0, 1, 2)
    for place, row in enumerate(rows, start=1):
        key = label(row.shortcut, "key")
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        key.setAccessibleName(tr("{text}: {keys}", text=row.text, keys=row.shortcut))
        grid.addWidget(label(row.text), place, 0)
        grid.addWidget(key, place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return grid
