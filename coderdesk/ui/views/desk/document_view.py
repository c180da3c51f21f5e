"""One document as text to read and select in, with its passages tinted and lettered over an untouched QTextDocument."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
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
from coderdesk.ui.views.desk.assertion_layer import AssertionLayer
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

if TYPE_CHECKING:
    from coderdesk.services.text_search import FoundText

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
        self.setDocument(page.text)
        self._place_caret(page.anchor, page.caret)
        self.verticalScrollBar().setValue(page.scroll)
        self._say_selection()

    def show_nothing(self) -> None:
        self.keep_place()
        self._page, self._placed = None, ()
        self.layer.show(None, NOTHING_READ)
        self._bar.show_ticks(())
        self.setDocument(self._blank)

    def keep_place(self) -> None:
        """Remember in the page where the reader is."""
        if self._page is None:
            return
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

    def set_marks_shown(self, *, shown: bool) -> None:
        """Whether mentions wear what they assert."""
        self.layer.is_shown = shown
        self._tell()

    def show_found(self, found: Sequence["FoundText"], current: int) -> None:
        """The places where searched words stand, one of them chosen."""
        self.layer.found, self.layer.current = found, current
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
            self._place_caret(*self._page.span(start, end))

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
        self._place_caret(first, first)
        self._bring_into_view(first)
        self._calling.call(first, last)

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
            self._bring_into_view(self._page.span(start, start)[0])

    def put_on_top(self, start: int) -> None:
        """Scroll until the line of a code point is the first."""
        if self._page is not None:
            position, _ = self._page.span(start, start)
            self._place_caret(position, position)
            cursor = QTextCursor(self.document())
            cursor.setPosition(position)
            self._bar.setValue(self._bar.value() + self.cursorRect(cursor).top() - 4)

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
        self.setTextCursor(cursor)

    def _say_selection(self) -> None:
        self.selection_changed.emit(self.current_selection())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_column(self, self._pixels)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel would change the font under the layout; the size of documents is a setting."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    # how it is painted

    def paintEvent(self, event: QPaintEvent) -> None:
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
        self._pressed = event.position().toPoint()
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
