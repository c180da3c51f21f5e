"""How a page wears what the reader made of it: lines under and through mentions, a bar beside carried-forward text.

Everything is painted over the words or beside them; the document is never touched.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock
from PySide6.QtWidgets import QTextEdit

from coderdesk.domain.clinical.reading import Assertion, Judgement
from coderdesk.ui.assertion_lines import paint_assertion
from coderdesk.ui.reading_marks import NOTHING_READ, MentionMark, PageReading, between, reason_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import interface_font
from coderdesk.ui.views.desk.page import Page
from coderdesk.ui.views.desk.passages import Placed, span_rects, visible_blocks

if TYPE_CHECKING:
    from coderdesk.services.text_search import FoundText


class Span(Protocol):
    """A stretch of text in code points."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Span)
# How much of the paper lies over carried-forward words: they stay above 4.5 to 1.
VEIL = 0.34
_BAR_ASIDE = 7.0


@dataclass(slots=True)
class AssertionLayer:
    """What one view paints of a reading, and what it says under the mouse. Positions of Qt's text, rectangles of its viewport."""

    view: QTextEdit
    page: Page | None = None
    reading: PageReading = NOTHING_READ
    same: Sequence[Span] = ()
    spoken: tuple[int, int] | None = None
    found: Sequence["FoundText"] = ()
    current: int = -1
    is_shown: bool = True
    hovered: MentionMark | None = None

    def show(self, page: Page | None, reading: PageReading) -> None:
        """What was found stays marked while it is the same page."""
        if page is not self.page:
            self.found, self.current, self.spoken = (), -1, None
        self.page, self.reading, self.hovered = page, reading, None

    # painting

    def paint_below(self, painter: QPainter, theme: Theme) -> None:
        """Grounds: what was found, and how far the cue under the mouse reaches."""
        if self.page is None or not (self.found or self.hovered or self.spoken):
            return
        blocks = list(visible_blocks(self.view))
        painter.setPen(Qt.PenStyle.NoPen)
        scope = self.scope()
        if scope is not None:
            painter.setBrush(theme.colour("sunken"))
            for rect in self._rects(blocks, *scope):
                painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 3), 3, 3)
        if self.spoken is not None:
            painter.setBrush(theme.colour("passage"))
            for rect in self._rects(blocks, *self.spoken):
                painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 3, 3)
        chosen = self.found[self.current] if 0 <= self.current < len(self.found) else None
        for one in self._in_view(self.found, blocks):
            painter.setBrush(theme.colour("passage" if one == chosen else "amber_soft"))
            for rect in self._rects(blocks, one.start, one.end):
                painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 2, 2)

    def paint_above(self, painter: QPainter, theme: Theme, placed: Sequence[Placed]) -> None:
        """The lines of the mentions that are in view; a passage that is coded needs no line for being affirmed."""
        if self.page is None or not (self.reading.mentions or self.reading.copied or self.same):
            return
        blocks = list(visible_blocks(self.view))
        self._paint_copied(painter, blocks, theme)
        coded = [(one.mark.start, one.mark.end) for one in placed]
        for block, origin in blocks if self.is_shown else ():
            for mark in self._mentions_in(block):
                is_coded = any(start < mark.end and mark.start < end for start, end in coded)
                if not (is_coded and mark.assertion is Assertion.AFFIRMED):
                    self._paint_mention(painter, block, origin, mark, theme)

    def _paint_mention(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, mark: MentionMark, theme: Theme
    ) -> None:
        assert self.page is not None
        rect = None
        for rect, _ in span_rects(block, origin, *self.page.span(mark.start, mark.end)):
            paint_assertion(painter, rect, mark.assertion, theme)
        if rect is not None and mark.assertion is Assertion.UNCERTAIN:
            painter.setFont(interface_font(max(8, round(rect.height() * 0.5)), strong=True))
            painter.drawText(QPointF(rect.right() + 1, rect.top() + rect.height() * 0.36), "?")

    def _paint_copied(self, painter: QPainter, blocks: Sequence[tuple[QTextBlock, QPointF]], theme: Theme) -> None:
        """Carried-forward words under a veil of paper, and a bar beside them; while two documents are compared, instead
        of them what stands in both."""
        if self.same:
            self._veil(painter, blocks, theme)
            return
        veil = theme.colour("paper")
        veil.setAlphaF(VEIL)
        pen = QPen(theme.colour("edge"), 1.5)
        pen.setDashPattern([2, 2])
        for span in self._in_view(self.reading.copied, blocks):
            rects = list(self._rects(blocks, span.start, span.end))
            for rect in rects:
                painter.fillRect(rect, veil)
            if rects:
                painter.setPen(pen)
                x = min(rect.left() for rect in rects) - _BAR_ASIDE
                painter.drawLine(QPointF(x, rects[0].top() + 2), QPointF(x, rects[-1].bottom()))

    def _veil(self, painter: QPainter, blocks: Sequence[tuple[QTextBlock, QPointF]], theme: Theme) -> None:
        veil = theme.colour("paper")
        veil.setAlphaF(VEIL)
        for span in self._in_view(self.same, blocks):
            for rect in self._rects(blocks, span.start, span.end):
                painter.fillRect(rect, veil)

    # places

    def scope(self) -> tuple[int, int] | None:
        """How far the cue of the mention under the mouse reaches, in code points."""
        judgement = self._judgement(self.hovered) if self.hovered is not None and self.is_shown else None
        return judgement.scope if judgement is not None else None

    def _judgement(self, mark: MentionMark) -> Judgement | None:
        return self.reading.judge(mark.start, mark.end) if self.reading.judge is not None else None

    def _mentions_in(self, block: QTextBlock) -> Iterator[MentionMark]:
        assert self.page is not None
        start = self.page.offsets.from_qt(block.position())
        end = self.page.offsets.from_qt(block.position() + block.length(), rounds_up=True)
        return (one for one in between(self.reading.mentions, start, end) if one.start < end and one.end > start)

    def _in_view(self, spans: Sequence[S], blocks: Sequence[tuple[QTextBlock, QPointF]]) -> Sequence[S]:
        """Those of ordered spans, none of which overlap, that touch what is seen."""
        if not blocks or self.page is None:
            return ()
        last = blocks[-1][0]
        start = self.page.offsets.from_qt(blocks[0][0].position())
        end = self.page.offsets.from_qt(last.position() + last.length())
        first = bisect_right(spans, start, key=lambda one: one.end)
        return spans[first : bisect_left(spans, end, key=lambda one: one.start)]

    def _rects(self, blocks: Sequence[tuple[QTextBlock, QPointF]], start: int, end: int) -> Iterator[QRectF]:
        assert self.page is not None
        first, last = self.page.span(start, end)
        for block, origin in blocks:
            if first < block.position() + block.length() and last > block.position():
                for rect, _ in span_rects(block, origin, first, last):
                    yield rect

    # under the mouse

    def place_at(self, point: QPointF) -> int | None:
        """The code point under a viewport position, when words stand there."""
        if self.page is None:
            return None
        cursor = self.view.cursorForPosition(point.toPoint())
        box = self.view.cursorRect(cursor)
        is_near = (
            abs(box.center().x() - point.x()) < 2 * box.height() and box.top() - 4 <= point.y() <= box.bottom() + 4
        )
        return self.page.offsets.from_qt(cursor.position()) if is_near else None

    def hover(self, point: QPointF | None) -> bool:
        """The mouse stands there, or nowhere. True when the picture changes."""
        place = self.place_at(point) if point is not None and self.is_shown else None
        mark = self._mention_near(place) if place is not None else None
        changed = mark != self.hovered
        self.hovered = mark
        return changed

    def _mention_near(self, place: int) -> MentionMark | None:
        """A caret position lies between two letters: the one before counts too."""
        return self.reading.mention_at(place) or self.reading.mention_at(place - 1)

    def words_at(self, point: QPointF) -> str:
        """Why the mention under the mouse is judged so, and where carried-forward words come from."""
        place = self.place_at(point)
        if place is None or self.page is None:
            return ""
        lines = []
        mark = self._mention_near(place) if self.is_shown else None
        if mark is not None:
            lines.append(reason_words(mark, self._judgement(mark), self.page.document.text))
        copied = self.reading.copied_at(place)
        if copied is not None:
            lines.append(tr("copied from {date}", date=f"{copied.copied_from:%m/%d/%Y}"))
        return "\n".join(lines)
