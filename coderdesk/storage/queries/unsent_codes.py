"""The codes of every visit that is not billed yet, in one statement."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import AssignmentId, EncounterId
from coderdesk.storage.tables.clinical import encounter
from coderdesk.storage.tables.coding import code_assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentCode:
    encounter_id: EncounterId
    assignment_id: AssignmentId
    account: str
    date_of_service: date
    system: CodeSystem
    code: str


def unsent_codes(connection: Connection) -> tuple[UnsentCode, ...]:
    """By date of service and account; draft queries among them."""
    visit, row = encounter.c, code_assignment.c
    wanted = (
        select(visit.id, row.id.label("assignment"), visit.account, visit.date_of_service, row.system, row.code)
        .join(code_assignment, row.encounter_id == visit.id)
        .where(visit.status != EncounterStatus.BILLED)
        .order_by(visit.date_of_service, visit.account, row.is_diagnosis.desc(), row.position)
    )
    return tuple(
        UnsentCode(
            encounter_id=EncounterId(found.id),
            assignment_id=AssignmentId(found.assignment),
            account=found.account,
            date_of_service=found.date_of_service,
            system=CodeSystem(found.system),
            code=found.code,
        )
        for found in connection.execute(wanted)
    )
