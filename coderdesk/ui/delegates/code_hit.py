"""A found code: its value, its title with the matched words strong, where it hangs and why it is here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.ui.delegates.marks import paint_dot
from coderdesk.ui.delegates.row import Line, RowDelegate, pixels_of, two_line_rects
from coderdesk.ui.drawn_icons import paint_star
from coderdesk.ui.models.rows import hit_side_words, instead_words, title_words
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import code_font, figures_font, interface_font, small

if TYPE_CHECKING:
    from coderdesk.services.code_browser import CodeHit

_CODE_CHARACTERS = 8


def code_column(pixels: int) -> float:
    """Room for the longest code of the national sets ("S82.891A"), so that titles stand in a column."""
    return QFontMetricsF(code_font(pixels)).horizontalAdvance("0" * _CODE_CHARACTERS)


class CodeHitDelegate(RowDelegate):
    """Two lines; a code that is not in force on the date is grey and struck."""

    two_lines = True
    favourites: frozenset[tuple[CodeSystem, str]] = frozenset()

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: "CodeHit") -> None:
        first, second = two_line_rects(option)
        pixels = pixels_of(option)
        column = code_column(pixels)
        self._paint_title(Line(painter, first), pixels, column, theme, row)
        under = Line(painter, second.adjusted(column + 8, 0, 0, 0), gap=4)
        font, ink = interface_font(small(pixels)), theme.colour("muted")
        instead = instead_words(row)
        if instead:
            under.add(instead, interface_font(small(pixels), strong=True), theme.colour("text"))
        why = why_words(row.why)
        if why:
            under.add(row.path, font, ink, most=max(under.room * 0.4, under.room - under.width(f"· {why}", font) - 4))
            why = f"· {why}" if row.path else why
        under.fill(why or row.path, font, ink)

    def _paint_title(self, line: Line, pixels: int, column: float, theme: Theme, row: "CodeHit") -> None:
        is_dead = row.code.is_billable and not row.billable_on_date
        ink = theme.colour("grey" if is_dead else "text")
        font = code_font(pixels)
        font.setStrikeOut(is_dead)
        line.add(row.code.value, font, ink, width=column)
        self._paint_side(line, pixels, theme, row)
        title = title_words(row.code.title)
        title_ink = ink if row.code.title else theme.colour("muted")
        line.fill_runs(title_runs(title, row.matched if row.code.title else (), pixels), title_ink)

    def _paint_side(self, line: Line, pixels: int, theme: Theme, row: "CodeHit") -> None:
        is_heading = not row.code.is_billable
        token = "slate" if is_heading else "green" if row.billable_on_date else "grey"
        mark = line.skip_right(8)
        paint_dot(line.painter, QRectF(mark), theme.colour(token), is_full=not is_heading and row.billable_on_date)
        if (row.code.system, row.code.value) in self.favourites:
            paint_star(line.painter, line.skip_right(pixels - 1))
        words = hit_side_words(row)
        if words:
            tone = "muted" if is_heading or not row.billable_on_date else "amber"
            line.add_right(words, figures_font(small(pixels)), theme.colour(tone))


def why_words(why: str) -> str:
    """Why the hit is here; nothing when its own title or value says so."""
    return "" if why in ("title", "code") else why


def title_runs(title: str, matched: tuple[tuple[int, int], ...], pixels: int) -> list[tuple[str, QFont]]:
    """The title cut at the matched spans (sorted, apart from one another); these are strong."""
    plain, strong = interface_font(pixels), interface_font(pixels, strong=True)
    runs: list[tuple[str, QFont]] = []
    here = 0
    for start, end in sorted(matched):
        runs += [(title[here:start], plain), (title[max(here, start) : end], strong)]
        here = max(here, end)
    runs.append((title[here:], plain))
    return [run for run in runs if run[0]]
