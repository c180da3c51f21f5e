"""The hierarchy of the code books as a tree that can be led to a code while its levels are still being fetched."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView, QWidget

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_browser import CodeNode
from coderdesk.ui.delegates.row import Index, Line, RowDelegate, lines_height, one_line_rect, pixels_of
from coderdesk.ui.models.code_tree_model import OWN_WORDS_ROLE, CodeTreeModel
from coderdesk.ui.models.rows import ROW_ROLE, node_side_words, title_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import code_font, figures_font, interface_font, small


class _NodeDelegate(RowDelegate):
    """Code, title, and at the right how many codes hang below; what is not in force is grey and struck."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._own_words = str(index.data(OWN_WORDS_ROLE))
        super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), lines_height(pixels_of(option), two=False) - 4)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: CodeNode) -> None:
        is_over = row.is_billable and not row.billable_on_date
        line = Line(painter, one_line_rect(option, left=4))
        pixels = pixels_of(option)
        ink = theme.colour("grey" if is_over else "text")
        side = node_side_words(row)
        if side:
            line.add_right(side, figures_font(small(pixels)), theme.colour("muted"))
        code, title = code_font(pixels, strong=row.is_billable), interface_font(pixels)
        code.setStrikeOut(is_over)
        title.setStrikeOut(is_over)
        line.add(row.value, code, ink if row.is_billable else theme.colour("muted"))
        line.fill(title_words(self._own_words), title, ink if row.title else theme.colour("muted"))


class CodeTreeView(QTreeView):
    """`node_chosen` follows the current row; `node_activated` is Enter or a double click on a code that can be reported."""

    node_chosen = Signal(object, str)
    node_activated = Signal(object, str)
    back_wanted = Signal()
    forward_wanted = Signal()

    children_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = CodeTreeModel(self)
        self._model.children_wanted.connect(self.children_wanted)
        self._way: tuple[CodeSystem, tuple[str | None, ...]] | None = None
        self.setModel(self._model)
        self.setItemDelegate(_NodeDelegate(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Hierarchy of the codes"))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._activate)
        self.clicked.connect(self._on_clicked)

    def show_systems(self, systems: tuple[CodeSystem, ...]) -> None:
        self._way = None
        self._model.show_systems(systems)

    def show_children(self, system: CodeSystem, value: str | None, nodes: tuple[CodeNode, ...]) -> None:
        self._model.show_children(system, value, nodes)
        self._walk()

    def reveal(self, system: CodeSystem, path: tuple[str, ...]) -> None:
        """Open the headings of a path one after another, as far as they are known, and stand on its last value."""
        self._way = (system, (None, *path))
        self._walk()

    def stands_at(self, system: CodeSystem, value: str) -> bool:
        """Whether the current row is that heading or code."""
        node: CodeNode | None = self.currentIndex().data(ROW_ROLE)
        return node is not None and (node.system, node.value) == (system, value)

    def _walk(self) -> None:
        """Go on along the wanted path; a level not fetched yet is asked for, and its answer calls here again."""
        if self._way is None:
            return
        system, path = self._way
        for value in path[:-1]:
            index = self._model.index_of(system, value)
            if not index.isValid():
                return
            if self._model.canFetchMore(index):
                self._model.fetchMore(index)
            self.expand(index)
        last = self._model.index_of(system, path[-1])
        if last.isValid():
            self._way = None
            if self._model.canFetchMore(last):
                self._model.fetchMore(last)
            self.expand(last)
            was_blocked = self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self.setCurrentIndex(last)
            self.selectionModel().blockSignals(was_blocked)
            self.scrollTo(last, QTreeView.ScrollHint.PositionAtCenter)
            self.viewport().update()

    def _on_current(self, current: QModelIndex) -> None:
        node: CodeNode | None = current.data(ROW_ROLE)
        if node is not None:
            self._way = None
            self.node_chosen.emit(node.system, node.value)

    def _on_clicked(self, index: QModelIndex) -> None:
        node: CodeNode | None = index.data(ROW_ROLE)
        if node is None or node.has_children:
            self.setExpanded(index, not self.isExpanded(index))

    def _activate(self, index: QModelIndex) -> None:
        node: CodeNode | None = index.data(ROW_ROLE)
        if node is not None and node.is_billable:
            self.node_activated.emit(node.system, node.value)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Left:
            self.back_wanted.emit()
        elif alt and event.key() == Qt.Key.Key_Right:
            self.forward_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._activate(self.currentIndex())
        else:
            super().keyPressEvent(event)
