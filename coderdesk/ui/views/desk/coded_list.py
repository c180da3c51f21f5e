"""The list of a visit's codes: keys and mouse become wishes, selection and opened rows survive every refresh."""

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from coderdesk.domain.clinical.evidence import EvidenceState
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.ui.delegates.coded import CodedDelegate
from coderdesk.ui.delegates.row import SIDE, Index, Line, one_line_rect, pixels_of, two_line_rects
from coderdesk.ui.models.coded_model import CodedModel
from coderdesk.ui.models.coded_rows import Entry, HeadingRow, PassageRow, PriceRow, ReasonRow, Row
from coderdesk.ui.models.rows import ROW_ROLE, CodedRow
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import figures_font, interface_font, small

_INDENT = 24
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _CodedListDelegate(CodedDelegate):
    """Codes as everywhere; around them headings, reasons, passages and prices."""

    def is_two_lines(self, row: object) -> bool:
        return isinstance(row, PassageRow) or super().is_two_lines(row)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        row, pixels = index.data(ROW_ROLE), pixels_of(option)
        if isinstance(row, ReasonRow) and isinstance(option.widget, QAbstractItemView):
            room = QRectF(0, 0, option.widget.viewport().width(), 10_000)
            metrics = QFontMetricsF(interface_font(small(pixels)))
            return QSize(
                size.width(),
                round(metrics.boundingRect(_reason_rect(room, pixels), int(_WRAP), row.words).height()) + 8,
            )
        if isinstance(row, HeadingRow | PriceRow):
            return QSize(size.width(), size.height() - 4)
        return size

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: Row) -> None:
        match row:
            case CodedRow():
                super().paint_row(painter, option, theme, row)
            case HeadingRow():
                self._paint_heading(Line(painter, one_line_rect(option)), pixels_of(option), theme, row)
            case ReasonRow():
                painter.setFont(interface_font(small(pixels_of(option))))
                painter.setPen(theme.severity(row.finding.severity))
                painter.drawText(_reason_rect(QRectF(option.rect), pixels_of(option)), int(_WRAP), row.words)
            case PassageRow():
                self._paint_passage(painter, option, theme, row)
            case PriceRow():
                line = Line(painter, one_line_rect(option))
                line.add(row.text, figures_font(small(pixels_of(option))), theme.colour("text"))
                line.fill(row.source, interface_font(small(pixels_of(option))), theme.colour("muted"))

    def _paint_heading(self, line: Line, pixels: int, theme: Theme, row: HeadingRow) -> None:
        line.add_right(row.count, figures_font(small(pixels)), theme.colour("muted"))
        line.fill(row.title, interface_font(small(pixels), strong=True), theme.colour("muted"))

    def _paint_passage(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: PassageRow) -> None:
        pixels = pixels_of(option)
        bar = QRectF(option.rect.left() + 2, option.rect.top() + 4, 3, option.rect.height() - 8)
        painter.fillRect(bar, theme.strong(row.letter))
        first, second = two_line_rects(option)
        is_standing = row.state is EvidenceState.MATCHES
        quote = Line(painter, first)
        quote.fill(f"“{row.quotation}”", interface_font(pixels), theme.colour("text" if is_standing else "muted"))
        under = Line(painter, second)
        if row.state_words:
            under.add_right(row.state_words, interface_font(small(pixels), strong=True), theme.colour("red"))
        under.fill(row.proves_words, interface_font(small(pixels)), theme.colour("muted"))


def _reason_rect(rect: QRectF, pixels: int) -> QRectF:
    return rect.adjusted(SIDE + pixels + 13, 2, -SIDE, 0)


