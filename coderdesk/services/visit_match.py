"""Which visit a received document belongs to, how sure that is, and what a person must look at before it is filed there."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from coderdesk.domain.clinical.document import DocumentKind
from coderdesk.domain.clinical.encounter import Encounter
from coderdesk.domain.clinical.received_document import ReceivedDocument
from coderdesk.domain.people.patient import Patient
from coderdesk.domain.values.ids import EncounterId, PatientId
from coderdesk.services.desk import Desk
from coderdesk.services.same_person import Likeness, likeness, shares_number

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork  # SQLAlchemy, with the first visit that is opened

_LEAST = 0.1
_NEAR_DAYS = 3
_RESULT_DAYS = 45
_RESULTS = frozenset({DocumentKind.LAB_RESULT, DocumentKind.PATHOLOGY, DocumentKind.IMAGING})
_BY_ACCOUNT, _BY_DAY, _BY_STAY, _NEARBY, _UNDATED, _FAR = 1.0, 0.98, 0.9, 0.6, 0.4, 0.15


class Doubt(StrEnum):
    """What speaks against filing a document with a visit, each to be confirmed by a person who has looked."""

    NOBODY_NAMED = "The document names no patient."
    NAME = "The document names another patient."
    BIRTH_DATE = "The document gives another birth date."
    SEX = "The document gives another sex."
    OTHER_PATIENTS_NUMBER = "A number in the document belongs to another patient of the practice."
    NAMESAKE = "Another patient of the practice has this name, and no birth date or number tells them apart."
    SEVERAL_PATIENTS = "The document names more than one patient or birth date."
    DATE = "The document is of another day than the visit."
    TAKEN_IN_BEFORE = "The same document was taken in for another visit."


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMatch:
    """`encounter_id` is None when the patient is known and no visit fits. `confidence` runs from 0 to 1; reasons say why."""

    patient_id: PatientId
    patient_name: str
    encounter_id: EncounterId | None
    account: str
    date_of_service: date | None
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The patients of the practice with their numbers and visits, read once for many documents."""

    patients: tuple[Patient, ...]
    numbers: Mapping[PatientId, tuple[str, ...]]
    visits: Mapping[PatientId, tuple[Encounter, ...]]


def read_people(*, desk: Desk) -> People:
    with desk.vault.reading() as unit:
        return people_in(unit)


def people_in(unit: "UnitOfWork") -> People:
    patients = unit.patients.all()
    visits: dict[PatientId, list[Encounter]] = {}
    for encounter in unit.encounters.all():
        visits.setdefault(encounter.patient_id, []).append(encounter)
    numbers: dict[PatientId, list[str]] = {}
    for coverage in unit.coverages.all():
        numbers.setdefault(coverage.patient_id, []).append(coverage.member_id)
    known = {key: tuple(rows) for key, rows in numbers.items()}
    return People(patients=patients, numbers=known, visits={key: tuple(rows) for key, rows in visits.items()})


def match_received(
    *, desk: Desk, received: ReceivedDocument, people: People | None = None, limit: int = 5
) -> tuple[VisitMatch, ...]:
    """Visits that the document may belong to, the likeliest first; none when it names nobody of the practice.

    For many documents read the people once (`read_people`) and hand them over.
    """
    known = people if people is not None else read_people(desk=desk)
    found: list[VisitMatch] = []
    for patient, how in _likely(received, known):
        found.extend(_matches(received, patient, how, known.visits.get(patient.id, ())))
    return tuple(sorted(found, key=lambda one: (-one.confidence, one.account))[:limit])


def _likely(received: ReceivedDocument, people: People) -> list[tuple[Patient, Likeness]]:
    """Patients with some likeness; what several share equally tells them apart for none of them."""
    rated = [
        (patient, likeness(received.patient, patient, people.numbers.get(patient.id, ())))
        for patient in people.patients
    ]
    fitting = [
        (patient, how)
        for patient, how in rated
        if how.confidence >= _LEAST and (how.name_agrees is not False or how.has_number or how.birth_date)
    ]
    alike = Counter(how.confidence for _, how in fitting)
    return [(patient, replace(how, confidence=how.confidence / alike[how.confidence])) for patient, how in fitting]


