"""The worklist as a list model: all visits are held, those that pass the filter are shown in the chosen order."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import chain, islice
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.values.ids import EncounterId
from coderdesk.ui.models.rows import ROW_ROLE, worklist_words

_NOWHERE = QModelIndex()
_AT_A_TIME = 1_000


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
        self._texts: list[str] = []
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._prepare_some)
        self._shown: list[WorklistRow] = []
        self._ids: list[EncounterId] = []
        self._places: dict[str, int] | None = {}
        self._words: tuple[str, ...] = ()
        self._status: EncounterStatus | None = None
        self._order = Order.OLDEST
        self._today = date.min
        self._waiting: dict[str, int] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        row = self._shown[index.row()]
        if row.encounter_id in self._waiting:
            row = replace(row, unanswered=self._waiting[row.encounter_id])
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

    def show_waiting(self, encounter_id: str, count: int) -> None:
        """How many suggestions of a visit wait for an answer, known once its documents were read."""
        if self._waiting.get(encounter_id) == count:
            return
        self._waiting[encounter_id] = count
        place = self.place_of(encounter_id)
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place))

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
        if self._places is None:
            self._places = {known: place for place, known in enumerate(self._ids)}
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
        place = self.place_of(encounter_id)
        here = -1 if place is None else place
        following = chain(islice(self._shown, here + 1, None), islice(self._shown, max(here, 0)))
        return next((row.encounter_id for row in following if row.status in _OPEN), None)

    def _take(self, rows: tuple[WorklistRow, ...]) -> None:
        self._sorted = tuple(sorted(rows, key=_KEYS[self._order]))
        self._texts = []
        self._idle.start()

    def _prepare(self, count: int) -> None:
        """Make the searched text of the next `count` visits; while nothing else happens, or all at once when somebody types."""
        done = len(self._texts)
        self._texts += map(_searched_text, self._sorted[done : done + count])
        if len(self._texts) == len(self._sorted):
            self._idle.stop()

    def _prepare_some(self) -> None:
        self._prepare(_AT_A_TIME)

    def _apply(self) -> None:
        shown = self._passing()
        ids = [row.encounter_id for row in shown]
        if ids == self._ids:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown, self._ids, self._places = shown, ids, None
        self.endResetModel()

    def _passing(self) -> list[WorklistRow]:
        found = list(self._sorted)
        if self._words:
            self._prepare(len(self._sorted))
            first, *others = self._words
            pairs = zip(self._texts, self._sorted, strict=True)
            # zip hands out one tuple again and again; keeping 50,000 of them would wake the garbage collector.
            if others:
                found = [row for text, row in pairs if first in text and all(word in text for word in others)]
            else:
                found = [row for text, row in pairs if first in text]
        status = self._status
        return [row for row in found if row.status is status] if status is not None else found


def _searched_text(row: WorklistRow) -> str:
    iso = row.date_of_service.isoformat()
    name = f"{row.patient_last} {row.patient_first} {row.patient_middle}"
    payer = row.payer or "self-pay"
    day = f"{iso[5:7]}/{iso[8:]}/{iso[:4]} {iso}"
    return f"{name}\n{row.account}\n{payer}\n{row.provider}\n{row.reason}\n{day}\n{row.status}".casefold()
