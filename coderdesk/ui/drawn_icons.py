"""Icons of the code book that the icon font does not hold: a star, two columns; drawn in the theme's colours."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from coderdesk.ui.theme import theme_of


def star_path(rect: QRectF) -> QPainterPath:
    """A five-pointed star with its point up, as large as the square allows."""
    outer, middle = rect.width() / 2, rect.center()
    points = []
    for turn in range(10):
        radius = outer if turn % 2 == 0 else outer * 0.45
        angle = math.radians(36 * turn - 90)
        points.append(QPointF(middle.x() + radius * math.cos(angle), middle.y() + radius * math.sin(angle)))
    path = QPainterPath()
    path.addPolygon(QPolygonF([*points, points[0]]))
    return path


def columns_path(rect: QRectF) -> QPainterPath:
    """Two pages beside one another."""
    path = QPainterPath()
    width, top, height = rect.width() * 0.36, rect.top() + rect.height() * 0.14, rect.height() * 0.72
    for left in (rect.left() + rect.width() * 0.07, rect.left() + rect.width() * 0.57):
        path.addRoundedRect(QRectF(left, top, width, height), 1.5, 1.5)
    return path


class _PathEngine(QIconEngine):
    """An outline while its button is off; full, in the accent, while it is on."""

    def __init__(self, path: Callable[[QRectF], QPainterPath], colour: str, colour_on: str) -> None:
        super().__init__()
        self._path, self._colour, self._colour_on = path, colour, colour_on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        is_on = state is QIcon.State.On
        token = "disabled" if mode is QIcon.Mode.Disabled else self._colour_on if is_on else self._colour
        colour = theme_of().colour(token)
        size = min(rect.width(), rect.height())
        box = QRectF(0, 0, size, size)
        box.moveCenter(QRectF(rect).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.2, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(colour if is_on else Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path(box.adjusted(1, 1, -1, -1)))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _PathEngine(self._path, self._colour, self._colour_on)


def star_icon() -> QIcon:
    return QIcon(_PathEngine(star_path, "muted", "amber"))


def compare_icon() -> QIcon:
    return QIcon(_PathEngine(columns_path, "muted", "accent"))


def paint_star(painter: QPainter, rect: QRectF) -> None:
    """The full star that marks a favourite in a row."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme_of().colour("amber"))
    painter.drawPath(star_path(rect))
