"""A finding: its sign, the whole sentence, where it is written, and the fix that is offered."""

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from coderdesk.ui.delegates.marks import paint_severity
from coderdesk.ui.delegates.row import GAP, SIDE, Index, RowDelegate, lines_height, pixels_of
from coderdesk.ui.models.rows import ROW_ROLE, FindingRow
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import interface_font, small

_PAD = 5
_APART = 12.0
_MOST_BESIDE = 0.3
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class FindingDelegate(RowDelegate):
    """The sentence wraps rather than be cut; a long citation goes below it. `fix_wanted` follows a click on the offered fix."""

    fix_wanted = Signal(QModelIndex)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: FindingRow) -> None:
        pixels = pixels_of(option)
        places = _Places(QRectF(option.rect), row, pixels)
        paint_severity(painter, places.sign, row.finding.severity, theme)
        painter.setFont(interface_font(pixels))
        painter.setPen(theme.colour("text"))
        painter.drawText(places.sentence, int(_WRAP), row.finding.message)
        painter.setFont(interface_font(small(pixels)))
        painter.setPen(theme.colour("muted"))
        painter.drawText(places.citation, places.citation_flags, row.finding.citation)
        if row.fix:
            _paint_fix(painter, places.fix, row, pixels, theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, pixels = index.data(ROW_ROLE), pixels_of(option)
        least = lines_height(pixels, two=False)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        if not isinstance(row, FindingRow) or width <= 0:
            return QSize(0, least)
        return QSize(0, max(least, round(_Places(QRectF(0, 0, width, 0), row, pixels).height)))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease and _is_on_fix(cast(QMouseEvent, event), option, index):
            self.fix_wanted.emit(model.index(index.row(), index.column(), index.parent()))
            return True
        return super().editorEvent(event, model, option, index)


def _is_on_fix(event: QMouseEvent, option: QStyleOptionViewItem, index: Index) -> bool:
    row = index.data(ROW_ROLE)
    if not isinstance(row, FindingRow):
        return False
    return fix_rect(QRectF(option.rect), row, pixels_of(option)).contains(event.position())


class _Places:
    """Where the parts of a row stand, measured once for painting and for its height."""

    def __init__(self, rect: QRectF, row: FindingRow, pixels: int) -> None:
        words, notes = QFontMetricsF(interface_font(pixels)), QFontMetricsF(interface_font(small(pixels)))
        self.fix = fix_rect(rect, row, pixels)
        right = self.fix.left() - _APART if row.fix else rect.right() - SIDE
        left = rect.left() + SIDE + pixels + 2 + GAP
        cited = notes.horizontalAdvance(row.finding.citation) + 1 if row.finding.citation else 0.0
        is_beside = cited <= _MOST_BESIDE * rect.width()
        room = right - left - (cited + _APART if cited and is_beside else 0)
        top = rect.top() + _PAD
        height = words.boundingRect(QRectF(0, 0, room, 10_000), int(_WRAP), row.finding.message).height()
        self.sign = QRectF(rect.left() + SIDE, top + (words.height() - pixels - 2) / 2, pixels + 2, pixels + 2)
        self.sentence = QRectF(left, top, room, height)
        self.height = height + 2 * _PAD
        if is_beside:
            self.citation = QRectF(right - cited, top, cited, words.height())
            self.citation_flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            return
        below = notes.boundingRect(QRectF(0, 0, right - left, 10_000), int(_WRAP), row.finding.citation).height()
        self.citation = QRectF(left, top + height + 1, right - left, below)
        self.citation_flags = int(_WRAP)
        self.height += below + 1


def _paint_fix(painter: QPainter, rect: QRectF, row: FindingRow, pixels: int, theme: Theme) -> None:
    painter.setBrush(theme.colour("accent_soft"))
    painter.setPen(theme.colour("accent"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setPen(theme.colour("text"))
    painter.setFont(interface_font(small(pixels), strong=True))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _fix_words(row))


def _fix_words(row: FindingRow) -> str:
    return f"{row.fix}   {row.fix_key}" if row.fix_key else row.fix


def fix_rect(rect: QRectF, row: FindingRow, pixels: int) -> QRectF:
    """Where the offered fix stands in the row; empty without one."""
    if not row.fix:
        return QRectF()
    metrics = QFontMetricsF(interface_font(small(pixels), strong=True))
    width = metrics.horizontalAdvance(_fix_words(row)) + 16
    return QRectF(rect.right() - SIDE - width, rect.top() + 3, width, metrics.height() + 6)
