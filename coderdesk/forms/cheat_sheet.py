"""The cheat sheet: favourite codes by group in two columns, made to be pinned beside the screen."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from coderdesk.forms.page import (
    ACCENT,
    FOOT,
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
from coderdesk.forms.typeface import CODE, STRONG, paragraph_text, register_all

_GUTTER = 26.0
_COLUMN = (MEASURE - _GUTTER) / 2
_CODE_WIDTH = 52.0
_FIRST_TOP, _LATER_TOP = HEIGHT - 112, HEIGHT - 82
_BOTTOM = FOOT + 18
_BETWEEN_GROUPS = 12.0
_HEADING = 22.0
_ROW_GAP = 3.5


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A code with the words that may be printed beside it, and what the practice noted on it."""

    code: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetGroup:
    title: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheatSheet:
    """`releases` names the books that the words come from; `on` is the date on which the codes are in force."""

    practice_name: str
    groups: tuple[SheetGroup, ...]
    releases: str
    on: date


@dataclass(frozen=True, slots=True)
class _Block:
    """What is kept together: a heading with its first code, or one code."""

    heading: str
    line: SheetLine
    height: float


def render_cheat_sheet(sheet: CheatSheet) -> bytes:
    """US Letter, as many pages as it takes; the same bytes for the same sheet."""
    register_all()
    out = io.BytesIO()
    canvas = NumberedCanvas(out, pagesize=LETTER, invariant=1, lang="en-US")
    canvas.setTitle("Favourite codes")
    canvas.setCreator("CoderDesk")
    for number, columns in enumerate(_pages(sheet)):
        top = _FIRST_TOP if number == 0 else _LATER_TOP
        _head(canvas, sheet, is_first=number == 0)
        for place, blocks in enumerate(columns):
            _draw_column(canvas, MARGIN + place * (_COLUMN + _GUTTER), top, blocks)
        foot(canvas, f"{sheet.releases}  ·  in force on {sheet.on:%m/%d/%Y}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _head(canvas: Canvas, sheet: CheatSheet, *, is_first: bool) -> None:
    if is_first:
        text(canvas, MARGIN, HEIGHT - 72, "Favourite codes", font=STRONG, size=20, colour=ACCENT)
        text_right(canvas, RIGHT, HEIGHT - 72, sheet.practice_name[:60], size=9, colour=MUTED)
        hairline(canvas, HEIGHT - 86)
    else:
        text(canvas, MARGIN, HEIGHT - 58, "Favourite codes", font=STRONG, size=10, colour=ACCENT)
        text_right(canvas, RIGHT, HEIGHT - 58, sheet.practice_name[:60], size=9, colour=MUTED)
        hairline(canvas, HEIGHT - 66)


def _pages(sheet: CheatSheet) -> Iterator[tuple[list[_Block], list[_Block]]]:
    """Blocks poured into two columns a page; a group that goes on in another column says its name again."""
    columns: list[list[_Block]] = [[]]
    room = _FIRST_TOP - _BOTTOM
    left = room
    for group in sheet.groups:
        for place, line in enumerate(group.lines):
            heading = group.title if place == 0 else ""
            needed = _height(line, heading, is_top=not columns[-1])
            if needed > left and columns[-1]:
                columns.append([])
                left = (_FIRST_TOP if len(columns) <= 2 else _LATER_TOP) - _BOTTOM
                heading = heading or f"{group.title}, continued"
                needed = _height(line, heading, is_top=True)
            columns[-1].append(_Block(heading, line, needed))
            left -= needed
    if len(columns) == 1:
        columns = _balanced(columns[0])
    if len(columns) % 2:
        columns.append([])
    yield from ((columns[place], columns[place + 1]) for place in range(0, len(columns), 2))


def _balanced(blocks: list[_Block]) -> list[list[_Block]]:
    """A sheet that fills less than a page is cut between two groups where both columns are most alike."""
    cuts = [place for place, block in enumerate(blocks) if block.heading and place > 0]
    if not cuts:
        return [blocks]
    whole = sum(block.height for block in blocks)
    best = min(cuts, key=lambda cut: abs(whole - 2 * sum(block.height for block in blocks[:cut])))
    first = blocks[best]
    return [blocks[:best], [_Block(first.heading, first.line, first.height - _BETWEEN_GROUPS), *blocks[best + 1 :]]]


def _height(line: SheetLine, heading: str, *, is_top: bool) -> float:
    head = (_HEADING + (0 if is_top else _BETWEEN_GROUPS)) if heading else 0.0
    return head + sum(height for _, height in _paragraphs(line)) + _ROW_GAP


def _paragraphs(line: SheetLine) -> list[tuple[Paragraph, float]]:
    made = [Paragraph(paragraph_text(line.words), style(fontSize=8.5, leading=11))]
    if line.note:
        made.append(Paragraph(paragraph_text(line.note), style(fontSize=7.5, leading=9.5, textColor=MUTED)))
    return [(one, one.wrap(_COLUMN - _CODE_WIDTH, 400)[1]) for one in made]


def _draw_column(canvas: Canvas, left: float, top: float, blocks: list[_Block]) -> None:
    below = top
    for place, block in enumerate(blocks):
        at = below
        if block.heading:
            at -= 0 if place == 0 else _BETWEEN_GROUPS
            text(canvas, left, at - 10, block.heading[:52], font=STRONG, size=9.5, colour=ACCENT)
            hairline(canvas, at - 15, left=left, right=left + _COLUMN)
            at -= _HEADING
        text(canvas, left, at - 8.5, block.line.code, font=CODE, size=8.5, colour=INK)
        for paragraph, height in _paragraphs(block.line):
            paragraph.drawOn(canvas, left + _CODE_WIDTH, at - height)
            at -= height
        below -= block.height
