"""A visit entered by hand."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coderdesk.domain.clinical.encounter import Encounter, EncounterStatus, Setting
from coderdesk.domain.values.ids import EncounterId, PatientId, ProviderId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.shared.ids import new_id

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork  # SQLAlchemy, with the first visit that is opened


class VisitBeforeBirth(AppError):
    def __init__(self) -> None:
        super().__init__("The visit lies before the patient's birth, so it was not added. Check the date of service.")


class VisitInTheFuture(AppError):
    def __init__(self) -> None:
        super().__init__("The visit lies in the future, so it was not added. Add it on the day it takes place.")


@dataclass(frozen=True, slots=True)
class NewVisit:
    encounter_id: EncounterId
    changes: Changes


def add_visit(
    *,
    desk: Desk,
    patient_id: PatientId,
    provider_id: ProviderId,
    date_of_service: date,
    place_of_service: str,
    reason: str,
) -> NewVisit:
    """An outpatient visit that waits to be coded, under the next account number of its day.

    Raises VisitBeforeBirth and VisitInTheFuture.
    """
    if date_of_service > desk.clock.today():
        raise VisitInTheFuture
    with desk.vault.writing(actor=desk.actor, action="add_visit", now=desk.clock.now()) as unit:
        if date_of_service < unit.patients.get(patient_id).birth_date:
            raise VisitBeforeBirth
        encounter = Encounter(
            id=EncounterId(new_id()),
            account=_next_account(unit, date_of_service),
            patient_id=patient_id,
            provider_id=provider_id,
            date_of_service=date_of_service,
            place_of_service=place_of_service,
            setting=Setting.OUTPATIENT,
            status=EncounterStatus.TO_CODE,
            reason=reason.strip(),
        )
        unit.encounters.save(encounter)
    return NewVisit(encounter.id, Changes.of(f"Added visit {encounter.account}", Kind.ENCOUNTER, ids=(encounter.id,)))


def _next_account(unit: "UnitOfWork", day: date) -> str:
    """ "V-20260504-03": the third visit of its day that was entered by hand."""
    head = f"V-{day:%Y%m%d}-"
    taken = {row.account for row in unit.encounters.all() if row.account.startswith(head)}
    number = len(taken) + 1
    while f"{head}{number:02d}" in taken:
        number += 1
    return f"{head}{number:02d}"
