"""Choosing the visit of a document among all visits of the practice, or opening a new one for one of its patients."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.services.records import list_records
from coderdesk.services.worklist import list_worklist
from coderdesk.ui.dialogs.palette import CommandPalette, PaletteItem
from coderdesk.ui.models.arrivals import Arrival, ChosenVisit
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.views.intake.visit_part import KnownPatient
from coderdesk.ui.words import day_words

if TYPE_CHECKING:
    from coderdesk.domain.people.patient import Patient


@dataclass(frozen=True, slots=True)
class _Known:
    visits: tuple[WorklistRow, ...]
    patients: "tuple[Patient, ...]"


class VisitChooser(QObject):
    """`visit_chosen(key, ChosenVisit)`, or `patient_chosen(key, KnownPatient)` for a new visit."""

    visit_chosen = Signal(int, object)
    patient_chosen = Signal(int, object)

    def __init__(self, host: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._key = 0
        self._items: list[PaletteItem] = []

    @cached_property
    def palette(self) -> CommandPalette:
        """Made when somebody first chooses."""
        palette = CommandPalette(self._host, lambda _: self._items)
        palette.setAccessibleName(tr("Choose the visit"))
        palette.field.setPlaceholderText(tr("patient, date of service or account"))
        palette.chosen.connect(self._choose)
        return palette

    def open(self, session: Session, arrival: Arrival) -> None:
        """All visits and patients, beginning with those of the last name that the document states."""
        self._key = arrival.key
        name = arrival.received.patient.name if arrival.received else None
        session.lane.run_newest(
            "intake visits",
            lambda: _Known(list_worklist(desk=session.desk), list_records(desk=session.desk).patients),
            done=lambda known: self._open_with(known, name.last if name else ""),
            failed=session.operations.fail,
        )

    def forget(self) -> None:
        self._items = []
        if "palette" in self.__dict__:
            self.palette.forget()

    def _open_with(self, known: _Known, last_name: str) -> None:
        self._items = [*map(_visit_item, known.visits), *map(_patient_item, known.patients)]
        is_known = any(last_name.casefold() in item.text.casefold() for item in self._items)
        self.palette.open(last_name if is_known else "")

    def _choose(self, item: PaletteItem) -> None:
        if isinstance(item.key, ChosenVisit):
            self.visit_chosen.emit(self._key, item.key)
        else:
            self.patient_chosen.emit(self._key, item.key)


def _visit_item(row: WorklistRow) -> PaletteItem:
    day = day_words(row.date_of_service)
    return PaletteItem(
        kind=tr("Visits"),
        text=row.patient_name,
        detail=" · ".join(part for part in (day, row.account, row.reason) if part),
        key=ChosenVisit(
            encounter_id=row.encounter_id,
            patient_id=row.patient_id,
            patient=row.patient_name,
            day=day,
            account=row.account,
        ),
    )


def _patient_item(patient: "Patient") -> PaletteItem:
    born = tr("born {day}", day=day_words(patient.birth_date))
    return PaletteItem(
        kind=tr("New visit"),
        text=patient.name.sorted,
        detail=f"{born} · {patient.record_number}",
        key=KnownPatient(patient.id, patient.name.sorted),
    )