def _matches(
    received: ReceivedDocument, patient: Patient, how: Likeness, visits: Sequence[Encounter]
) -> Iterable[VisitMatch]:
    rated = [(visit, *_fit(received, visit)) for visit in visits]
    best = max((factor for _, factor, _ in rated), default=0.0)
    ties = sum(factor == best for _, factor, _ in rated)
    for visit, factor, reason in rated:
        share = factor / ties if factor == best else factor
        yield VisitMatch(
            patient_id=patient.id,
            patient_name=patient.name.sorted,
            encounter_id=visit.id,
            account=visit.account,
            date_of_service=visit.date_of_service,
            confidence=round(how.confidence * share, 3),
            reasons=(*how.reasons, reason),
        )
    if best < _NEARBY:
        yield VisitMatch(
            patient_id=patient.id,
            patient_name=patient.name.sorted,
            encounter_id=None,
            account="",
            date_of_service=None,
            confidence=round(how.confidence * (_NEARBY if best < _UNDATED else _FAR), 3),
            reasons=(*how.reasons, "no visit on that day"),
        )


def _fit(received: ReceivedDocument, visit: Encounter) -> tuple[float, str]:
    """How well a visit of the right patient fits, and in which way."""
    if shares_number(received.visit.identifiers, (visit.account,)):
        return _BY_ACCOUNT, f"the number of the visit {visit.account}"
    day = visit.date_of_service
    starts, ends = received.visit.starts_on, received.visit.ends_on
    if day in {starts, received.written_on}:
        return _BY_DAY, f"the day of the visit, {day}"
    if starts is not None and starts <= day <= (ends or starts):
        return _BY_STAY, f"within the stay from {starts}"
    gap = _days_after(received, visit)
    if gap is None:
        return _UNDATED, "no date"
    is_result = received.kind in _RESULTS and 0 < gap <= _RESULT_DAYS
    if abs(gap) <= _NEAR_DAYS or is_result:
        return _NEARBY, f"{abs(gap)} days {'after' if gap > 0 else 'before'} the visit"
    return _FAR, f"another day than the visit, {day}"


def _days_after(received: ReceivedDocument, visit: Encounter) -> int | None:
    day = received.visit.starts_on or received.written_on
    return (day - visit.date_of_service).days if day is not None else None


def doubts_about(
    received: ReceivedDocument, encounter: Encounter, people: People, taken_for: Collection[EncounterId] = ()
) -> frozenset[Doubt]:
    """Everything a person must have looked at before this document is filed with this visit.

    `taken_for` are the visits for which the same document was taken in before.
    """
    patient = next(one for one in people.patients if one.id == encounter.patient_id)
    how = likeness(received.patient, patient, people.numbers.get(patient.id, ()))
    found = {
        Doubt.NOBODY_NAMED: how.name is None and how.birth_date is None and not how.has_number,
        Doubt.NAME: how.name_agrees is False,
        Doubt.BIRTH_DATE: how.birth_date is False,
        Doubt.SEX: how.sex is False,
        Doubt.OTHER_PATIENTS_NUMBER: not how.has_number and _is_anothers(received, patient, people),
        Doubt.NAMESAKE: not how.birth_date and not how.has_number and _has_namesake(patient, people),
        Doubt.SEVERAL_PATIENTS: received.holds_several,
        Doubt.DATE: _fit(received, encounter)[0] == _FAR,
        Doubt.TAKEN_IN_BEFORE: any(one != encounter.id for one in taken_for),
    }
    return frozenset(doubt for doubt, holds in found.items() if holds)


def _is_anothers(received: ReceivedDocument, patient: Patient, people: People) -> bool:
    return any(
        shares_number(received.patient.identifiers, (other.record_number, *people.numbers.get(other.id, ())))
        for other in people.patients
        if other.id != patient.id
    )


def _has_namesake(patient: Patient, people: People) -> bool:
    own = (patient.name.last.casefold(), patient.name.first.casefold())
    return any(
        (other.name.last.casefold(), other.name.first.casefold()) == own
        for other in people.patients
        if other.id != patient.id
    )
