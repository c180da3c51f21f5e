"""One document as text to read and select in, with its passages tinted and lettered over an untouched QTextDocument."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from coderdesk.ui.assertion_lines import MARK_COLOURS
from coderdesk.ui.marks import Mark, Selection
from coderdesk.ui.reading_marks import NOTHING_READ, PageReading
from coderdesk.ui.text import tr
from coderdesk.ui.theme import theme_of
from coderdesk.ui.theme.parts import set_role
from coderdesk.ui.views.desk.assertion_layer import AssertionLayer, Span
from coderdesk.ui.views.desk.marked_bar import MarkedBar, Tick
from coderdesk.ui.views.desk.motion import Calling, Shaking
from coderdesk.ui.views.desk.page import Page, fit_column
from coderdesk.ui.views.desk.passages import (
    Fragment,
    Placed,
    chips,
    fragments,
    paint_chips,
    paint_tints,
    placed_in_lanes,
    span_rects,
    visible_blocks,
)
from coderdesk.ui.views.desk.unrolling import SHORT, Unrolling

if TYPE_CHECKING:
    from coderdesk.services.text_search import FoundText

_SCREENFUL = 6_000  # code points, more than the largest window shows
_READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class DocumentView(QTextEdit):
    """`selection_changed` carries a Selection, or None when nothing but white space is selected."""

    selection_changed = Signal(object)
    passage_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer = AssertionLayer(self)
        self.setReadOnly(True)
        self.setTextInteractionFlags(_READING)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Document text"))
        self.viewport().setMouseTracking(True)
        set_role(self, "document")
        self._pixels = 15
        self._page: Page | None = None
        self._blank = QTextDocument(self)
        self._placed: tuple[Placed, ...] = ()
        self._pressed: QPoint | None = None
        self._bar = MarkedBar(self)
        self.setVerticalScrollBar(self._bar)
        self._calling = Calling(self.viewport())
        self._shaking = Shaking(self.viewport())
        self.unrolling = Unrolling(self)
        self._is_veiled = False
        self.selectionChanged.connect(self._say_selection)

    # what is shown

    @property
    def page(self) -> Page | None:
        return self._page

    def show_page(self, page: Page, pixels: int) -> None:
        """Bring a page to the front with the reader's place and selection in it."""
        self.keep_place()
        self._page, self._pixels, self._placed = page, pixels, ()
        self.layer.show(None, NOTHING_READ)
        fit_column(self, self._pixels)
        self._is_veiled = True
        self.setDocument(page.text)
        self.unrolling.begin(page)
        self._return_to(page)
        self._say_selection()

    def _return_to(self, page: Page, *, by_line: bool = False) -> None:
        """To where the reader was, by the line that stood on top when lines are broken anew. As long as that place of a long
        text is not laid out, the paper is blank."""
        anchor, caret, scroll, top = page.anchor, page.caret, page.scroll, page.offsets.to_qt(page.top)

        def there() -> None:
            self._lift_veil()
            self._place_caret(anchor, caret)
            if by_line:
                self._put_on_top(top)
            else:
                self._bar.setValue(scroll)

        places = (anchor, caret, top + _SCREENFUL if scroll else 0)
        self._is_veiled = not self.unrolling.when_at(max(places), there)

    def _lift_veil(self) -> None:
        self._is_veiled = False
        self.viewport().update()

    def show_nothing(self) -> None:
        self.keep_place()
        self._page, self._placed = None, ()
        self.layer.show(None, NOTHING_READ)
        self._bar.show_ticks(())
        self.setDocument(self._blank)
        self.unrolling.begin(None)
        self._lift_veil()

    def keep_place(self) -> None:
        """Remember in the page where the reader is; one who has not arrived there yet is on the way to the same place."""
        if self._page is None or self._is_veiled:
            return
        self._page.top = self.top_place()
        cursor = self.textCursor()
        self._page.scroll = self.verticalScrollBar().value()
        self._page.anchor, self._page.caret = cursor.anchor(), cursor.position()

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """The passages of the page in front; those of other documents, and vanished ones, are left out. Only paint changes."""
        page = self._page
        spans = [
            (mark, *page.span(mark.start, mark.end))
            for mark in marks
            if page and mark.stands and mark.document_id == page.document.id
        ]
        self._placed = placed_in_lanes([span for span in spans if span[1] < span[2]])
        self._tell()

    def set_reading(self, reading: PageReading) -> None:
        """What the reader made of the page in front: lines under and through its words. Only paint changes."""
        self.layer.show(self._page, reading)
        self._tell()

    def set_same(self, spans: Sequence[Span]) -> None:
        """What stands in the document beside too, in order; nothing while there is none beside."""
        self.layer.same = spans
        self.viewport().update()

    def set_marks_shown(self, *, shown: bool) -> None:
        """Whether mentions wear what they assert."""
        self.layer.is_shown = shown
        self._tell()

    def show_found(self, found: Sequence["FoundText"], current: int) -> None:
        """The places where searched words stand, one of them chosen."""
        self.layer.found, self.layer.current = found, current
        self.viewport().update()

    def show_spoken(self, span: tuple[int, int] | None) -> None:
        """The sentence that is read aloud, in code points."""
        self.layer.spoken = span
        self.viewport().update()

    def _tell(self) -> None:
        """To the eye: paint and the map at the scroll bar. To a screen reader: the codes and what the mentions assert."""
        page, layer = self._page, self.layer
        parts = [f"{one.mark.letter} {one.mark.words}".strip() for one in self._placed]
        ticks: list[Tick] = []
        if page is not None:
            if layer.is_shown:
                parts.append(layer.reading.words)
                ticks += [Tick(share, MARK_COLOURS[said], is_strong=False) for share, said in layer.reading.places]
            ticks += [
                Tick(page.lines.share(one.mark.start), one.mark.letter or "1", is_strong=True) for one in self._placed
            ]
        self._bar.show_ticks(ticks)
        self.setAccessibleDescription("; ".join(part for part in parts if part))
        self.viewport().update()

    # what is selected

    def current_selection(self) -> Selection | None:
        cursor = self.textCursor()
        if self._page is None or not cursor.hasSelection():
            return None
        start, end = self._page.trimmed(cursor.selectionStart(), cursor.selectionEnd())
        if start >= end:
            return None
        return Selection(self._page.document.id, start, end, self._page.document.text[start:end])

    def select_span(self, start: int, end: int) -> None:
        """Select code points `start` to `end`."""
        if self._page is not None:
            anchor, position = self._page.span(start, end)
            self.unrolling.reach(max(anchor, position))
            self._place_caret(anchor, position)

    def clear_selection(self) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def caret(self) -> int:
        """Where the caret stands, in code points."""
        return self._page.offsets.from_qt(self.textCursor().position()) if self._page else 0

    # where the eye is led

    def scroll_to(self, start: int, end: int) -> None:
        """Bring code points `start` to `end` into the upper third, unless they are in view, and ring them for a moment."""
        if self._page is None:
            return
        first, last = self._page.span(start, end)

        def there() -> None:
            self._lift_veil()
            self._place_caret(first, first)
            self._bring_into_view(first)
            self._calling.call(first, last)

        self.unrolling.when_at(last, there)

    def shake_selection(self) -> None:
        """The selected words tremble once."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._shaking.shake(self._rects(cursor.selectionStart(), cursor.selectionEnd()))

    @property
    def called_span(self) -> tuple[int, int] | None:
        """Document positions that are ringed now."""
        return self._calling.span

    @property
    def is_shaking(self) -> bool:
        return self._shaking.is_running

    def bring_into_view(self, start: int) -> None:
        """Scroll to a code point, and leave caret and selection where they are."""
        if self._page is not None:
            position = self._page.span(start, start)[0]
            self.unrolling.when_at(position, lambda: self._bring_into_view(position))

    def put_on_top(self, start: int) -> None:
        """Scroll until the line of a code point is the first, and put the caret there."""
        if self._page is None:
            return
        position, _ = self._page.span(start, start)

        def there() -> None:
            self._lift_veil()
            self._place_caret(position, position)
            self._put_on_top(position)

        self._is_veiled = not self.unrolling.when_at(position + (_SCREENFUL if start else 0), there)

    def _put_on_top(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self._bar.setValue(self._bar.value() + self.cursorRect(cursor).top() - 4)

    def top_line(self) -> tuple[int, int]:
        """The code point of the first line in view, and how many pixels of that line are above the edge."""
        cursor = self.cursorForPosition(QPoint(0, 0))
        place = self._page.offsets.from_qt(cursor.position()) if self._page is not None else 0
        return place, -self.cursorRect(cursor).top()

    def show_line(self, start: int, above: int) -> None:
        """Scroll a line to the top, so many pixels of it above the edge. A place that is not laid out yet is left alone."""
        if self._page is None or self.unrolling.is_busy:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._page.span(start, start)[0])
        self._bar.setValue(self._bar.value() + self.cursorRect(cursor).top() + above)

    def top_place(self) -> int:
        """The code point of the first line in view."""
        cursor = self.cursorForPosition(QPoint(0, 0))
        return self._page.offsets.from_qt(cursor.position()) if self._page is not None else 0

    def _bring_into_view(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        top = self.cursorRect(cursor).top()
        height = self.viewport().height()
        if not 0 <= top <= height - 3 * self.fontMetrics().height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - height // 3)

    def _place_caret(self, anchor: int, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)  # the rest of a long text comes in below
        self.setTextCursor(cursor)

    def _say_selection(self) -> None:
        self.selection_changed.emit(self.current_selection())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the lines of a long text are broken anew, they are laid out again piece by piece, up to where the reader is."""
        page, width = self._page, self.lineWrapColumnOrWidth()
        is_long = page is not None and len(page.document.text) > SHORT
        if is_long:
            self.keep_place()
            self._is_veiled = True
            self._go_to_the_top()  # from below, Qt would lay out everything above at once
        super().resizeEvent(event)
        fit_column(self, self._pixels)
        if page is not None and is_long:
            if self.lineWrapColumnOrWidth() != width:
                self.unrolling.restart()
            self._return_to(page, by_line=self.lineWrapColumnOrWidth() != width)

    def _go_to_the_top(self) -> None:
        with QSignalBlocker(self):
            self._place_caret(0, 0)
        self._bar.setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What reaches to the end of a text that is not all there yet waits until it is."""
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.unrolling.when_whole(self.selectAll)
        elif event.matches(QKeySequence.StandardKey.MoveToEndOfDocument):
            self.unrolling.when_whole(lambda: self.moveCursor(QTextCursor.MoveOperation.End))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel would change the font under the layout; the size of documents is a setting."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    # how it is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_veiled:
            return
        theme = theme_of()
        pieces = fragments(self, self._placed)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.layer.paint_below(painter, theme)
        paint_tints(painter, pieces, theme)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.layer.paint_above(painter, theme, self._placed)
        self._paint_call(painter)
        paint_chips(painter, chips(pieces, self._pixels), theme, self._pixels)
        self._shaking.paint(painter, theme.colour("paper"))
        painter.end()

    def _paint_call(self, painter: QPainter) -> None:
        if self._calling.span is None:
            return
        colour = theme_of().colour("focus")
        colour.setAlphaF(self._calling.strength)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self._rects(*self._calling.span):
            painter.drawRoundedRect(rect.adjusted(-3, -1, 3, 3), 4, 4)

    def _rects(self, start: int, end: int) -> list[QRectF]:
        return [
            rect
            for block, origin in visible_blocks(self)
            if start < block.position() + block.length() and end > block.position()
            for rect, _ in span_rects(block, origin, start, end)
        ]

    # what a click means

    def passage_at(self, point: QPointF) -> Mark | None:
        """The passage under a viewport position: the letter if one is there, else the shortest that covers it."""
        pieces = fragments(self, self._placed)
        for placed, rect in reversed(chips(pieces, self._pixels)):
            if rect.contains(point):
                return placed.mark
        hit = [piece for piece in pieces if piece.rect.adjusted(-1, 0, 1, 3).contains(point)]
        return _shortest(hit)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press within what is selected begins a selection anew: Qt would take it for the start of a drag of those words."""
        self._pressed = event.position().toPoint()
        is_plain = event.button() is Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_plain and self.textCursor().hasSelection():
            # where it was pressed is in view, so that nothing scrolls away under the mouse
            self.setTextCursor(self.cursorForPosition(self._pressed))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if event.button() is not Qt.MouseButton.LeftButton or pressed is None or self.textCursor().hasSelection():
            return
        mark = self.passage_at(event.position())
        if mark is not None:
            self.passage_clicked.emit(str(mark.assignment_id))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self.viewport())
            return True
        if event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._hover(event.position() if not event.buttons() else None)
        elif event.type() is QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def _hover(self, point: QPointF | None) -> None:
        if self.layer.hover(point):
            self.viewport().update()

    def words_at(self, point: QPointF) -> str:
        """What the tool tip tells of a viewport position: the code of the passage there, and the reason of the mention."""
        mark = self.passage_at(point)
        parts = (f"{mark.letter}  {mark.words}".strip() if mark else "", self.layer.words_at(point))
        return "\n".join(part for part in parts if part)


def _shortest(hit: list[Fragment]) -> Mark | None:
    if not hit:
        return None
    return min(hit, key=lambda piece: piece.placed.end - piece.placed.start).placed.mark
