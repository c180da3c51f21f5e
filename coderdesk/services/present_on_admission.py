"""Whether a diagnosis of an inpatient was present on admission, as the coder says it on the strength of the record."""

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.values.ids import AssignmentId, EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.coding import assignment_of, changed, coding
from coderdesk.services.desk import Desk

INDICATORS = ("Y", "N", "U", "W")


class PoaUnfit(AppError):
    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was changed.")


def set_poa(*, desk: Desk, encounter_id: EncounterId, assignment_id: AssignmentId, poa: str) -> Changes:
    """Y, N, U or W; "" takes it back, and is right for a code that is exempt. Raises PoaUnfit, VisitAlreadyBilled."""
    said = poa.strip().upper()
    if said and said not in INDICATORS:
        raise PoaUnfit("Present on admission is answered by Y, N, U or W.")
    with coding(desk, encounter_id, "set_poa") as (unit, visit):
        row = assignment_of(visit, assignment_id)
        if visit.encounter.setting is not Setting.INPATIENT or not row.is_diagnosis:
            raise PoaUnfit("Only a diagnosis of an inpatient stay says whether it was present on admission.")
        unit.assignments.set_poa(assignment_id, said)
    return changed(f"{row.code}: present on admission {said or 'not said'}", encounter_id)
