"""The worklist as a list model: all visits are held, those that pass the filter are shown in the chosen order."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.values.ids import EncounterId
from coderdesk.ui.models.rows import ROW_ROLE, status_words, worklist_words

_NOWHERE = QModelIndex()


class Order(StrEnum):
    """How visits are sorted; ties fall back to the date of service and the account."""

    OLDEST = "oldest"
    NEWEST = "newest"
    PATIENT = "patient"
    STATUS = "status"


_Key = Callable[[WorklistRow], tuple[Any, ...]]
_STATUS_RANK = {status: rank for rank, status in enumerate(EncounterStatus)}
_KEYS: Mapping[Order, _Key] = {
    Order.OLDEST: lambda row: (row.date_of_service, row.account),
    Order.NEWEST: lambda row: (-row.date_of_service.toordinal(), row.account),
    Order.PATIENT: lambda row: (
        row.patient_last.casefold(),
        row.patient_first.casefold(),
        row.date_of_service,
        row.account,
    ),
    Order.STATUS: lambda row: (_STATUS_RANK[row.status], row.date_of_service, row.account),
}
_OPEN = (EncounterStatus.TO_CODE, EncounterStatus.IN_PROGRESS)


class WorklistModel(QAbstractListModel):
    """Filtering and sorting touch plain tuples only, so that 50,000 visits answer between two keystrokes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sorted: tuple[WorklistRow, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._shown: tuple[WorklistRow, ...] = ()
        self._places: dict[str, int] = {}
        self._words: tuple[str, ...] = ()
        self._status: EncounterStatus | None = None
        self._order = Order.OLDEST
        self._today = date.min

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.patient_name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return worklist_words(row, self._today)
        return None

    def show_rows(self, rows: tuple[WorklistRow, ...], today: date) -> None:
        """Replace all visits. When the same visits stay in the same order only their words change and nothing jumps."""
        self._today = today
        self._take(rows)
        self._apply()

    def set_filter(self, text: str, status: EncounterStatus | None) -> None:
        """Every word of `text` must stand in the visit's patient, account, payer, provider, reason, date or state."""
        self._words = tuple(text.casefold().split())
        self._status = status
        self._apply()

    def set_order(self, order: Order) -> None:
        self._order = order
        self._take(self._sorted)
        self._apply()

    def place_of(self, encounter_id: str) -> int | None:
        """The shown row of a visit; None when it is filtered out or unknown."""
        return self._places.get(encounter_id)

    def row_at(self, place: int) -> WorklistRow:
        return self._shown[place]

    def knows(self, encounter_id: str) -> bool:
        return any(row.encounter_id == encounter_id for row in self._sorted)

    @property
    def total(self) -> int:
        return len(self._sorted)

    def counts(self) -> Counter[EncounterStatus]:
        """How many visits stand in each state, whatever the filter shows."""
        return Counter(row.status for row in self._sorted)

    def next_open(self, encounter_id: str) -> EncounterId | None:
        """The next shown visit that waits to be coded, after the given one and then from the top; None when none is left."""
        here = self._places.get(encounter_id, -1)
        following = (*self._shown[here + 1 :], *self._shown[: max(here, 0)])
        return next((row.encounter_id for row in following if row.status in _OPEN), None)

    def _take(self, rows: tuple[WorklistRow, ...]) -> None:
        self._sorted = tuple(sorted(rows, key=_KEYS[self._order]))
        self._texts = tuple(_searched_text(row) for row in self._sorted)

    def _apply(self) -> None:
        shown = tuple(self._passing())
        ids = [row.encounter_id for row in shown]
        if ids == [row.encounter_id for row in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self._places = {encounter_id: place for place, encounter_id in enumerate(ids)}
        self.endResetModel()

    def _passing(self) -> list[WorklistRow]:
        pairs = zip(self._sorted, self._texts, strict=True)
        status = self._status
        match self._words:
            case ():
                found = [row for row, _ in pairs]
            case (word,):
                found = [row for row, text in pairs if word in text]
            case words:
                found = [row for row, text in pairs if all(word in text for word in words)]
        return [row for row in found if row.status is status] if status is not None else found


def _searched_text(row: WorklistRow) -> str:
    parts = (
        row.patient_last,
        row.patient_first,
        row.patient_middle,
        row.account,
        row.payer or "self-pay",
        row.provider,
        row.reason,
        f"{row.date_of_service:%m/%d/%Y}",
        row.date_of_service.isoformat(),
        status_words(row.status),
    )
    return "\n".join(parts).casefold()
