"""A cell of two lines: what it says, and quieter below it what it adds."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from coderdesk.ui.delegates.row import Index, Line, RowDelegate, lines_height, one_line_rect, pixels_of, two_line_rects
from coderdesk.ui.models.arrivals import TwoLines
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import interface_font, small


class TwoLinesDelegate(RowDelegate):
    two_lines = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's own signature
        return QSize(0, lines_height(pixels_of(option), two=True))

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: TwoLines) -> None:
        pixels = pixels_of(option)
        first, second = two_line_rects(option, left=8, right=8)
        if not row.second:
            first = one_line_rect(option, left=8, right=8)
        Line(painter, first).fill(row.first, interface_font(pixels), theme.colour(row.tone))
        if row.second:
            Line(painter, second).fill(row.second, interface_font(small(pixels)), theme.colour("muted"))
