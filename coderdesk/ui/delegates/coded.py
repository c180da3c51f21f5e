"""A code of the visit: its letter in its tint, code, title, proof, and what a service line needs beside them."""

from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.ui.delegates.marks import chip_width, paint_chip, paint_severity
from coderdesk.ui.delegates.row import Line, RowDelegate, one_line_rect, pixels_of, two_line_rects
from coderdesk.ui.models.rows import CodedRow, title_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import code_font, figures_font, interface_font, small


class CodedDelegate(RowDelegate):
    """One line for a diagnosis, two for a service and for whatever needs a word of explanation."""

    def is_two_lines(self, row: object) -> bool:
        return isinstance(row, CodedRow) and (not row.is_diagnosis or bool(row.note))

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: CodedRow) -> None:
        pixels = pixels_of(option)
        if not self.is_two_lines(row):
            self._paint_diagnosis(Line(painter, one_line_rect(option)), pixels, theme, row)
            return
        first, second = two_line_rects(option)
        top = Line(painter, first)
        indent = self._paint_head(top, pixels, theme, row)
        if row.is_diagnosis:
            top.fill(title_words(row.title), interface_font(pixels), theme.colour("text"))
        else:
            self._paint_figures(top, pixels, theme, row)
        under = Line(painter, second.adjusted(indent, 0, 0, 0))
        under.add_right(row.evidence_words, interface_font(small(pixels)), theme.colour(_evidence_token(row)))
        words = row.note if row.note else title_words(row.title)
        under.fill(words, interface_font(small(pixels)), theme.colour("muted"))

    def _paint_diagnosis(self, line: Line, pixels: int, theme: Theme, row: CodedRow) -> None:
        self._paint_head(line, pixels, theme, row)
        line.add_right(row.evidence_words, interface_font(small(pixels)), theme.colour(_evidence_token(row)))
        line.fill(title_words(row.title), interface_font(pixels), theme.colour("text"))

    def _paint_head(self, line: Line, pixels: int, theme: Theme, row: CodedRow) -> float:
        """Chip, code and the finding's sign; gives the width that the chip takes."""
        sign = line.skip_right(pixels + 1)  # kept free without a finding too, so that amounts stand under one another
        if row.severity is not None:
            paint_severity(line.painter, sign, row.severity, theme)
        width = chip_width(row.letter, pixels)
        box = line.skip_left(width, pixels + 5)
        if row.letter:
            paint_chip(line.painter, box, row.letter, theme, is_diagnosis=row.is_diagnosis)
        line.add(row.code, code_font(pixels), theme.colour("text"))
        return width + 8

    def _paint_figures(self, line: Line, pixels: int, theme: Theme, row: CodedRow) -> None:
        figures, is_priced = figures_font(pixels), row.charge is not None
        charge = str(row.charge) if is_priced else tr("no price")
        amount_font, amount_ink = figures_font(pixels, strong=is_priced), theme.colour("text" if is_priced else "red")
        line.add_right(charge, amount_font, amount_ink, width=_width("$0,000.00", pixels))
        units = tr("× {units}", units=row.units) if row.units else ""
        line.add_right(units, figures, theme.colour("muted"), width=_width("× 00", pixels))
        self._paint_pointers(line, pixels, theme, row)
        line.fill(" ".join(row.modifiers), code_font(pixels), theme.colour("muted"))

    def _paint_pointers(self, line: Line, pixels: int, theme: Theme, row: CodedRow) -> None:
        """The letters of the diagnoses that the line points to, each in its own colour."""
        font = figures_font(pixels, strong=True)
        if not row.pointers:
            line.add_right(tr("no pointer"), figures_font(pixels), theme.colour("red"))
            return
        box = line.skip_right(max(_width("A,B,C,D", pixels), _width(row.pointers, pixels) + 2))
        letters = Line(line.painter, box, gap=0)
        for mark in row.pointers:
            letters.add(mark, font, theme.colour("muted") if mark == "," else theme.strong(mark))


def _evidence_token(row: CodedRow) -> str:
    if row.state is AssignmentState.QUERY:
        return "amber"
    return "red" if row.state is AssignmentState.UNPROVEN or not row.passages else "muted"


def _width(sample: str, pixels: int) -> float:
    return QFontMetricsF(figures_font(pixels)).horizontalAdvance(sample)
