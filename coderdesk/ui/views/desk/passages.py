"""Where passages stand on the page, and how they are painted: a tint below the words, a bar under them, the letter above.

Nothing here touches the document, so marks never move a letter of the text, nor the selection, nor the scroll position.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextBlock, QTextLine
from PySide6.QtWidgets import QTextEdit

from coderdesk.domain.clinical.evidence import EvidenceState
from coderdesk.ui.marks import Mark, MarkKind
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import interface_font

_BAR = 2.0
_LANE = 3.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark on the document that is shown: positions in the QTextDocument, and the lane of its bar (0 is nearest the words)."""

    mark: Mark
    start: int
    end: int
    lane: int


def placed_in_lanes(spans: Sequence[tuple[Mark, int, int]]) -> tuple[Placed, ...]:
    """Marks by their start, longer ones first; overlapping ones lie in different lanes."""
    ends: list[int] = []
    placed = []
    for mark, start, end in sorted(spans, key=lambda span: (span[1], -span[2])):
        lane = next((lane for lane, taken in enumerate(ends) if taken <= start), len(ends))
        ends[lane:] = [end, *ends[lane + 1 :]]
        placed.append(Placed(mark, start, end, lane))
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a passage that stands on one line, in viewport coordinates. `is_first` carries the letter."""

    placed: Placed
    rect: QRectF
    is_first: bool


def visible_blocks(view: QTextEdit) -> Iterator[tuple[QTextBlock, QPointF]]:
    """The paragraphs that the viewport shows, with the viewport position of their top left corner."""
    layout = view.document().documentLayout()
    down, across = view.verticalScrollBar().value(), view.horizontalScrollBar().value()
    block = view.cursorForPosition(view.viewport().rect().topLeft()).block()
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() - down > view.viewport().height():
            return
        yield block, QPointF(rect.left() - across, rect.top() - down)
        block = block.next()


def fragments(view: QTextEdit, placed: Sequence[Placed]) -> list[Fragment]:
    """Every visible piece of every mark, in the order in which they are painted: long passages below short ones."""
    found = [
        piece
        for block, origin in visible_blocks(view)
        for one in placed
        if one.start < block.position() + block.length() and one.end > block.position()
        for piece in _fragments(block, origin, one)
    ]
    return sorted(found, key=lambda piece: piece.placed.start - piece.placed.end)


def _fragments(block: QTextBlock, origin: QPointF, placed: Placed) -> Iterator[Fragment]:
    for rect, begins in span_rects(block, origin, placed.start, placed.end):
        yield Fragment(placed, rect, begins)


def span_rects(block: QTextBlock, origin: QPointF, start: int, end: int) -> Iterator[tuple[QRectF, bool]]:
    """The rectangles of a span's words on the lines of one paragraph; True for the one that holds the span's start."""
    first, last = start - block.position(), end - block.position()
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        from_, to = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if from_ < to:
            yield _words_rect(line, origin, from_, to), from_ == first


def _words_rect(line: QTextLine, origin: QPointF, start: int, end: int) -> QRectF:
    left, right = _x(line, start), _x(line, end)
    # The line's own height, without the leading, is where its letters are.
    height = line.ascent() + line.descent()
    return QRectF(origin.x() + min(left, right), origin.y() + line.y(), abs(right - left), height)


def _x(line: QTextLine, position: int) -> float:
    # The binding answers with the x coordinate and the position it settled on.
    x, _ = cast(tuple[float, int], line.cursorToX(position))
    return x


def paint_tints(painter: QPainter, pieces: Sequence[Fragment], theme: Theme) -> None:
    """Ground and bar of every piece; painted before the words."""
    for piece in pieces:
        mark, rect = piece.placed.mark, piece.rect
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tint(mark.letter))
        painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 1), 2, 2)
    for piece in pieces:
        painter.setPen(_bar_pen(piece.placed.mark, theme))
        y = piece.rect.bottom() + 1 + _LANE * min(piece.placed.lane, 1)
        painter.drawLine(QPointF(piece.rect.left(), y), QPointF(piece.rect.right(), y))


def _bar_pen(mark: Mark, theme: Theme) -> QPen:
    pen = QPen(theme.strong(mark.letter), _BAR)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mark.state is not EvidenceState.MATCHES:
        pen.setDashPattern([3, 2])
    elif mark.kind is MarkKind.QUERY:
        pen.setDashPattern([1, 1.5])
    return pen


def chip_text(mark: Mark) -> str:
    """The letter; an exclamation mark behind it when the passage no longer stands where it was."""
    return mark.letter + ("!" if mark.state is not EvidenceState.MATCHES else "")


def chips(pieces: Sequence[Fragment], pixels: int) -> list[tuple[Placed, QRectF]]:
    """Where the letters stand: in the gap above the start of their passage, one after the other where several start together."""
    height = float(chip_height(pixels))
    metrics = QFontMetricsF(_chip_font(pixels))
    starts = sorted(
        (piece for piece in pieces if piece.is_first), key=lambda piece: (piece.rect.top(), piece.rect.left())
    )
    placed: list[tuple[Placed, QRectF]] = []
    for piece in starts:
        width = max(height, metrics.horizontalAdvance(chip_text(piece.placed.mark)) + 5)
        rect = QRectF(piece.rect.left() - 2, piece.rect.top() - height + 4, width, height)
        if placed and abs(placed[-1][1].top() - rect.top()) < height and placed[-1][1].right() + 1 > rect.left():
            rect.moveLeft(placed[-1][1].right() + 1)
        placed.append((piece.placed, rect))
    return placed


def chip_height(pixels: int) -> int:
    return round(pixels * 0.8)


def _chip_font(pixels: int) -> QFont:
    return interface_font(max(8, round(pixels * 0.66)), strong=True)


def paint_chips(painter: QPainter, letters: Sequence[tuple[Placed, QRectF]], theme: Theme, pixels: int) -> None:
    """The letters of the passages; painted after the words."""
    painter.setFont(_chip_font(pixels))
    for placed, rect in letters:
        mark = placed.mark
        strong = theme.strong(mark.letter)
        if mark.kind is MarkKind.DIAGNOSIS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(strong)
            painter.drawRoundedRect(rect, 3, 3)
            painter.setPen(theme.colour("paper"))
        else:
            painter.setPen(QPen(strong, 1))
            painter.setBrush(theme.colour("paper"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, chip_text(mark))
