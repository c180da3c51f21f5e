"""A document laid out for reading: its QTextDocument, its offsets, and where the reader was."""

import math
import re
from collections.abc import Iterator
from heapq import merge
from itertools import chain

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from coderdesk.domain.clinical.document import Document
from coderdesk.ui.reading_marks import WRAPPED_AT, LineMap
from coderdesk.ui.theme.fonts import columns_font, document_font
from coderdesk.ui.views.desk.offsets import Offsets

LEADING = 1.5
LONGEST_LINE = WRAPPED_AT
_GRID = 4
PAPER_MARGIN = 12
FIRST_SET = 24_000  # code points that are set at once
LONGEST_RUN = 8_000
_MARGIN, _NARROW_MARGIN = 20, 4
_SAMPLE = "Patient seen today for follow-up of type 2 diabetes; denies chest pain or dyspnea. "
# Both begin with a literal, which makes them fifteen times faster than a look-behind or a multi-line anchor.
_GAP = re.compile(r"   +(?=\S)")
_HEADING = re.compile(r"\n[A-Z][A-Z /&,()'-]+(?=:|[ \t]*(?:\n|\Z))")
_PLAIN, _IN_COLUMNS, _HEADING_STYLE = "plain", "columns", "heading"


def line_height(pixels: int) -> int:
    """One and a half times the size, rounded up to the 4 px grid: 24 at 15."""
    return math.ceil(pixels * LEADING / _GRID) * _GRID


def column_width(pixels: int) -> int:
    """The width of a line of 80 characters of ordinary prose."""
    per_character = QFontMetricsF(document_font(pixels)).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    return math.ceil(per_character * LONGEST_LINE)


def fit_column(view: QTextEdit, pixels: int) -> None:
    """At most 80 characters a line, less where the view is narrow; the text keeps to the left, where the eye returns."""
    wanted = column_width(pixels) + 2 * PAPER_MARGIN
    room = view.width() - view.verticalScrollBar().sizeHint().width() - 2 * view.frameWidth()
    margin = _MARGIN if room > wanted + _MARGIN else _NARROW_MARGIN
    width = max(160, min(wanted, room - margin))
    # Each of these lays the whole text out again, even when it says what is so already.
    if view.viewportMargins().left() != margin:
        view.setViewportMargins(margin, 0, 0, 0)
    if view.lineWrapMode() is not QTextEdit.LineWrapMode.FixedPixelWidth:
        view.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
    if view.lineWrapColumnOrWidth() != width:
        view.setLineWrapColumnOrWidth(width)


