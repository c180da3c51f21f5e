"""What all row delegates share: ground, hover, focus, and setting a line from both ends toward the middle."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.theme import Theme, theme_of
from coderdesk.ui.theme.fonts import interface_font, small

Index = QModelIndex | QPersistentModelIndex
ONE_LINE, TWO_LINES = 28, 44
SIDE = 12
GAP = 8


def pixels_of(option: QStyleOptionViewItem) -> int:
    """The interface size that the view is set in, in logical pixels."""
    return option.font.pixelSize() if option.font.pixelSize() > 0 else 13


def lines_height(pixels: int, *, two: bool) -> int:
    """A row's height on the 4 px grid: 28 or 44 at the usual size, more where the font needs it."""
    needed = QFontMetricsF(interface_font(pixels)).height() + (10 if not two else 8)
    if two:
        needed += QFontMetricsF(interface_font(small(pixels))).height() + 2
    least = TWO_LINES if two else ONE_LINE
    return max(least, -(-int(needed) // 4) * 4 if needed > least else least)


class RowDelegate(QStyledItemDelegate):
    """Paints the ground, then leaves the rest to `paint_row`. Rows without a value are painted by Qt."""

    two_lines = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if row is None:
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(option.rect)
        theme = theme_of()
        paint_ground(painter, option, theme)
        paint_focus(painter, option, theme)
        self.paint_row(painter, option, theme, row)
        painter.restore()

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: Any) -> None:
        raise NotImplementedError

    def is_two_lines(self, row: Any) -> bool:  # noqa: ARG002 - some rows tell more than others of their kind
        return self.two_lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = lines_height(pixels_of(option), two=self.is_two_lines(index.data(ROW_ROLE)))
        return QSize(0, height)  # no width of its own: a row is as wide as its list


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, theme.colour("selection"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, theme.colour("hover"))


def paint_focus(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """A teal frame on the current row while its list has the keyboard."""
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 3, 3)


class Line:
    """One line of a row. Pieces are set from the left and from the right; `fill` takes what remains and elides."""

    def __init__(self, painter: QPainter, rect: QRectF, *, gap: float = GAP) -> None:
        self.painter = painter
        self.left, self.right = rect.left(), rect.right()
        self._top, self._height = rect.top(), rect.height()
        self._gap = gap

    @property
    def room(self) -> float:
        return max(0.0, self.right - self.left)

    @property
    def middle(self) -> float:
        return self._top + self._height / 2

    @staticmethod
    def width(text: str, font: QFont) -> float:
        return QFontMetricsF(font).horizontalAdvance(text)

    def _draw(self, x: float, text: str, font: QFont, colour: QColor) -> None:
        metrics = QFontMetricsF(font)
        baseline = self._top + (self._height + metrics.ascent() - metrics.descent()) / 2
        self.painter.setFont(font)
        self.painter.setPen(colour)
        self.painter.drawText(QPointF(x, baseline), text)

    def add(self, text: str, font: QFont, colour: QColor, *, width: float = 0, most: float = 1e9) -> None:
        """From the left; `width` keeps a column at least that wide, `most` elides beyond it."""
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, min(most, self.room))
        self._draw(self.left, shown, font, colour)
        self.left += max(metrics.horizontalAdvance(shown), width) + self._gap

    def add_right(self, text: str, font: QFont, colour: QColor, *, width: float = 0) -> None:
        """From the right, right-aligned in a column at least `width` wide."""
        used = QFontMetricsF(font).horizontalAdvance(text)
        self._draw(self.right - used, text, font, colour)
        self.right -= max(used, width) + self._gap

    def skip_right(self, width: float) -> QRectF:
        """Leave a square of `width` at the right for a mark; gives its rectangle."""
        mark = QRectF(self.right - width, self.middle - width / 2, width, width)
        self.right -= width + self._gap
        return mark

    def skip_left(self, width: float, height: float) -> QRectF:
        mark = QRectF(self.left, self.middle - height / 2, width, height)
        self.left += width + self._gap
        return mark

    def fill(self, text: str, font: QFont, colour: QColor) -> None:
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, self.room)
        self._draw(self.left, shown, font, colour)

    def fill_runs(self, runs: Sequence[tuple[str, QFont]], colour: QColor) -> None:
        """Runs in their own fonts one after the other; the first that does not fit is elided and ends the line."""
        left = self.left
        for text, font in runs:
            metrics = QFontMetricsF(font)
            width = metrics.horizontalAdvance(text)
            if left + width > self.right:
                self._draw(left, metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.right - left), font, colour)
                return
            self._draw(left, text, font, colour)
            left += width


def two_line_rects(option: QStyleOptionViewItem, *, left: float = SIDE, right: float = SIDE) -> tuple[QRectF, QRectF]:
    """The first and the second line of a row, centred together in it."""
    rect = QRectF(option.rect).adjusted(left, 0, -right, 0)
    pixels = pixels_of(option)
    first = QFontMetricsF(interface_font(pixels)).height()
    second = QFontMetricsF(interface_font(small(pixels))).height()
    top = rect.top() + (rect.height() - first - second - 2) / 2
    return (
        QRectF(rect.left(), top, rect.width(), first),
        QRectF(rect.left(), top + first + 2, rect.width(), second),
    )


def one_line_rect(option: QStyleOptionViewItem, *, left: float = SIDE, right: float = SIDE) -> QRectF:
    return QRectF(option.rect).adjusted(left, 0, -right, 0)
