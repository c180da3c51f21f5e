"""What the practice did for a patient before a day: the visits with their services, and how far back the books go."""

from datetime import date

from sqlalchemy import Connection, and_, func, select

from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.practice_history import EarlierVisit, PracticeHistory
from coderdesk.domain.values.ids import PatientId, ProviderId
from coderdesk.storage.tables.clinical import encounter
from coderdesk.storage.tables.coding import code_assignment
from coderdesk.storage.tables.people import provider


def patient_history(
    connection: Connection, patient_id: PatientId, provider_id: ProviderId, *, since: date, before: date
) -> PracticeHistory:
    """By date of service; a service that waits for an answer is left out. `provider_id` sees the patient on that day."""
    visit, row = encounter.c, code_assignment.c
    is_service = and_(row.encounter_id == visit.id, row.is_diagnosis.is_(False), row.state != AssignmentState.QUERY)
    wanted = (
        select(visit.id, visit.account, visit.date_of_service, provider.c.taxonomy, row.code)
        .join(provider, provider.c.id == visit.provider_id)
        .join(code_assignment, is_service, isouter=True)
        .where(visit.patient_id == patient_id, visit.date_of_service > since, visit.date_of_service < before)
        .order_by(visit.date_of_service, visit.account, visit.id, row.position)
    )
    theirs = connection.execute(select(provider.c.taxonomy).where(provider.c.id == provider_id)).scalar() or ""
    visits: dict[str, EarlierVisit] = {}
    for found in connection.execute(wanted):
        known = visits.get(found.id)
        services = (*(known.services if known else ()), *((found.code,) if found.code else ()))
        visits[found.id] = EarlierVisit(
            date_of_service=found.date_of_service,
            account=found.account,
            is_same_specialty=found.taxonomy == theirs if found.taxonomy and theirs else None,
            services=services,
        )
    begins = connection.execute(select(func.min(visit.date_of_service))).scalar()
    return PracticeHistory(visits=tuple(visits.values()), begins=begins)
