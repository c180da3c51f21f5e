"""A finding: its sign, the whole sentence, where it is written, and the fix that is offered."""

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from coderdesk.ui.delegates.marks import paint_severity
from coderdesk.ui.delegates.row import SIDE, Index, RowDelegate, lines_height, pixels_of
from coderdesk.ui.models.rows import ROW_ROLE, FindingRow
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import interface_font, small

_PAD = 5
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class FindingDelegate(RowDelegate):
    """The sentence wraps rather than be cut. `fix_wanted` follows a click on the offered fix."""

    fix_wanted = Signal(QModelIndex)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: FindingRow) -> None:
        pixels = pixels_of(option)
        rect = QRectF(option.rect)
        line = QFontMetricsF(interface_font(pixels)).height()
        sign = QRectF(rect.left() + SIDE, rect.top() + _PAD + (line - pixels - 2) / 2, pixels + 2, pixels + 2)
        paint_severity(painter, sign, row.finding.severity, theme)
        painter.setFont(interface_font(pixels))
        painter.setPen(theme.colour("text"))
        painter.drawText(self._sentence_rect(rect, row, pixels), int(_WRAP), row.finding.message)
        self._paint_side(painter, rect, line, pixels, theme, row)

    def _paint_side(
        self, painter: QPainter, rect: QRectF, line: float, pixels: int, theme: Theme, row: FindingRow
    ) -> None:
        fix = fix_rect(rect, row, pixels)
        right = fix.left() - 12 if row.fix else rect.right() - SIDE
        if row.fix:
            painter.setBrush(theme.colour("accent_soft"))
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(fix.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            painter.setPen(theme.colour("text"))
            painter.setFont(interface_font(small(pixels), strong=True))
            painter.drawText(fix, Qt.AlignmentFlag.AlignCenter, _fix_words(row))
        painter.setFont(interface_font(small(pixels)))
        painter.setPen(theme.colour("muted"))
        width = _citation_width(row, pixels, rect.width())
        cited = QFontMetricsF(painter.font()).elidedText(row.finding.citation, Qt.TextElideMode.ElideRight, width)
        box = QRectF(right - width, rect.top() + _PAD, width, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, cited)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, pixels = index.data(ROW_ROLE), pixels_of(option)
        least = lines_height(pixels, two=False)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        if not isinstance(row, FindingRow) or width <= 0:
            return QSize(0, least)
        room = self._sentence_rect(QRectF(0, 0, width, 10_000), row, pixels)
        needed = QFontMetricsF(interface_font(pixels)).boundingRect(room, int(_WRAP), row.finding.message).height()
        return QSize(0, max(least, round(needed) + 2 * _PAD))

    def _sentence_rect(self, rect: QRectF, row: FindingRow, pixels: int) -> QRectF:
        left = SIDE + pixels + 2 + 8
        right = SIDE + _citation_width(row, pixels, rect.width()) + 16
        if row.fix:
            right += fix_rect(rect, row, pixels).width() + 12
        return rect.adjusted(left, _PAD, -right, 0)

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        row = index.data(ROW_ROLE)
        if (
            event.type() is QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and isinstance(row, FindingRow)
        ):
            inside = fix_rect(QRectF(option.rect), row, pixels_of(option)).contains(event.position())
            if row.fix and inside:
                self.fix_wanted.emit(index.model().index(index.row(), index.column(), index.parent()))
                return True
        return super().editorEvent(event, model, option, index)  # type: ignore[arg-type]


def _fix_words(row: FindingRow) -> str:
    return f"{row.fix}   {row.fix_key}" if row.fix_key else row.fix


def fix_rect(rect: QRectF, row: FindingRow, pixels: int) -> QRectF:
    """Where the offered fix stands in the row; empty without one."""
    if not row.fix:
        return QRectF()
    font = interface_font(small(pixels), strong=True)
    width = QFontMetricsF(font).horizontalAdvance(_fix_words(row)) + 16
    return QRectF(rect.right() - SIDE - width, rect.top() + 4, width, QFontMetricsF(font).height() + 6)


def _citation_width(row: FindingRow, pixels: int, row_width: float) -> float:
    needed = QFontMetricsF(interface_font(small(pixels))).horizontalAdvance(row.finding.citation) + 1
    return min(needed, row_width * 0.24)
