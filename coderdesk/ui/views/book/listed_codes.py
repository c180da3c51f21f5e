"""The small lists: places of service, modifiers, revenue codes, bill types, claim adjustment codes, DRG weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.ui.delegates.row import Line, RowDelegate, one_line_rect, pixels_of
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme import Theme, theme_of
from coderdesk.ui.theme.fonts import code_font
from coderdesk.ui.theme.parts import EmptyState, hairline, label, set_surface

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = 28
_LIST_WIDTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """A line of a list. `note` is what else it says: dates, or the weight of a DRG; `is_in_force` greys it."""

    code: str
    words: str
    note: str = ""
    is_in_force: bool = True


def list_names() -> tuple[tuple[CodeSet, str], ...]:
    """The lists that can be looked through, as a person names them."""
    return (
        (CodeSet.PLACE_OF_SERVICE, tr("Places of service")),
        (CodeSet.MODIFIER, tr("Modifiers")),
        (CodeSet.MSDRG, tr("MS-DRG weights")),
        (CodeSet.REVENUE, tr("Revenue codes")),
        (CodeSet.TYPE_OF_BILL, tr("Types of bill")),
        (CodeSet.CARC, tr("Claim adjustment reasons")),
        (CodeSet.RARC, tr("Remittance remarks")),
        (CodeSet.NUCC, tr("Provider taxonomy")),
    )


class ListedModel(QAbstractTableModel):
    """Shows the rows in which every word typed occurs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[ListedRow, ...] = ()
        self._shown: tuple[ListedRow, ...] = ()
        self._words: tuple[str, ...] = ()
        self._heads = (tr("Code"), tr("Meaning"), tr("In force"))

    def show_rows(self, rows: Sequence[ListedRow], *, note_head: str) -> None:
        self._all = tuple(rows)
        self._heads = (*self._heads[:2], note_head)
        self._filter()

    def narrow(self, query: str) -> None:
        self._words = tuple(query.lower().split())
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = tuple(
            row for row in self._all if all(word in f"{row.code} {row.words}".lower() for word in self._words)
        )
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @property
    def all_rows(self) -> int:
        return len(self._all)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return (row.code, row.words, row.note)[column]
            case _ if role == ROW_ROLE:
                return row
            case Qt.ItemDataRole.ToolTipRole:
                return row.words if column == 1 else None
            case Qt.ItemDataRole.ForegroundRole:
                token = "grey" if not row.is_in_force else "muted" if column == 2 else "text"
                return theme_of().colour(token)
        return None


class _CodeCell(RowDelegate):
    """A code in the face in which 0 and O differ; a style sheet leaves no cell its own family."""

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: ListedRow) -> None:
        line = Line(painter, one_line_rect(option, left=9))
        line.add(row.code, code_font(pixels_of(option)), theme.colour("text" if row.is_in_force else "grey"))


class ListedCodes(QWidget):
    """`list_wanted(CodeSet)` asks for the rows of a list; `show_list` answers."""

    list_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.names = QListWidget()
        self.names.setFixedWidth(_LIST_WIDTH)
        self.names.setAccessibleName(tr("Lists"))
        for code_set, words in list_names():
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, code_set)
            item.setSizeHint(QSize(0, _ROW))
            self.names.addItem(item)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Narrow by code or words"))
        self.field.setAccessibleName(tr("Narrow the list"))
        self.field.setClearButtonEnabled(True)
        self.count = label(role="small")
        self.model = ListedModel(self)
        self.table = self._made_table()
        self._nothing = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self._lay_out()
        self.names.currentItemChanged.connect(lambda *_: self.ask())
        self.field.textChanged.connect(self._narrow)
        self.setFocusProxy(self.field)

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegateForColumn(0, _CodeCell(table))
        table.setAccessibleName(tr("Codes of the list"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, 96)
        header.resizeSection(2, 240)
        return table

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.setSpacing(12)
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(top)
        right.addWidget(hairline())
        right.addWidget(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.names)
        layout.addWidget(hairline(Qt.Orientation.Vertical))
        layout.addLayout(right, 1)

    @property
    def chosen(self) -> CodeSet | None:
        item = self.names.currentItem()
        return CodeSet(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def ask(self) -> None:
        """Ask for the chosen list, the first one when none is chosen."""
        if self.names.currentItem() is None:
            self.names.setCurrentRow(0)
        elif self.chosen is not None:
            self.list_wanted.emit(self.chosen)

    def choose(self, code_set: CodeSet) -> None:
        self.names.setCurrentRow([one for one, _ in list_names()].index(code_set))

    def show_list(self, code_set: CodeSet, rows: Sequence[ListedRow]) -> None:
        """The answer to `list_wanted`; one that is no longer wanted is dropped."""
        if code_set is not self.chosen:
            return
        self.model.show_rows(rows, note_head=tr("Weight") if code_set is CodeSet.MSDRG else tr("In force"))
        self._show_count()

    def _narrow(self, text: str) -> None:
        self.model.narrow(text)
        self._show_count()

    def _show_count(self) -> None:
        shown, whole = self.model.rowCount(), self.model.all_rows
        same = tr_count("{count} code", "{count} codes", whole)
        self.count.setText(same if shown == whole else tr("{shown} of {whole}", shown=shown, whole=whole))
        if whole == 0:
            self._nothing.show_words(
                title=tr("This list is not installed"),
                words=tr(
                    "Import it under Code sets: its publisher's file, or any table with a code and words in a row."
                ),
            )
        elif shown == 0:
            self._nothing.show_words(
                title=tr("No line of this list has these words"), words=tr("Try fewer words, or a part of the code.")
            )
        self._stack.setCurrentIndex(0 if shown else 1)
