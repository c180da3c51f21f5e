"""A document laid out for reading: its QTextDocument, its offsets, and where the reader was."""

import math
import re
from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextOption

from coderdesk.domain.clinical.document import Document
from coderdesk.ui.theme.fonts import columns_font, document_font
from coderdesk.ui.views.desk.offsets import Offsets

LEADING = 1.5
LONGEST_LINE = 80
_GRID = 4
_SAMPLE = "Patient seen today for follow-up of type 2 diabetes; denies chest pain or dyspnea. "
_COLUMNS = re.compile(r"\S {3,}\S")
_HEADING = re.compile(r"[A-Z][A-Z0-9 /&,()'-]{2,}(?=:|\s*$)")
_PLAIN, _IN_COLUMNS = "plain", "columns"


def line_height(pixels: int) -> int:
    """One and a half times the size, rounded up to the 4 px grid: 24 at 15."""
    return math.ceil(pixels * LEADING / _GRID) * _GRID


def column_width(pixels: int) -> int:
    """The width of a line of 80 characters of ordinary prose."""
    per_character = QFontMetricsF(document_font(pixels)).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    return math.ceil(per_character * LONGEST_LINE)


class Page:
    """`scroll` and `cursor` are kept here while another document is in front."""

    def __init__(self, document: Document, pixels: int, parent: QObject) -> None:
        self.document = document
        self.offsets = Offsets(document.text)
        self.text = _laid_out(document.text, pixels, parent)
        self.scroll = 0
        self.anchor = 0
        self.caret = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the document's text as positions of `text`."""
        return self.offsets.to_qt(start), self.offsets.to_qt(end)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Document positions as code points, without white space at either end; an empty span when nothing else is there."""
        first, last = self.offsets.from_qt(start), self.offsets.from_qt(end, rounds_up=True)
        chosen = self.document.text[first:last]
        first += len(chosen) - len(chosen.lstrip())
        return first, first + len(chosen.strip())


def _laid_out(source: str, pixels: int, parent: QObject) -> QTextDocument:
    """The text with one block format throughout, so that lines stand on a grid; headings and columns get a face of their own.

    The layout is made when the view asks for it: inserting into a document that has none is five times faster.
    """
    text = QTextDocument(parent)
    text.setUndoRedoEnabled(False)
    text.setDefaultFont(document_font(pixels))
    text.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(8 * QFontMetricsF(columns_font(pixels)).horizontalAdvance("0"))
    text.setDefaultTextOption(option)
    cursor = QTextCursor(text)
    block = QTextBlockFormat()
    block.setLineHeight(line_height(pixels), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor.setBlockFormat(block)
    formats = _formats(pixels)
    for style, run in _runs(source):
        cursor.insertText(run, formats[style])
    return text


def _formats(pixels: int) -> dict[str, QTextCharFormat]:
    plain, columns, heading = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    columns.setFont(columns_font(pixels))
    heading.setFontWeight(QFont.Weight.DemiBold.value)
    return {_PLAIN: plain, _IN_COLUMNS: columns, "heading": heading}


def _runs(source: str) -> Iterator[tuple[str, str]]:
    """The text in pieces of one style each: nothing added, nothing left out."""
    pieces = (piece for line in source.splitlines(keepends=True) for piece in _pieces(line))
    for style, group in groupby(pieces, key=lambda piece: piece[0]):
        yield style, "".join(run for _, run in group)


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    if _COLUMNS.search(line):
        yield _IN_COLUMNS, line
    elif heading := _HEADING.match(line):
        yield "heading", heading[0]
        yield _PLAIN, line[heading.end() :]
    else:
        yield _PLAIN, line