class CodedList(QTreeView):
    """Emits what a person asks of the chosen row; ids are those of the assignments."""

    code_activated = Signal(object)
    passage_wanted = Signal(object, int)
    move_wanted = Signal(object, int)
    dropped = Signal(object, object)
    remove_wanted = Signal(object)
    evidence_remove_wanted = Signal(object, int)
    pointer_pressed = Signal(int)
    edit_pressed = Signal(int)
    reason_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = CodedModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_CodedListDelegate(self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(_INDENT)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QTreeView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDropIndicatorShown(True)
        self.setAccessibleName(tr("Codes of the visit"))
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._toggle)

    # -- showing

    def show_entries(self, entries: tuple[Entry, ...], *, is_fresh: bool) -> None:
        """New rows; `is_fresh` for another visit, else the chosen row, opened rows and the scroll stay."""
        before, opened = self._chosen(), self._opened()
        place, order = self.verticalScrollBar().value(), self._model.assignment_ids
        if not self._model.show(entries):
            return
        if is_fresh:
            self.scrollToTop()
            return
        for assignment_id in opened:
            self.expand(self._model.index_of(assignment_id))
        self._restore(before, order)
        self.verticalScrollBar().setValue(place)

    def _restore(self, before: tuple[AssignmentId, int | None] | None, order: tuple[AssignmentId, ...]) -> None:
        """The same code again; if it is gone, the one that took its place."""
        if before is None:
            return
        assignment_id, passage = before
        now = self._model.assignment_ids
        if assignment_id not in now and now:
            assignment_id, passage = now[min(order.index(assignment_id), len(now) - 1)], None
        index = self._model.index_of(assignment_id)
        if passage is not None and self.isExpanded(index):
            below = self._model.index(min(passage, self._model.rowCount(index) - 1), 0, index)
            index = below if below.isValid() else index
        if index.isValid():
            self.setCurrentIndex(index)

    def _chosen(self) -> tuple[AssignmentId, int | None] | None:
        index = self.currentIndex()
        assignment_id = self.assignment_at(index)
        if assignment_id is None:
            return None
        return assignment_id, index.row() if index.parent().isValid() else None

    def _opened(self) -> tuple[AssignmentId, ...]:
        ids = self._model.assignment_ids
        return tuple(row for row in ids if self.isExpanded(self._model.index_of(row)))

    def select(self, assignment_id: AssignmentId) -> bool:
        index = self._model.index_of(assignment_id)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def selected(self) -> AssignmentId | None:
        """The chosen code, also while one of its passages is chosen."""
        return self.assignment_at(self.currentIndex())

    def assignment_at(self, index: QModelIndex) -> AssignmentId | None:
        row = self._model.row_at(index)
        return AssignmentId(row.assignment_id) if row is not None and not isinstance(row, HeadingRow) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        if event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    # -- mouse

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        match row:
            case ReasonRow():
                self.select(row.assignment_id)
                self.reason_clicked.emit(row.finding)
            case _:
                self._activate(index)

    def _activate(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        match row:
            case CodedRow():
                self.code_activated.emit(row.assignment_id)
            case PassageRow():
                self.passage_wanted.emit(row.assignment_id, row.index)

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid() and not index.parent().isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def dropEvent(self, event: QDropEvent) -> None:
        """A code let go on or beside another takes its place; the list itself changes only with the answer."""
        moved = self.selected()
        onto = self.assignment_at(self.indexAt(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if moved is not None and onto is not None and moved != onto:
            self.dropped.emit(moved, onto)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and self._alt_key(event.key()):
            return
        if not held and self._plain_key(event.key()):
            return
        super().keyPressEvent(event)

    def _alt_key(self, key: int) -> bool:
        assignment_id = self.selected()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if assignment_id is not None:
                self.move_wanted.emit(assignment_id, -1 if key == Qt.Key.Key_Up else 1)
            return True
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.pointer_pressed.emit(key - Qt.Key.Key_0)
            return True
        return False

    def _plain_key(self, key: int) -> bool:
        index = self.currentIndex()
        if key in _ENTER:
            self._activate(index)
        elif key == Qt.Key.Key_Space:
            self._toggle(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove(index)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4):
            self.edit_pressed.emit(key)
        else:
            return False
        return True

    def _remove(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        match row:
            case CodedRow():
                self.remove_wanted.emit(row.assignment_id)
            case PassageRow():
                self.evidence_remove_wanted.emit(row.assignment_id, row.index)
