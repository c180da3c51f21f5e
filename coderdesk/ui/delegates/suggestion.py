"""A suggested or unproven code: code and title, below them the quotation in the line of what it asserts, and why."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from coderdesk.ui.assertion_lines import paint_assertion
from coderdesk.ui.delegates.row import Line, RowDelegate, pixels_of, two_line_rects
from coderdesk.ui.models.suggestion_rows import SuggestionRow
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import code_font, interface_font, small

_MOST_QUOTED = 0.62


class SuggestionDelegate(RowDelegate):
    """What cannot be accepted, or was put aside, stands in the quiet colour."""

    two_lines = True

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: SuggestionRow) -> None:
        pixels = pixels_of(option)
        upper, lower = two_line_rects(option)
        ink = theme.colour("muted" if row.is_quiet else "text")
        first = Line(painter, upper)
        first.add_right(row.side, interface_font(small(pixels)), theme.colour(row.side_colour))
        first.add(row.code, code_font(pixels), ink)
        first.fill(row.title, interface_font(pixels), ink)
        second = Line(painter, lower)
        if row.quotation:
            self._quote(second, lower, row, small(pixels), theme)
        second.fill(row.second, interface_font(small(pixels)), theme.colour("muted"))

    def _quote(self, line: Line, rect: QRectF, row: SuggestionRow, pixels: int, theme: Theme) -> None:
        font = interface_font(pixels)
        metrics = QFontMetricsF(font)
        left, most = line.left, line.room * _MOST_QUOTED
        line.add(f"“{row.quotation}”", font, theme.colour("text"), most=most)
        if row.assertion is not None:
            mark = metrics.horizontalAdvance("“")
            right = line.left - 8 - mark
            height = metrics.ascent() + metrics.descent() - 2
            top = rect.top() + (rect.height() - height) / 2
            paint_assertion(line.painter, QRectF(left + mark, top, right - left - mark, height), row.assertion, theme)
