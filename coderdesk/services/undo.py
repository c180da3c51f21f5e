"""Undo for coding: a snapshot of a visit's coding before an action, and the way back to it through the same gate."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.billing.details.claim_details import VisitDetails
from coderdesk.domain.clinical.encounter import EncounterStatus, Setting
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.edits.not_documented import missing_evidence
from coderdesk.domain.coding.em_level import EmWorksheet
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.changes import Changes
from coderdesk.services.coding import changed, coding
from coderdesk.services.desk import Desk
from coderdesk.services.visits import load_visit

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork  # SQLAlchemy, with the first visit that is opened


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingSnapshot:
    """The coding of one visit at one moment, with what its claim says beside it and how its level was weighed."""

    encounter_id: EncounterId
    status: EncounterStatus
    assignments: tuple[CodeAssignment, ...]
    charges: tuple[Charge, ...]
    setting: Setting = Setting.OUTPATIENT
    details: VisitDetails = VisitDetails()
    worksheet: EmWorksheet | None = None


def take_snapshot(*, desk: Desk, encounter_id: EncounterId) -> CodingSnapshot:
    with desk.vault.reading() as unit:
        visit = load_visit(unit, encounter_id)
        return CodingSnapshot(
            encounter_id=encounter_id,
            status=visit.encounter.status,
            assignments=visit.assignments,
            charges=unit.charges.of_encounter(encounter_id),
            setting=visit.encounter.setting,
            details=unit.papers.details_of(encounter_id),
            worksheet=visit.worksheet,
        )


def restore_coding(*, desk: Desk, snapshot: CodingSnapshot, label: str = "Undone") -> Changes:
    """Put a visit's coding back as it was, touching only what differs: a question keeps the day on which it was asked.

    Passages are judged again: what no longer stands comes back as unproven, and its visit open. Raises VisitAlreadyBilled
    once a claim or invoice has left the house.
    """
    with coding(desk, snapshot.encounter_id, "undo") as (unit, visit):
        _remove_later(unit, visit, snapshot)
        judged = tuple(_judged(row, visit) for row in snapshot.assignments)
        there = {row.id for row in visit.assignments}
        for row in judged:
            if row.id in there:
                _change_back(unit, row)
            else:
                unit.assignments.add(row)
        unit.assignments.reorder(snapshot.encounter_id, tuple(row.id for row in judged))
        for charge in snapshot.charges:
            unit.charges.put(charge)
        _put_details_back(unit, visit, snapshot, by=desk.actor)
    if snapshot.status is EncounterStatus.CODED and all(row.is_billable for row in judged):
        _set_status(desk, snapshot)
    return changed(label, snapshot.encounter_id)


def _put_details_back(unit: "UnitOfWork", visit: CodedVisit, snapshot: CodingSnapshot, *, by: str) -> None:
    if unit.papers.details_of(snapshot.encounter_id) != snapshot.details:
        unit.papers.add_details(snapshot.encounter_id, snapshot.details, by=by)
    if visit.worksheet is not None and visit.worksheet != snapshot.worksheet:
        before = snapshot.worksheet or EmWorksheet(status=visit.worksheet.status)
        unit.papers.add_worksheet(snapshot.encounter_id, before, by=by)
    if visit.encounter.setting is not snapshot.setting:
        unit.encounters.save(replace(visit.encounter, setting=snapshot.setting))


def _remove_later(unit: "UnitOfWork", visit: CodedVisit, snapshot: CodingSnapshot) -> None:
    """What was attached and priced since."""
    kept = {row.id for row in snapshot.assignments}
    for row in visit.assignments:
        if row.id not in kept:
            unit.assignments.remove(row.id)
    priced = {charge.id for charge in snapshot.charges}
    for charge in unit.charges.of_encounter(snapshot.encounter_id):
        if charge.id not in priced:
            unit.charges.remove(charge.id)


def _change_back(unit: "UnitOfWork", row: CodeAssignment) -> None:
    now = unit.assignments.get(row.id)
    if now.evidence != row.evidence:
        now = unit.assignments.replace_evidence(row.id, row.evidence)
    if (now.state, now.query_note) != (row.state, row.query_note):
        unit.assignments.set_state(row.id, row.state, query_note=row.query_note)
    if row.service is not None and now.service != row.service:
        unit.assignments.set_service(row.id, row.service)
    if now.poa != row.poa:
        unit.assignments.set_poa(row.id, row.poa)


def _judged(row: CodeAssignment, visit: CodedVisit) -> CodeAssignment:
    if row.state is AssignmentState.QUERY:
        return row
    state = AssignmentState.UNPROVEN if missing_evidence(row, visit) else AssignmentState.BILLABLE
    return replace(row, state=state)


def _set_status(desk: Desk, snapshot: CodingSnapshot) -> None:
    with desk.vault.writing(actor=desk.actor, action="undo", now=desk.clock.now()) as unit:
        unit.encounters.set_status(snapshot.encounter_id, snapshot.status)
