"""A scroll bar that is a map of its document: coded passages by their letter's colour, mentions by what they assert."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollBar, QWidget

from coderdesk.ui.theme import theme_of

_EDGE = 3


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at a share of the document's height, 0 to 1. `colour` is a token, or a letter of the form; strong ones are wide."""

    share: float
    colour: str
    is_strong: bool


class MarkedBar(QScrollBar):
    """The map is drawn once for each change of it, and lies over the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._ticks: tuple[Tick, ...] = ()
        self._map: tuple[tuple[int, int, float, str], QPixmap] | None = None

    @property
    def ticks(self) -> tuple[Tick, ...]:
        return self._ticks

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        self._ticks = tuple(ticks)
        self._map = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ticks:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, self._picture())
            painter.end()

    def _picture(self) -> QPixmap:
        theme = theme_of()
        key = (self.width(), self.height(), self.devicePixelRatioF(), theme.name)
        if self._map is None or self._map[0] != key:
            picture = QPixmap(self.size() * self.devicePixelRatioF())
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            for top, colour, is_strong in self._rows():
                painter.fillRect(self._rect(top, is_strong=is_strong), _ink(colour))
            painter.end()
            self._map = (key, picture)
        return self._map[1]

    def _rows(self) -> list[tuple[int, str, bool]]:
        """One tick a pixel row and colour, the strong ones last."""
        room = max(1, self.height() - 2 * _EDGE)
        rows = {(_EDGE + int(one.share * room), one.colour, one.is_strong) for one in self._ticks}
        return sorted(rows, key=lambda row: (row[2], row))

    def _rect(self, top: int, *, is_strong: bool) -> QRectF:
        width = self.width()
        return QRectF(1, top - 1, width - 2, 3) if is_strong else QRectF(width - 5, top, 4, 1)


def _ink(colour: str) -> QColor:
    theme = theme_of()
    return theme.strong(colour) if len(colour) <= 2 else theme.colour(colour)