class Page:
    """`scroll` and `cursor` are kept here while another document is in front.

    Of a long text only the first pages are set at once; whoever shows it calls `grow` until it `is_whole`.
    """

    def __init__(self, document: Document, pixels: int, parent: QObject) -> None:
        self.document = document
        self.offsets = Offsets(document.text)
        self.text = blank_text(pixels, parent)
        self._rest = _set_in(self.text, document.text, pixels)
        self._set_until = 0
        self.is_whole = False
        self._lines: LineMap | None = None
        self.scroll = 0
        self.top = 0
        self.anchor = 0
        self.caret = 0
        self.grow(FIRST_SET)

    def grow(self, code_points: int) -> None:
        """Set about so many more at the end of `text`."""
        wanted = self._set_until + code_points
        cursor = QTextCursor(self.text)
        cursor.beginEditBlock()
        while self._set_until < wanted and not self.is_whole:
            reached = next(self._rest, None)
            self.is_whole = reached is None
            self._set_until = reached or self._set_until
        cursor.endEditBlock()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the document's text as positions of `text`."""
        return self.offsets.to_qt(start), self.offsets.to_qt(end)

    @property
    def lines(self) -> LineMap:
        self._lines = self._lines or LineMap(self.document.text)
        return self._lines

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Document positions as code points, without white space at either end; an empty span when nothing else is there."""
        first, last = self.offsets.from_qt(start), self.offsets.from_qt(end, rounds_up=True)
        chosen = self.document.text[first:last]
        first += len(chosen) - len(chosen.lstrip())
        return first, first + len(chosen.strip())


def blank_text(pixels: int, parent: QObject) -> QTextDocument:
    """Paper without a word on it."""
    text = QTextDocument(parent)
    text.setUndoRedoEnabled(False)
    text.setDefaultFont(document_font(pixels))
    text.setDocumentMargin(PAPER_MARGIN)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(8 * QFontMetricsF(columns_font(pixels)).horizontalAdvance("0"))
    text.setDefaultTextOption(option)
    return text


def laid_out(source: str, pixels: int, parent: QObject) -> QTextDocument:
    """The whole text at once."""
    text = blank_text(pixels, parent)
    for _ in _set_in(text, source, pixels):
        pass
    return text


def _set_in(text: QTextDocument, source: str, pixels: int) -> Iterator[int]:
    """Append the source run by run, telling how many code points are set.

    One block format throughout, so that lines stand on a grid; headings and columns get a face of their own.
    """
    wrapped, unbroken = _block(pixels, is_unbroken=False), _block(pixels, is_unbroken=True)
    formats = _formats(pixels)
    here = 0
    for style, run in chain.from_iterable(_short_runs(style, run) for style, run in _runs(source)):
        cursor = QTextCursor(text)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if here == 0:
            cursor.setBlockFormat(wrapped)
        if style is _IN_COLUMNS:
            cursor.setBlockFormat(unbroken)
        cursor.insertText(run, formats[style])
        if style is _IN_COLUMNS and run.endswith("\n"):
            cursor.setBlockFormat(wrapped)
        here += len(run)
        yield here


def _short_runs(style: str, run: str) -> Iterator[tuple[str, str]]:
    """A run that is longer than a few pages, in parts that end with a line where that is possible."""
    here = 0
    while len(run) - here > LONGEST_RUN:
        cut = run.rfind("\n", here, here + LONGEST_RUN) + 1
        cut = cut if cut > here else here + LONGEST_RUN
        cut += run[cut - 1 : cut + 1] == "\r\n"
        yield style, run[here:cut]
        here = cut
    yield style, run[here:]


def _block(pixels: int, *, is_unbroken: bool) -> QTextBlockFormat:
    """Every line on the grid; lines in columns are never broken, a narrow view scrolls sideways instead."""
    block = QTextBlockFormat()
    block.setLineHeight(line_height(pixels), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setNonBreakableLines(is_unbroken)
    return block


def _formats(pixels: int) -> dict[str, QTextCharFormat]:
    plain, columns, heading = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    columns.setFont(columns_font(pixels))
    heading.setFontWeight(QFont.Weight.DemiBold.value)
    return {_PLAIN: plain, _IN_COLUMNS: columns, _HEADING_STYLE: heading}


def _runs(source: str) -> Iterator[tuple[str, str]]:
    """The text in pieces of one style each: nothing added, nothing left out."""
    here = 0
    for start, end, style in merge(_columns(source), _headings(source), key=_columns_first):
        if start < here:  # inside a line that is set in columns
            continue
        if start > here:
            yield _PLAIN, source[here:start]
        yield style, source[start:end]
        here = end
    if here < len(source):
        yield _PLAIN, source[here:]


def _columns_first(span: tuple[int, int, str]) -> tuple[int, bool]:
    return span[0], span[2] is not _IN_COLUMNS


def _columns(source: str) -> Iterator[tuple[int, int, str]]:
    """Neighbouring lines that are set in columns by blanks, each group as one span; a lone gap in a lone line is no column."""
    start, end, gaps = 0, -1, 0
    for blanks in _GAP.finditer(source):
        if blanks.start() == 0 or source[blanks.start() - 1].isspace():  # an indent
            continue
        if blanks.start() < end:
            gaps += 1
            continue
        line = source.rfind("\n", 0, blanks.start()) + 1
        if line != end:
            if gaps > 1:
                yield start, end, _IN_COLUMNS
            start, gaps = line, 0
        gaps += 1
        end = source.find("\n", blanks.end()) + 1 or len(source)
    if gaps > 1:
        yield start, end, _IN_COLUMNS


def _headings(source: str) -> Iterator[tuple[int, int, str]]:
    return ((match.start(), match.end() - 1, _HEADING_STYLE) for match in _HEADING.finditer("\n" + source))
