"""The visit a document goes to: the one proposed with its reasons, the others that are likely, any other, or a new one."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coderdesk.domain.values.ids import PatientId
from coderdesk.ui.date_field import DateField
from coderdesk.ui.models.arrivals import Arrival, chosen_from, likely_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.views.desk.visit_form import EnteredVisit, places_of_service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coderdesk.domain.people.practice import Provider
    from coderdesk.services.visit_match import VisitMatch

_LIKELY_SHOWN = 3


@dataclass(frozen=True, slots=True)
class KnownPatient:
    """Somebody of the practice for whom a visit can be opened."""

    id: PatientId
    name: str


class NewVisitLine(QWidget):
    """`entered(EnteredVisit)` on Open."""

    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "card")
        self._patient: KnownPatient | None = None
        self._title = label(role="strong", wraps=True)
        self.provider_box = QComboBox()
        self.provider_box.setAccessibleName(tr("Seen by"))
        self.date_field = DateField(date(2000, 1, 1))
        self.date_field.setAccessibleName(tr("Date of service"))
        self.place_box = QComboBox()
        self.place_box.setAccessibleName(tr("Place of service"))
        for code, words in places_of_service():
            self.place_box.addItem(words, code)
        self.trouble = label(role="error", wraps=True)
        self.open_button = QPushButton(tr("Open this visit"))
        self._lay_out()
        self.open_button.clicked.connect(self._enter)
        self.hide()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.date_field)
        first.addWidget(self.provider_box, 1)
        second.addWidget(self.place_box, 1)
        second.addWidget(self.open_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        for part in (self._title, first, second, self.trouble):
            layout.addWidget(part) if isinstance(part, QWidget) else layout.addLayout(part)

    def start(self, patient: KnownPatient, day: date, author: str, providers: "Sequence[Provider]") -> None:
        """For a patient; the document's day and, where the practice has the author, its author are filled in."""
        self._patient = patient
        self._title.setText(tr("New visit for {name}", name=patient.name))
        self.date_field.set_day(day)
        self.provider_box.clear()
        for provider in providers:
            if provider.is_active:
                self.provider_box.addItem(provider.display, provider.id)
                if provider.name.last.casefold() in author.casefold():
                    self.provider_box.setCurrentIndex(self.provider_box.count() - 1)
        self.show_trouble("")
        self.show()
        self.open_button.setFocus()

    def show_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _enter(self) -> None:
        if self._patient is None:
            return
        if self.provider_box.currentIndex() < 0:
            self.show_trouble(tr("The practice has no provider yet: add one under Records."))
            return
        self.entered.emit(
            EnteredVisit(
                patient_id=self._patient.id,
                provider_id=self.provider_box.currentData(),
                date_of_service=self.date_field.day,
                place_of_service=self.place_box.currentData(),
                reason="",
            )
        )


class VisitPart(QWidget):
    """`match_chosen(VisitMatch)`, `other_wanted()` for a choice among all visits."""

    match_chosen = Signal(object)
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = label(role="strong", wraps=True)
        self._why = label(role="muted", wraps=True)
        self.other_button = QPushButton(tr("Another visit …"))
        self.other_button.setToolTip(tr("Type a patient's name, a date or an account; or open a new visit"))
        self.new_visit = NewVisitLine()
        self.likely: list[QPushButton] = []
        self._likely_place = QVBoxLayout()
        self._likely_place.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._chosen, 1)
        head.addWidget(self.other_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._why)
        layout.addLayout(self._likely_place)
        layout.addWidget(self.new_visit)
        self.other_button.clicked.connect(self.other_wanted)

    def show_arrival(self, arrival: Arrival) -> None:
        visit = arrival.visit
        self._chosen.setText(visit.words if visit else tr("No visit is chosen"))
        set_role(self._chosen, "strong" if visit else "warn")
        self._why.setText(_reason(arrival))
        self._show_likely(arrival)

    def _show_likely(self, arrival: Arrival) -> None:
        for button in self.likely:
            button.hide()
            button.deleteLater()
        here = arrival.visit.encounter_id if arrival.visit else None
        others = [match for match in arrival.matches if match.encounter_id is None or match.encounter_id != here]
        self.likely = [self._likely_button(match) for match in others[:_LIKELY_SHOWN]]
        for button in self.likely:
            self._likely_place.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _likely_button(self, match: "VisitMatch") -> QPushButton:
        visit = chosen_from(match)
        words = visit.words if visit else tr("new visit for {name}", name=match.patient_name)
        button = QPushButton(f"{words}  ({likely_words(match.confidence)})")
        button.setToolTip(", ".join(match.reasons))
        set_role(button, "link")
        button.clicked.connect(partial(self.match_chosen.emit, match))
        return button


def _reason(arrival: Arrival) -> str:
    visit = arrival.visit
    if visit is not None:
        return ": ".join(part for part in (likely_words(visit.confidence), ", ".join(visit.reasons)) if part)
    if not arrival.matches:
        return tr("It names nobody of this practice for sure. Choose the visit yourself.")
    return tr("None is likely enough to be proposed. Choose one of these, or another.")


def new_visit_day(arrival: Arrival, today: date) -> date:
    """The day of the visit that the document speaks of, else its own; never a day to come."""
    received, details = arrival.received, arrival.details
    stated = received.visit.starts_on if received else None
    day = stated or (details.written_on if details else None) or today
    return min(day, today)
