"""What breaks on a date: every use of a code that ends, splits or changes its meaning, and the way to each."""

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coderdesk.services.breaking_codes import ReleaseBreaks
from coderdesk.ui.date_field import DateField
from coderdesk.ui.delegates.two_lines import TwoLinesDelegate
from coderdesk.ui.models.break_rows import BreakRow, break_columns, break_rows, summary_words, unknown_words
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import EmptyState, hairline, label, set_role, set_surface

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW = 44
_WIDTHS = (320, 176, 304)


class BreaksTable(QTableView):
    """`row_wanted(BreakRow)` on Enter and double click."""

    row_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BreakRow, ...] = ()
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(TwoLinesDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAccessibleName(tr("What breaks"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._want)

    @property
    def rows(self) -> tuple[BreakRow, ...]:
        return self._rows

    def show_rows(self, rows: tuple[BreakRow, ...]) -> None:
        self._rows = rows
        self._items.clear()
        self._items.setHorizontalHeaderLabels(list(break_columns()))
        for row in rows:
            self._items.appendRow([_item(row, place) for place in range(len(row.cells))])
        for place, width in enumerate(_WIDTHS):
            self.setColumnWidth(place, width)
        self.horizontalHeader().setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        if rows:
            self.setCurrentIndex(self._items.index(0, 0))

    def _want(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._rows):
            self.row_wanted.emit(self._rows[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self._want(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _item(row: BreakRow, place: int) -> QStandardItem:
    cell = row.cells[place]
    item = QStandardItem("  ".join(part for part in (cell.first, cell.second) if part))
    item.setData(cell, ROW_ROLE)
    item.setToolTip(item.text())
    item.setData(row.words, int(Qt.ItemDataRole.AccessibleTextRole))
    return item


class BreaksPage(QWidget):
    """`day_wanted(date)` when another first day of a release is asked about, `row_wanted(BreakRow)`, `left()`."""

    day_wanted = Signal(object)
    row_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.day_field = DateField(date(2026, 10, 1))
        self.day_field.setAccessibleName(tr("First day of the new release"))
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setToolTip(tr("Back to the desk (Esc)"))
        set_role(self.close_button, "quiet")
        self.summary = label(role="strong", wraps=True)
        self.unknown = label(role="smallwarn", wraps=True)
        self.help = label(
            tr("Enter opens the visit at the code, or the code in the book. A code follows the day of service."),
            role="small",
            wraps=True,
        )
        self.table = BreaksTable()
        self._empty = EmptyState()
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._empty)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.day_field.day_changed.connect(self.day_wanted)
        self.table.row_wanted.connect(self.row_wanted)
        self.close_button.clicked.connect(self.left)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(tr("What breaks on"), role="title"))
        head.addWidget(self.day_field)
        head.addStretch(1)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        layout.addLayout(head)
        for part in (self.summary, self.unknown, self.help):
            layout.addWidget(part)
        layout.addWidget(hairline())
        layout.addWidget(self._middle, 1)

    def show_day(self, day: date) -> None:
        """Put a day into the field without asking about it."""
        self.day_field.blockSignals(True)  # noqa: FBT003 - Qt's form
        self.day_field.set_day(day)
        self.day_field.blockSignals(False)  # noqa: FBT003 - Qt's form

    def show_loading(self) -> None:
        self.summary.setText(tr("Comparing every code in use …"))
        self.unknown.hide()

    def show_breaks(self, breaks: ReleaseBreaks) -> None:
        self.show_day(breaks.last)
        self.summary.setText(summary_words(breaks))
        self.unknown.setText(unknown_words(breaks))
        self.unknown.setVisible(bool(breaks.unknown))
        self.help.setVisible(bool(breaks.uses))
        self.table.show_rows(break_rows(breaks))
        self._empty.show_words(
            title=tr("Nothing breaks"),
            words=tr(
                "Open visits, favourites, charge items, fees and notes were compared on {before} and on {day}.",
                before=f"{breaks.last - timedelta(days=1):%m/%d/%Y}",
                day=f"{breaks.last:%m/%d/%Y}",
            ),
        )
        self._middle.setCurrentWidget(self.table if breaks.uses else self._empty)

    def show_nothing(self) -> None:
        """Another practice: no visit of this one stays."""
        self.summary.setText("")
        self.unknown.hide()
        self.table.show_rows(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
