"""The table of what is ready to bill and what has left: all rows are held, those asked for are shown in the chosen order."""

from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nlargest
from itertools import islice

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from coderdesk.services.billing_list import BillingRow
from coderdesk.ui.models.billing_criteria import Criteria
from coderdesk.ui.models.billing_words import AMOUNT, CELLS, FILE_BY, SORT_KEYS, day_words, searched_text
from coderdesk.ui.text import tr

Index = QModelIndex | QPersistentModelIndex
RowKey = str
_RIGHT_ALIGNED = (AMOUNT,)
_UNSORTED = -1
_AT_A_TIME = 500
_AT_ONCE = 4_000
_LOOKED_AT = 1_000


def _key_of(row: BillingRow) -> RowKey:
    """What a row stays known by when the list is read again; a word, as ten thousand tuples would keep the collector busy."""
    return f"{row.encounter_id} {row.claim_id} {row.invoice_id}"


class BillingModel(QAbstractTableModel):
    """Rows are given whole by `show_rows`; sorting and filtering touch plain lists only, and a cell is written when it is seen.

    `found` follows a search that waited for the searched texts of a long list, which are written between other things.
    Where the rows shown or their order change, the model is reset; where only their words do, nothing jumps.
    """

    found = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_waiting = False
        self._rows: tuple[BillingRow, ...] = ()
        self._texts: list[str] = []
        self._order: list[int] = []
        self._keys: list[RowKey] = []
        self._shown: tuple[BillingRow, ...] = ()
        self._shown_keys: list[RowKey] = []
        self._column, self._direction = _UNSORTED, Qt.SortOrder.AscendingOrder
        self._words, self._criteria, self._today = "", Criteria(), date.min
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._write_some_texts)
        self._heads = (
            tr("State"),
            tr("Patient"),
            tr("Account"),
            tr("Date of service"),
            tr("Payer"),
            tr("Provider"),
            tr("File by"),
            tr("Made on"),
            tr("Amount"),
        )

    # what is shown ---------------------------------------------------------------------------------------------

    def show_rows(self, rows: tuple[BillingRow, ...]) -> None:
        self._rows, self._texts, self._keys = rows, [], [_key_of(row) for row in rows]
        self._idle.start()
        self._put_in_order()
        self._apply_when_written()

    def search(self, words: str) -> None:
        """The words may stand in any column."""
        self._words = words.casefold()
        self._apply_when_written()

    def choose(self, criteria: Criteria) -> None:
        today = date.today()  # noqa: DTZ011 - the local day
        if (criteria, today) != (self._criteria, self._today):
            self._criteria, self._today = criteria, today
            self._apply()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; by -1, as the rows were given."""
        if (column, order) == (self._column, self._direction):
            return
        self._column, self._direction = column, order
        self._put_in_order()
        self._apply()

    def shown(self) -> tuple[BillingRow, ...]:
        """The rows that are shown, in their order."""
        return self._shown

    def row_at(self, place: int) -> BillingRow:
        return self._shown[place]

    def keys(self) -> Sequence[RowKey]:
        """What the shown rows are known by, in their order."""
        return self._shown_keys

    def places_of(self, keys: set[RowKey]) -> list[int]:
        """Where those of the rows stand that are shown, from the top."""
        return [place for place, key in enumerate(self._shown_keys) if key in keys] if keys else []

    def longest(self, column: int) -> list[int]:
        """Where the longest words of a column stand, among the first rows."""
        cell = CELLS[column]
        lengths = [len(cell(row)) for row in islice(self._shown, _LOOKED_AT)]
        return nlargest(3, range(len(lengths)), key=lengths.__getitem__)

    @property
    def is_searching(self) -> bool:
        """Whether a search waits for the searched texts of a long list."""
        return self._is_waiting

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._rows)

    def _put_in_order(self) -> None:
        self._order = list(range(len(self._rows)))
        if 0 <= self._column < len(SORT_KEYS):
            keys: list[str | int] = list(map(SORT_KEYS[self._column], self._rows))
            self._order.sort(key=keys.__getitem__, reverse=self._direction is Qt.SortOrder.DescendingOrder)

    def _apply_when_written(self) -> None:
        """Until the texts that are searched are there, what was shown before stays."""
        self._is_waiting = bool(self._words) and len(self._rows) - len(self._texts) > _AT_ONCE
        if not self._is_waiting:
            self._apply()

    def _apply(self) -> None:
        self._show_found()
        if self._is_waiting:
            self._is_waiting = False
            self.found.emit()

    def _show_found(self) -> None:
        places = self._criteria.narrow(self._found(), self._rows, self._today)
        shown, keys = tuple(self._rows[at] for at in places), [self._keys[at] for at in places]
        if keys == self._shown_keys:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._shown, self._shown_keys = shown, keys
        self.endResetModel()

    def _found(self) -> list[int]:
        if not self._words:
            return self._order
        self._write_texts(islice(self._rows, len(self._texts), None))
        words, texts = self._words, self._texts
        return [place for place in self._order if words in texts[place]]

    def _write_some_texts(self) -> None:
        done = len(self._texts)
        self._write_texts(islice(self._rows, done, done + _AT_A_TIME))
        if self._is_waiting and not self._idle.isActive():
            self._apply()

    def _write_texts(self, rows: Iterable[BillingRow]) -> None:
        """While nothing else happens, some at a time; all that are left when somebody types."""
        self._texts.extend(map(searched_text, rows))
        if len(self._texts) == len(self._rows):
            self._idle.stop()

    # what the table asks ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return CELLS[column](row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and column == FILE_BY and row.file_by is not None:
            return tr("The payer takes this claim until {day}.", day=day_words(row.file_by))
        return None

    @staticmethod
    def _alignment(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in _RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
