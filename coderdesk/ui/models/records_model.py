"""The records of the practice as a list: practice, providers, payers, and each patient with policies and guarantor."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from coderdesk.domain.billing.fees import PricedService
from coderdesk.domain.billing.payer import Coverage, Payer
from coderdesk.domain.people.patient import Guarantor, Patient
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.finding import Location, Place
from coderdesk.services.records import Records
from coderdesk.ui.text import tr

Record = Practice | Provider | Payer | Patient | Guarantor | Coverage | PricedService
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
WORDS_ROLE = Qt.ItemDataRole.UserRole + 3

_PLACES = {
    Practice: Place.PRACTICE,
    Provider: Place.PROVIDER,
    Payer: Place.PAYER,
    Patient: Place.PATIENT,
    Guarantor: Place.GUARANTOR,
    Coverage: Place.COVERAGE,
    PricedService: Place.FEES,
}


IN_RECORDS = frozenset(_PLACES.values())


def place_of(record: Record) -> Location:
    return Location(_PLACES[type(record)], record.id)


def title_of(record: Record, records: Records) -> str:
    """What heads a record's form and stands in the list."""
    match record:
        case Practice() | Payer():
            return record.name or tr("(without a name)")
        case Provider():
            return record.display.strip() or tr("(without a name)")
        case Patient() | Guarantor():
            return record.name.sorted or tr("(without a name)")
        case PricedService():
            price = str(record.price) if record.price is not None else tr("no price")
            return tr("{code}  {words}, {price}", code=record.item.code, words=record.item.words, price=price)
        case Coverage():
            payer = next((row.name for row in records.payers if row.id == record.payer_id), tr("payer not found"))
            order = {1: tr("first"), 2: tr("second"), 3: tr("third")}.get(record.priority, str(record.priority))
            return tr("{payer}, billed {order}", payer=payer, order=order)


class RecordsModel(QStandardItemModel):
    """Two levels of headings and records; a patient opens to the policies and the guarantor."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: dict[Location, Record] = {}

    def show(self, records: Records) -> None:
        self.clear()
        self._records = {}
        practice = (records.practice,) if records.practice else ()
        for title, rows in (
            (tr("Practice"), practice),
            (tr("Providers"), records.providers),
            (tr("Payers"), records.payers),
        ):
            self._add_group(title, tuple(self._item(row, records) for row in rows))
        patients = sorted(records.patients, key=lambda row: row.name.sorted.casefold())
        self._add_group(tr("Patients"), tuple(self._patient_item(row, records) for row in patients))
        known = {row.guarantor_id for row in records.patients}
        loose = tuple(row for row in records.guarantors if row.id not in known)
        if loose:
            self._add_group(tr("Guarantors"), tuple(self._item(row, records) for row in loose))
        self._add_group(tr("Charge list"), tuple(self._item(row, records) for row in records.services))

    def _add_group(self, title: str, items: tuple[QStandardItem, ...]) -> None:
        heading = QStandardItem(title)
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        heading.setData(title, WORDS_ROLE)
        for item in items:
            heading.appendRow(item)
        self.appendRow(heading)

    def _patient_item(self, patient: Patient, records: Records) -> QStandardItem:
        item = self._item(patient, records)
        for coverage in sorted(records.coverages, key=lambda row: row.priority):
            if coverage.patient_id == patient.id:
                item.appendRow(self._item(coverage, records))
        for guarantor in records.guarantors:
            if guarantor.id == patient.guarantor_id:
                item.appendRow(self._item(guarantor, records, words=tr("Bill to {name}", name=guarantor.name.sorted)))
        return item

    def _item(self, record: Record, records: Records, words: str = "") -> QStandardItem:
        where = place_of(record)
        self._records[where] = record
        item = QStandardItem(words or title_of(record, records))
        item.setEditable(False)
        item.setData(where.place.value, PLACE_ROLE)
        item.setData(where.id, ID_ROLE)
        item.setData(words or title_of(record, records), WORDS_ROLE)
        item.setToolTip(item.text())
        return item

    def record(self, where: Location) -> Record | None:
        return self._records.get(Location(where.place, where.id))

    def index_of(self, where: Location) -> QModelIndex:
        """The first row of a record; invalid when there is none."""
        return next((item.index() for item in self._items() if _is(item, where)), QModelIndex())

    def mark_unsaved(self, wheres: frozenset[Location]) -> None:
        """A dot and a word at each record whose form holds unsaved text."""
        for item in self._items():
            place = item.data(PLACE_ROLE)
            if place is None:
                continue
            words = item.data(WORDS_ROLE)
            is_unsaved = Location(Place(place), item.data(ID_ROLE)) in wheres
            text = tr("{record} (not saved)", record=words) if is_unsaved else words
            if item.text() != text:
                item.setText(text)

    def _items(self, parent: QStandardItem | None = None) -> Iterator[QStandardItem]:
        root = parent or self.invisibleRootItem()
        for row in range(root.rowCount()):
            child = root.child(row)
            yield child
            yield from self._items(child)


def location_at(index: QModelIndex | QPersistentModelIndex) -> Location | None:
    """Which record a row stands for; None for a heading."""
    place: Any = index.data(PLACE_ROLE)
    return Location(Place(place), index.data(ID_ROLE)) if place else None


def _is(item: QStandardItem, where: Location) -> bool:
    return bool(item.data(PLACE_ROLE) == where.place.value and item.data(ID_ROLE) == where.id)
