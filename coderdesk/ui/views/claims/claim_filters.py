"""Which rows of the claims list are shown: by words, state, payer and age."""

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from coderdesk.services.billing_list import BillingRow
from coderdesk.ui.models.billing_model import SORT_ROLE, BillingModel, state_words
from coderdesk.ui.text import tr

Index = QModelIndex | QPersistentModelIndex
AGES = (0, 30, 60, 90, 180)


class FilteredBilling(QSortFilterProxyModel):
    """The words of the filter field stand for any column; an empty choice is no filter. Ages count from the date of service."""

    def __init__(self, model: BillingModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._state, self._payer = "", ""
        self._before: date | None = None
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)
        self.setFilterKeyColumn(-1)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def choose(self, *, state: str, payer: str, before: date | None) -> None:
        self._state, self._payer, self._before = state, payer, before
        self.invalidate()

    def filterAcceptsRow(self, place: int, parent: Index) -> bool:
        row = self._model.row_at(self._model.index(place, 0))
        if self._state and state_words(row) != self._state:
            return False
        if self._payer and row.payer != self._payer:
            return False
        if self._before is not None and row.date_of_service > self._before:
            return False
        return bool(super().filterAcceptsRow(place, parent))

    def shown(self) -> tuple[BillingRow, ...]:
        """The rows that are shown, in their order."""
        return tuple(self._model.row_at(self.mapToSource(self.index(place, 0))) for place in range(self.rowCount()))


class ClaimFilters(QWidget):
    """`changed(state, payer, days)`: "" and 0 for all."""

    changed = Signal(str, str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = self._made(tr("State"))
        self.payer = self._made(tr("Payer"))
        self.age = self._made(tr("Age"))
        for days in AGES:
            self.age.addItem(tr("Older than {days} days", days=str(days)) if days else tr("Any age"), days)
        self.offer(())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for box in (self.state, self.payer, self.age):
            layout.addWidget(box)
            box.activated.connect(self._tell)

    @staticmethod
    def _made(name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        return box

    def offer(self, rows: tuple[BillingRow, ...]) -> None:
        """The states and payers that there are; what is chosen stays chosen as long as there is a row of it."""
        self._fill(self.state, tr("Any state"), sorted({state_words(row) for row in rows}))
        self._fill(self.payer, tr("Any payer"), sorted({row.payer for row in rows if row.payer}))
        self._tell()

    @staticmethod
    def _fill(box: QComboBox, anything: str, words: list[str]) -> None:
        chosen = box.currentData()
        box.clear()
        box.addItem(anything, "")
        for word in words:
            box.addItem(word, word)
        box.setCurrentIndex(max(box.findData(chosen), 0))

    def _tell(self) -> None:
        self.changed.emit(self.state.currentData() or "", self.payer.currentData() or "", self.age.currentData() or 0)


def day_before(today: date, days: int) -> date | None:
    """None for no limit."""
    return today - timedelta(days=days) if days else None
