"""Which column of a table is which: for lists without a fixed layout. What was said is saved under a name and found again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.services.table_columns import MAPPABLE, ColumnMapping, guessed_mapping, same_heading
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface

if TYPE_CHECKING:
    from coderdesk.services.table_columns import TableSight

_FIELD_WIDTH = 200
_NEEDED_FIRST = 3  # code, words and short words in one column, the dates in the next
_FIELDS = ("value", "title", "short_title", "starts", "ends")


def field_names() -> dict[str, str]:
    """What a column can be. The first two are needed."""
    return {
        "value": tr("Code"),
        "title": tr("Words"),
        "short_title": tr("Short words"),
        "starts": tr("In force from"),
        "ends": tr("In force to"),
    }


class ColumnMapper(QWidget):
    """`mapped(ColumnMapping)` when the columns are said; `forget_wanted(name)`; `put_aside()` when nothing is to be read."""

    mapped = Signal(object)
    forget_wanted = Signal(str)
    put_aside = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self._tables: tuple[TableSight, ...] = ()
        self._saved: tuple[ColumnMapping, ...] = ()
        self.table_box = QComboBox()
        self.saved_box = QComboBox()
        self.set_box = QComboBox()
        self.set_box.addItem(tr("choose the code set"), None)
        for code_set in MAPPABLE:
            self.set_box.addItem(code_set.value, code_set)
        self.columns = {name: QComboBox() for name in _FIELDS}
        self.name_field = QLineEdit()
        self.name_field.setPlaceholderText(tr("a name, to use it again"))
        self.rows = QTableWidget()
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setAccessibleName(tr("The first rows of the table"))
        self.rows.verticalHeader().hide()
        self.rows.setShowGrid(False)
        self.rows.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.trouble = label(role="warn", wraps=True)
        self.forget_button = QPushButton(tr("Forget it"))
        self.aside_button = QPushButton(tr("Put aside"))
        self.read_button = QPushButton(tr("Read it this way"))
        for button in (self.forget_button, self.aside_button):
            set_role(button, "quiet")
        set_role(self.read_button, "primary")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(8, 1)
        names = field_names()
        left: tuple[tuple[str, QWidget], ...] = (
            (tr("Code set"), self.set_box),
            (tr("Table"), self.table_box),
            (tr("Saved mapping"), self.saved_box),
            (tr("Save it as"), self.name_field),
        )
        right = [(names[field], self.columns[field]) for field in _FIELDS]
        for place, (words, field) in enumerate(left):
            self._add(grid, place, 0, words, field)
        grid.addWidget(self.forget_button, 2, 2)
        for place, (words, field) in enumerate(right):
            self._add(grid, place % _NEEDED_FIRST, 3 + 2 * (place // _NEEDED_FIRST), words, field)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(16, 8, 16, 8)
        bottom.setSpacing(8)
        bottom.addWidget(self.trouble, 1)
        bottom.addWidget(self.aside_button)
        bottom.addWidget(self.read_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(grid)
        layout.addWidget(hairline())
        layout.addWidget(self.rows, 1)
        layout.addWidget(hairline())
        layout.addLayout(bottom)

    def _add(self, grid: QGridLayout, row: int, column: int, words: str, field: QWidget) -> None:
        name = label(words, "muted")
        name.setBuddy(field)
        field.setAccessibleName(words)
        field.setFixedWidth(_FIELD_WIDTH)
        grid.addWidget(name, row, column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(field, row, column + 1)

    def _wire(self) -> None:
        self.table_box.activated.connect(self._show_table)
        self.saved_box.activated.connect(self._use_saved)
        self.set_box.activated.connect(self._guess)
        for box in self.columns.values():
            box.currentIndexChanged.connect(self._show_choice)
        self.read_button.clicked.connect(self._read)
        self.aside_button.clicked.connect(self.put_aside)
        self.forget_button.clicked.connect(lambda: self.forget_wanted.emit(self.saved_box.currentText()))

    # -- what is shown

    def show_tables(self, tables: Sequence[TableSight], saved: Sequence[ColumnMapping]) -> None:
        """The tables of a file, the first one chosen, mapped as well as can be guessed or as it was saved."""
        self._tables = tuple(tables)
        self.table_box.clear()
        self.table_box.addItems([table.name for table in self._tables])
        self.show_saved(saved)
        self._show_table(0)
        self.set_box.setFocus()

    def show_saved(self, saved: Sequence[ColumnMapping]) -> None:
        self._saved = tuple(saved)
        self.saved_box.clear()
        self.saved_box.addItem(tr("none"), None)
        for mapping in self._saved:
            self.saved_box.addItem(mapping.name, mapping)
        self.forget_button.setVisible(False)

    @property
    def _table(self) -> TableSight | None:
        place = self.table_box.currentIndex()
        return self._tables[place] if 0 <= place < len(self._tables) else None

    @property
    def _code_set(self) -> CodeSet | None:
        chosen = self.set_box.currentData()  # Qt hands an enumeration of words back as its word
        return CodeSet(chosen) if chosen else None

    def _show_table(self, place: int) -> None:
        table = self._tables[place]
        for name, box in self.columns.items():
            box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            box.clear()
            box.addItem(tr("choose") if name in _FIELDS[:2] else tr("not in this table"), "")
            for heading in table.headings:
                if heading:
                    box.addItem(heading, heading)
            box.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._fill_rows(table)
        fitting = [mapping for mapping in self._saved if self._fits(mapping, table)]
        if fitting:
            self.saved_box.setCurrentIndex(self._saved.index(fitting[0]) + 1)
            self._take(fitting[0])
        else:
            self.saved_box.setCurrentIndex(0)
            self._take(guessed_mapping(headings=table.headings, code_set=None))
        self._show_choice()

    def _fill_rows(self, table: TableSight) -> None:
        self.rows.setRowCount(len(table.rows))
        self.rows.setColumnCount(len(table.headings))
        for row, cells in enumerate(table.rows):
            for column in range(len(table.headings)):
                self.rows.setItem(row, column, QTableWidgetItem(cells[column] if column < len(cells) else ""))
        self.rows.resizeColumnsToContents()
        for column in range(len(table.headings)):
            self.rows.setColumnWidth(column, min(max(self.rows.columnWidth(column), 96), 360))

    @staticmethod
    def _fits(mapping: ColumnMapping, table: TableSight) -> bool:
        wanted = [getattr(mapping, field) for field in _FIELDS if getattr(mapping, field)]
        return all(any(same_heading(name, heading) for heading in table.headings) for name in wanted)

    def _take(self, mapping: ColumnMapping | None) -> None:
        """Show a mapping in the boxes; without one, nothing is chosen."""
        if mapping is not None:
            self.set_box.setCurrentIndex(self.set_box.findData(mapping.code_set))
        for field, box in self.columns.items():
            wanted = getattr(mapping, field) if mapping is not None else ""
            places = [place for place in range(1, box.count()) if wanted and same_heading(box.itemText(place), wanted)]
            box.setCurrentIndex(places[0] if places else 0)

    def _use_saved(self, place: int) -> None:
        mapping = self.saved_box.itemData(place)
        self.forget_button.setVisible(mapping is not None)
        if mapping is not None:
            self._take(mapping)
            self.name_field.setText(mapping.name)
        self._show_choice()

    def _guess(self, _place: int) -> None:
        """A set was chosen: what is still open is guessed from the headings."""
        table, code_set = self._table, self._code_set
        if table is not None and code_set is not None and not self.columns["value"].currentData():
            self._take(guessed_mapping(headings=table.headings, code_set=code_set))
            self.set_box.setCurrentIndex(self.set_box.findData(code_set))
        self._show_choice()

    def _show_choice(self, _place: int = 0) -> None:
        """What each column is read as stands in its heading."""
        table = self._table
        if table is None:
            return
        names = field_names()
        said = {box.currentData(): names[field] for field, box in self.columns.items() if box.currentData()}
        heads = [f"{heading}\n{said.get(heading, '–')}" for heading in table.headings]
        self.rows.setHorizontalHeaderLabels(heads)
        missing = self.missing
        self.trouble.setText(missing)
        self.read_button.setEnabled(not missing)

    @property
    def missing(self) -> str:
        if self._code_set is None:
            return tr("Choose the code set that this table is.")
        if not self.columns["value"].currentData() or not self.columns["title"].currentData():
            return tr("Choose the column of the code and the column of its words.")
        if self.columns["value"].currentData() == self.columns["title"].currentData():
            return tr("The code and its words stand in two columns: choose another one for either.")
        return ""

    def mapping(self) -> ColumnMapping:
        """The mapping as it stands in the boxes, with the form of the set's codes where it is known."""
        code_set = CodeSet(self.set_box.currentData())
        chosen = {field: str(box.currentData() or "") for field, box in self.columns.items()}
        usual = guessed_mapping(headings=("code", "description"), code_set=code_set)
        return ColumnMapping(
            name=self.name_field.text().strip(),
            code_set=code_set,
            form=usual.form if usual else "",
            digits=usual.digits if usual else 0,
            value=chosen["value"],
            title=chosen["title"],
            short_title=chosen["short_title"],
            starts=chosen["starts"],
            ends=chosen["ends"],
        )

    def _read(self) -> None:
        if not self.missing:
            self.mapped.emit(self.mapping())
