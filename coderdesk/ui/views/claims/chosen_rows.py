"""Which rows of the claims list are chosen, and that they stay chosen when it is sorted, narrowed or read again."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal
from PySide6.QtWidgets import QTableView

from coderdesk.services.billing_list import BillingRow
from coderdesk.ui.models.billing_model import BillingModel, RowKey

_FLAG = QItemSelectionModel.SelectionFlag


class ChosenRows(QObject):
    """`changed` when other rows are chosen than before; rows that only moved are the same."""

    changed = Signal()

    def __init__(self, table: QTableView, model: BillingModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table, self._model = table, model
        self._rows: tuple[BillingRow, ...] | None = None
        self._unbilled: tuple[BillingRow, ...] | None = None
        self._kept: set[RowKey] = set()
        self._current: RowKey | None = None
        self._is_restoring = False
        table.selectionModel().selectionChanged.connect(self._select)
        model.dataChanged.connect(self._forget)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def rows(self) -> tuple[BillingRow, ...]:
        """From the top of the list."""
        if self._rows is None:
            shown = self._model.shown()
            self._rows = tuple(row for first, end in self._ranges() for row in shown[first:end])
        return self._rows

    def unbilled(self) -> tuple[BillingRow, ...]:
        """Those of them that may leave."""
        if self._unbilled is None:
            self._unbilled = tuple(row for row in self.rows() if row.is_unbilled)
        return self._unbilled

    def _ranges(self) -> list[tuple[int, int]]:
        """From the top, each with the place after its last; whole rows are chosen, so each begins in the first column."""
        ranges = self._table.selectionModel().selection().toList()
        return sorted((one.top(), one.bottom() + 1) for one in ranges if one.left() == 0)

    def _forget(self) -> None:
        self._rows = self._unbilled = None

    def _select(self) -> None:
        if not self._is_restoring:
            self._forget()
            self.changed.emit()

    def _remember(self) -> None:
        current = self._table.currentIndex()
        keys = self._model.keys()
        self._kept = {key for first, end in self._ranges() for key in keys[first:end]}
        self._current = keys[current.row()] if current.isValid() else None

    def _restore(self) -> None:
        self._forget()
        places = self._model.places_of(self._kept)
        self._is_restoring = True
        try:
            if places:
                self._table.selectionModel().select(self._selection(places), _FLAG.ClearAndSelect)
            self._stand_where_it_was()
        finally:
            self._is_restoring = False
        self._forget()
        if len(places) != len(self._kept):
            self.changed.emit()

    def _stand_where_it_was(self) -> None:
        """The keys go on from the row at which they were; the list does not scroll there by itself."""
        places = self._model.places_of({self._current}) if self._current is not None else []
        if places:
            index = self._model.index(places[0], 0)
            self._table.setAutoScroll(False)
            self._table.selectionModel().setCurrentIndex(index, _FLAG.NoUpdate)
            self._table.setAutoScroll(True)

    def _selection(self, places: list[int]) -> QItemSelection:
        last, selection = self._model.columnCount() - 1, QItemSelection()
        for first, end in _stretches(places):
            selection.select(self._model.index(first, 0), self._model.index(end, last))
        return selection


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of places that follow one another: 1, 2, 3, 7 are (1, 3) and (7, 7)."""
    breaks: Iterable[int] = (at for at, (one, other) in enumerate(pairwise(places), 1) if other != one + 1)
    first = 0
    for at in breaks:
        yield places[first], places[at - 1]
        first = at
    yield places[first], places[-1]
