"""Rows of the level worksheet: a column with its level, what can be ticked with its key, the words it was ticked on."""

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from coderdesk.ui.delegates.row import GAP, SIDE, Index, RowDelegate, lines_height, pixels_of
from coderdesk.ui.models.level_rows import ColumnRow, ElementRow, LevelRow, TickRow, column_words
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import code_font, interface_font, small

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_PAD = 5
_CAP = 18.0
_LEVEL = 92.0
_CROSS = 22.0


class LevelDelegate(RowDelegate):
    """Sentences wrap rather than be cut. `remove_wanted(index)` follows a click on the cross of ticked words."""

    remove_wanted = Signal(QModelIndex)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: LevelRow) -> None:
        rect, pixels = QRectF(option.rect), pixels_of(option)
        match row:
            case ColumnRow():
                _paint_column(painter, rect, theme, row, pixels)
            case ElementRow():
                _paint_element(painter, rect, theme, row, pixels)
            case TickRow():
                _paint_tick(painter, rect, theme, row, pixels)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, pixels = index.data(ROW_ROLE), pixels_of(option)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        least = lines_height(pixels, two=False)
        if row is None or width <= 0:
            return QSize(0, least)
        return QSize(0, max(least if not isinstance(row, TickRow) else 0, round(_height(row, width, pixels))))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        is_tick = event.type() is QEvent.Type.MouseButtonRelease and isinstance(index.data(ROW_ROLE), TickRow)
        if is_tick and cross_rect(QRectF(option.rect)).contains(cast(QMouseEvent, event).position()):
            self.remove_wanted.emit(model.index(index.row(), 0))
            return True
        return super().editorEvent(event, model, option, index)


def cross_rect(rect: QRectF) -> QRectF:
    """Where ticked words are taken away."""
    return QRectF(rect.right() - SIDE - _CROSS + 4, rect.top(), _CROSS + 4, min(rect.height(), 26.0))


def _text_rect(row: LevelRow, rect: QRectF) -> QRectF:
    """Where the row's own words wrap."""
    match row:
        case ColumnRow():
            return rect.adjusted(SIDE, 0, -SIDE, 0)
        case ElementRow():
            return rect.adjusted(SIDE + _CAP + GAP, _PAD, -SIDE - _LEVEL - GAP, -_PAD)
        case _:
            return rect.adjusted(SIDE + _CAP + GAP, 1, -SIDE - _CROSS - GAP, -_PAD)


def _height(row: LevelRow, width: float, pixels: int) -> float:
    room = _text_rect(row, QRectF(0, 0, width, 10_000))
    words, notes = QFontMetricsF(interface_font(pixels)), QFontMetricsF(interface_font(small(pixels)))
    match row:
        case ColumnRow():
            below = notes.boundingRect(room, _WRAP, row.needed).height() if row.needed else 0
            return 3 * _PAD + words.height() + below + _PAD
        case ElementRow():
            return words.boundingRect(room, _WRAP, row.text).height() + 2 * _PAD
        case _:
            return notes.boundingRect(room, _WRAP, row.words).height() + 1 + _PAD


def _paint_column(painter: QPainter, rect: QRectF, theme: Theme, row: ColumnRow, pixels: int) -> None:
    painter.setPen(theme.colour("hairline"))
    painter.drawLine(QPointF(rect.left(), rect.top() + 0.5), QPointF(rect.right(), rect.top() + 0.5))
    strong = interface_font(pixels, strong=True)
    line = QRectF(rect.left() + SIDE, rect.top() + 2 * _PAD, rect.width() - 2 * SIDE, QFontMetricsF(strong).height())
    painter.setFont(strong)
    painter.setPen(theme.colour("text"))
    painter.drawText(line, _WRAP, column_words(row.column))
    level = tr("{level}, limits the visit", level=row.level) if row.is_limiting else row.level
    painter.setPen(theme.colour("amber" if row.is_limiting else "text"))
    painter.drawText(line, _RIGHT, level)
    painter.setFont(interface_font(small(pixels)))
    painter.setPen(theme.colour("muted"))
    painter.drawText(line.translated(0, line.height() + 1).adjusted(0, 0, 0, rect.height()), _WRAP, row.needed)


def _paint_element(painter: QPainter, rect: QRectF, theme: Theme, row: ElementRow, pixels: int) -> None:
    room = _text_rect(row, rect)
    height = QFontMetricsF(interface_font(pixels)).height()
    cap = QRectF(rect.left() + SIDE, room.top() + (height - _CAP) / 2, _CAP, _CAP)
    painter.setPen(theme.colour("accent" if row.ticks else "edge"))
    painter.setBrush(theme.colour("accent" if row.ticks else "panel"))
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(code_font(small(pixels)))
    painter.setPen(theme.colour("on_accent" if row.ticks else "text"))
    painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), row.key)
    painter.setFont(interface_font(pixels, strong=bool(row.ticks)))
    painter.setPen(theme.colour("text"))
    painter.drawText(room, _WRAP, row.text)
    painter.setFont(interface_font(small(pixels)))
    painter.setPen(theme.colour("muted"))
    beside = QRectF(rect.right() - SIDE - _LEVEL, room.top() + 1, _LEVEL, height)
    painter.drawText(beside, _RIGHT, row.level)


def _paint_tick(painter: QPainter, rect: QRectF, theme: Theme, row: TickRow, pixels: int) -> None:
    room = _text_rect(row, rect)
    painter.setFont(interface_font(small(pixels)))
    painter.setPen(theme.colour("amber" if row.note else "muted"))
    painter.drawText(room, _WRAP, row.words)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.drawLine(QPointF(room.left() - 6, room.top() + 1), QPointF(room.left() - 6, room.bottom() - 1))
    middle = QPointF(rect.right() - SIDE - 6, rect.top() + 9)
    painter.setPen(QPen(theme.colour("muted"), 1.4))
    for across in (1, -1):
        painter.drawLine(middle + QPointF(-4, -4 * across), middle + QPointF(4, 4 * across))
