"""The small signs that stand in rows: letter chips, severity shapes, the billable dot."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from coderdesk.domain.values.finding import Severity
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import interface_font


def chip_width(letter: str, pixels: int) -> float:
    """A chip is square until its text needs more."""
    font = interface_font(max(8, pixels - 2), strong=True)
    return max(pixels + 5.0, QFontMetricsF(font).horizontalAdvance(letter) + 8)


def paint_chip(painter: QPainter, rect: QRectF, letter: str, theme: Theme, *, is_diagnosis: bool = True) -> None:
    """A letter in its tint; a line number has a frame instead, so that 1 and I are told apart by shape too."""
    painter.setPen(Qt.PenStyle.NoPen if is_diagnosis else QPen(theme.strong(letter), 1))
    painter.setBrush(theme.tint(letter) if is_diagnosis else Qt.BrushStyle.NoBrush)
    box = rect if is_diagnosis else rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, 4, 4)
    font = interface_font(max(8, round(rect.height()) - 7), strong=True)
    painter.setFont(font)
    painter.setPen(theme.strong(letter))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)


def paint_severity(painter: QPainter, rect: QRectF, severity: Severity, theme: Theme) -> None:
    """A sign that is told by its shape: octagon, octagon with key, triangle, question mark, i."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.severity(severity))
    _SHAPES[severity](painter, rect, theme.colour("paper"))
    painter.restore()


def paint_dot(painter: QPainter, rect: QRectF, colour: QColor, *, is_full: bool) -> None:
    """A full dot for a code that can be billed, a ring for a heading."""
    box = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(colour if is_full else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)


def _octagon(rect: QRectF) -> QPolygonF:
    radius = rect.width() / 2 / math.cos(math.pi / 8)
    centre = rect.center()
    corners = (math.pi / 8 + math.pi / 4 * turn for turn in range(8))
    return QPolygonF([QPointF(centre.x() + radius * math.cos(a), centre.y() + radius * math.sin(a)) for a in corners])


def _sign(painter: QPainter, rect: QRectF, text: str, ink: QColor) -> None:
    painter.setFont(interface_font(max(7, round(rect.height() * 0.72)), strong=True))
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _paint_stop(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    painter.drawPolygon(_octagon(rect))
    bar = QRectF(0, 0, rect.width() * 0.52, max(2.0, rect.height() * 0.14))
    bar.moveCenter(rect.center())
    painter.fillRect(bar, ink)


def _paint_stop_override(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    painter.drawPolygon(_octagon(rect))
    unit = rect.width() / 16
    middle = rect.center()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.5 * unit))
    painter.drawEllipse(QPointF(middle.x() - 2.6 * unit, middle.y()), 2 * unit, 2 * unit)
    painter.drawLine(QPointF(middle.x() - 0.6 * unit, middle.y()), QPointF(middle.x() + 4.8 * unit, middle.y()))
    painter.drawLine(
        QPointF(middle.x() + 3.6 * unit, middle.y()), QPointF(middle.x() + 3.6 * unit, middle.y() + 2.4 * unit)
    )


def _paint_warn(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    top = QPointF(rect.center().x(), rect.top())
    painter.drawPolygon(QPolygonF([top, rect.bottomRight(), rect.bottomLeft()]))
    _sign(painter, rect.adjusted(0, rect.height() * 0.2, 0, rect.height() * 0.08), "!", ink)


def _paint_ask(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    painter.drawEllipse(rect)
    _sign(painter, rect, "?", ink)


def _paint_info(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    painter.drawRoundedRect(rect, 4, 4)
    _sign(painter, rect, "i", ink)


_SHAPES: dict[Severity, Callable[[QPainter, QRectF, QColor], None]] = {
    Severity.STOP: _paint_stop,
    Severity.STOP_OVERRIDE: _paint_stop_override,
    Severity.WARN: _paint_warn,
    Severity.ASK: _paint_ask,
    Severity.INFO: _paint_info,
}
