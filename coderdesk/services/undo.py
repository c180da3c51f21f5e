"""Undo for coding: a snapshot of a visit's coding before an action, and the way back to it through the same gate."""

from dataclasses import dataclass, replace

from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.edits.not_documented import missing_evidence
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.changes import Changes
from coderdesk.services.coding import changed, coding
from coderdesk.services.desk import Desk
from coderdesk.services.visits import load_visit


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingSnapshot:
    """The coding of one visit at one moment."""

    encounter_id: EncounterId
    status: EncounterStatus
    assignments: tuple[CodeAssignment, ...]
    charges: tuple[Charge, ...]


def take_snapshot(*, desk: Desk, encounter_id: EncounterId) -> CodingSnapshot:
    with desk.vault.reading() as unit:
        visit = load_visit(unit, encounter_id)
        return CodingSnapshot(
            encounter_id=encounter_id,
            status=visit.encounter.status,
            assignments=visit.assignments,
            charges=unit.charges.of_encounter(encounter_id),
        )


def restore_coding(*, desk: Desk, snapshot: CodingSnapshot, label: str = "Undone") -> Changes:
    """Put a visit's coding back as it was. Passages are judged again: what no longer stands comes back as unproven.

    Raises VisitAlreadyBilled once a claim or invoice has left the house.
    """
    with coding(desk, snapshot.encounter_id, "undo") as (unit, visit):
        for row in visit.assignments:
            unit.assignments.remove(row.id)
        for row in snapshot.assignments:
            unit.assignments.add(_judged(row, visit))
        for charge in snapshot.charges:
            unit.charges.put(charge)
    if snapshot.status is EncounterStatus.CODED:
        _set_status(desk, snapshot)
    return changed(label, snapshot.encounter_id)


def _judged(row: CodeAssignment, visit: CodedVisit) -> CodeAssignment:
    if row.state is AssignmentState.QUERY:
        return row
    state = AssignmentState.UNPROVEN if missing_evidence(row, visit) else AssignmentState.BILLABLE
    return replace(row, state=state)


def _set_status(desk: Desk, snapshot: CodingSnapshot) -> None:
    with desk.vault.writing(actor=desk.actor, action="undo", now=desk.clock.now()) as unit:
        unit.encounters.set_status(snapshot.encounter_id, snapshot.status)
