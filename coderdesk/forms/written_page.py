"""A written page of ours: a title, the facts of the visit, running text with headings, quotations and tables."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, KeepTogether, PageTemplate, Paragraph, Spacer, Table, TableStyle

from coderdesk.forms.page import (
    ACCENT,
    FOOT,
    HAIR,
    HEIGHT,
    INK,
    MARGIN,
    MEASURE,
    MUTED,
    RIGHT,
    NumberedCanvas,
    foot,
    hairline,
    style,
    text,
    text_right,
)
from coderdesk.forms.typeface import REGULAR, STRONG, paragraph_text, register_all

_HEAD = 92.0
_LONGEST = 3000  # characters of one paragraph: a row that fills a page could not be printed


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """`facts` are labelled values under the title, read down in two columns; `foot` stands at the foot of every page."""

    title: str
    practice_name: str
    facts: tuple[tuple[str, str], ...] = ()
    foot: str = ""

    @property
    def height(self) -> float:
        return _HEAD + 13.0 * -(-len(self.facts) // 2) + 10


def render_written_page(head: PageHead, story: Iterable[Any]) -> bytes:
    """US Letter, as many pages as it takes; the same bytes for the same words."""
    register_all()
    out = io.BytesIO()
    bottom = FOOT + 18
    room = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    frame = Frame(MARGIN, bottom, MEASURE, HEIGHT - head.height - bottom, **room)
    document = BaseDocTemplate(
        out,
        pagesize=LETTER,
        title=head.title,
        author=head.practice_name,
        creator="CoderDesk",
        lang="en-US",
        invariant=1,
        pageTemplates=[PageTemplate(id="page", frames=[frame], onPage=lambda canvas, _: _draw_head(canvas, head))],
    )
    document.build(list(story), canvasmaker=NumberedCanvas)
    return out.getvalue()


def _draw_head(canvas: Canvas, head: PageHead) -> None:
    canvas.saveState()
    text(canvas, MARGIN, HEIGHT - 64, head.title, font=STRONG, size=16, colour=ACCENT)
    text_right(canvas, RIGHT, HEIGHT - 64, head.practice_name[:60], size=9, colour=MUTED)
    hairline(canvas, HEIGHT - 74)
    rows = -(-len(head.facts) // 2)
    for place, (label, value) in enumerate(head.facts):
        column, row = divmod(place, max(rows, 1))
        left, baseline = MARGIN + column * MEASURE / 2, HEIGHT - _HEAD - 13 * row
        text(canvas, left, baseline, label, size=8, colour=MUTED)
        text(canvas, left + 86, baseline, value[:40], size=9)
    foot(canvas, head.foot)
    canvas.restoreState()


def heading(words: str) -> Paragraph:
    return Paragraph(
        paragraph_text(words),
        style(fontName=STRONG, fontSize=9.5, leading=14, textColor=ACCENT, spaceBefore=10, keepWithNext=1),
    )


def body(words: str, **changes: Any) -> Paragraph:
    return Paragraph(paragraph_text(_cut(words)), style(spaceAfter=4, **changes))


def strong(words: str) -> Paragraph:
    return body(words, fontName=STRONG, fontSize=11, leading=15)


def quotation(words: str, source: str) -> Any:
    """Somebody's words, set off with a line at their left, and where they stand."""
    marked = Paragraph(f"“{paragraph_text(_cut(' '.join(words.split())))}”", style())
    named = Paragraph(paragraph_text(source), style(fontSize=7.5, leading=10, textColor=MUTED))
    rules = [
        ("LINEBEFORE", (0, 0), (0, 0), 2, HAIR),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    return Table([[[marked, named]]], colWidths=(MEASURE - 8,), style=TableStyle(rules))


def grid(headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    """A table whose headings are repeated on each page; `widths` are shares of the measure."""
    total = sum(widths)
    words = style()
    cells = [[Paragraph(paragraph_text(_cut(cell)), words) for cell in row] for row in rows]
    rules = [
        ("FONT", (0, 0), (-1, 0), STRONG, 7.5, 10),
        ("TEXTCOLOR", (0, 0), (-1, 0), MUTED),
        ("FONT", (0, 1), (-1, -1), REGULAR, 9, 12.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, HAIR),
    ]
    return Table(
        [list(headings), *cells],
        colWidths=[MEASURE * width / total for width in widths],
        repeatRows=1,
        style=TableStyle(rules),
    )


def box_line(words: str) -> Paragraph:
    """An empty box to tick, and its words."""
    return _boxed("&nbsp;&nbsp;&nbsp;", words)


def ticked_line(words: str, *, is_ticked: bool) -> Paragraph:
    return _boxed("X" if is_ticked else "&nbsp;&nbsp;&nbsp;", words)


def _boxed(mark: str, words: str) -> Paragraph:
    shape = style(leftIndent=15.5, firstLineIndent=-15.5, spaceAfter=5)
    return Paragraph(f"[{mark}]&nbsp; {paragraph_text(_cut(words))}", shape)


def signature(*labels: str) -> Any:
    """Lines to write on, each above its label."""
    width = MEASURE / len(labels)
    rules = [
        ("LINEABOVE", (0, 0), (-1, 0), 0.7, INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("FONT", (0, 0), (-1, -1), REGULAR, 8, 10),
        ("TEXTCOLOR", (0, 0), (-1, -1), MUTED),
    ]
    return KeepTogether(
        [Spacer(0, 34), Table([list(labels)], colWidths=[width] * len(labels), style=TableStyle(rules))]
    )


def space(points: float = 8) -> Spacer:
    return Spacer(0, points)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
