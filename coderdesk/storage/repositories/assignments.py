"""The codes assigned to visits, with their evidence. What may be billable is decided by the gate."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, select

from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment, ServiceDetails
from coderdesk.domain.values.ids import AssignmentId, DocumentId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.shared.ids import new_id
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.billing import charge
from coderdesk.storage.tables.coding import assignment_pointer, code_assignment, evidence
from coderdesk.storage.trouble import NotInVault

_IN_ORDER = (code_assignment.c.is_diagnosis.desc(), code_assignment.c.position, code_assignment.c.id)


class AssignmentRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of_encounter(self, encounter_id: EncounterId) -> tuple[CodeAssignment, ...]:
        """Diagnoses first, each kind by position; draft queries among them."""
        return self._load(code_assignment.c.encounter_id == encounter_id)

    def get(self, assignment_id: AssignmentId) -> CodeAssignment:
        """Raises NotInVault."""
        found = self._load(code_assignment.c.id == assignment_id)
        if not found:
            raise NotInVault("code", assignment_id)
        return found[0]

    def add(self, assignment: CodeAssignment) -> None:
        """Raises NotDocumented for a billable one without a passage that stands, and ForeignEvidence."""
        if assignment.is_diagnosis and assignment.service is not None:
            raise ValueError("a diagnosis has no units, modifiers or pointers")
        begins_as = AssignmentState.UNPROVEN if assignment.is_billable else assignment.state
        values = {
            "id": assignment.id,
            "encounter_id": assignment.encounter_id,
            "system": assignment.system,
            "code": assignment.code,
            "is_diagnosis": assignment.is_diagnosis,
            "words": assignment.words,
            "release": assignment.release,
            "position": assignment.position,
            "poa": assignment.poa,
        }
        details = None if assignment.is_diagnosis else assignment.service or ServiceDetails()
        self._rows.connection.execute(
            insert(code_assignment), values | _service_columns(details) | self._asked(begins_as, assignment)
        )
        self._rows.note(Kind.ASSIGNMENT, assignment.id)
        self._insert_evidence(assignment.id, assignment.evidence, first_place=1)
        if details is not None:
            self._insert_pointers(assignment.id, details.pointers)
        if assignment.is_billable:
            self._change(assignment.id, state=AssignmentState.BILLABLE)

    def add_evidence(self, assignment_id: AssignmentId, passage: Evidence) -> CodeAssignment:
        """The state stays as it is. A passage that is attached already is not attached twice. Raises ForeignEvidence."""
        assignment = self.get(assignment_id)
        if passage in assignment.evidence:
            return assignment
        self._insert_evidence(assignment_id, (passage,), first_place=self._next_place(assignment_id))
        return self._changed(assignment_id)

    def remove_evidence(self, assignment_id: AssignmentId, passage: Evidence) -> CodeAssignment:
        """When the last passage that stands goes, the code is unproven from then on."""
        self._rows.connection.execute(
            delete(evidence).where(
                evidence.c.assignment_id == assignment_id,
                *(evidence.c[name] == value for name, value in _passage_columns(passage).items()),
            )
        )
        return self._changed(assignment_id)

    def replace_evidence(self, assignment_id: AssignmentId, passages: Sequence[Evidence]) -> CodeAssignment:
        """The new passages go in before the old ones go out, so that a code they still prove stays billable."""
        old = [row.id for row in self._rows.all(select(evidence.c.id).where(evidence.c.assignment_id == assignment_id))]
        self._insert_evidence(assignment_id, passages, first_place=self._next_place(assignment_id))
        self._rows.connection.execute(delete(evidence).where(evidence.c.id.in_(old)))
        return self._changed(assignment_id)

    def set_state(self, assignment_id: AssignmentId, state: AssignmentState, *, query_note: str = "") -> CodeAssignment:
        """Raises NotDocumented for BILLABLE without a passage that stands."""
        before = self.get(assignment_id)
        self._change(assignment_id, **self._asked(state, replace(before, query_note=query_note)))
        return self.get(assignment_id)

    def set_service(self, assignment_id: AssignmentId, service: ServiceDetails) -> CodeAssignment:
        """Units, modifiers and pointers; the pointers name diagnoses of the same visit, or ForeignEvidence is raised."""
        self._change(assignment_id, **_service_columns(service))
        self._rows.connection.execute(
            delete(assignment_pointer).where(assignment_pointer.c.assignment_id == assignment_id)
        )
        self._insert_pointers(assignment_id, service.pointers)
        return self.get(assignment_id)

    def set_poa(self, assignment_id: AssignmentId, poa: str) -> CodeAssignment:
        self._change(assignment_id, poa=poa)
        return self.get(assignment_id)

    def reorder(self, encounter_id: EncounterId, ordered: Sequence[AssignmentId]) -> None:
        """Number diagnoses and services from 1 in this order; those not named follow in the order they had."""
        wanted = {assignment_id: place for place, assignment_id in enumerate(ordered)}
        rows = sorted(self.of_encounter(encounter_id), key=lambda row: wanted.get(row.id, len(wanted)))
        for kind in (True, False):
            for position, row in enumerate((row for row in rows if row.is_diagnosis is kind), start=1):
                if row.position != position:
                    self._change(row.id, position=position)

    def remove(self, assignment_id: AssignmentId) -> None:
        """Its charge, its evidence and the pointers at it go with it. Raises AlreadyBilled and NotInVault."""
        encounter_id = self.get(assignment_id).encounter_id
        execute = self._rows.connection.execute
        execute(delete(charge).where(charge.c.assignment_id == assignment_id))
        execute(delete(assignment_pointer).where(assignment_pointer.c.diagnosis_id == assignment_id))
        execute(delete(code_assignment).where(code_assignment.c.id == assignment_id))
        self._rows.note(Kind.ASSIGNMENT, assignment_id)
        self.reorder(encounter_id, ())

    def _load(self, which: ColumnElement[bool]) -> tuple[CodeAssignment, ...]:
        rows = self._rows.all(select(code_assignment).where(which).order_by(*_IN_ORDER))
        passages: dict[str, list[Evidence]] = defaultdict(list)
        quoted = select(evidence).join(code_assignment, code_assignment.c.id == evidence.c.assignment_id).where(which)
        for row in self._rows.all(quoted.order_by(evidence.c.place)):
            passages[row.assignment_id].append(_passage_of(row))
        pointers: dict[str, list[AssignmentId]] = defaultdict(list)
        pointed = select(assignment_pointer).join(
            code_assignment, code_assignment.c.id == assignment_pointer.c.assignment_id
        )
        for row in self._rows.all(pointed.where(which).order_by(assignment_pointer.c.place)):
            pointers[row.assignment_id].append(AssignmentId(row.diagnosis_id))
        return tuple(_assignment_of(row, passages[row.id], pointers[row.id]) for row in rows)

    def _asked(self, state: AssignmentState, asked: CodeAssignment) -> dict[str, Any]:
        """A question keeps the day on which it was first asked, through later notes and through an undo."""
        day = (asked.queried_on or self._rows.now.date()) if state is AssignmentState.QUERY else None
        return {"state": state, "query_note": asked.query_note, "queried_on": day}

    def _change(self, assignment_id: AssignmentId, **values: Any) -> None:
        if not self._rows.change(code_assignment, Kind.ASSIGNMENT, {"id": assignment_id, **values}):
            raise NotInVault("code", assignment_id)

    def _changed(self, assignment_id: AssignmentId) -> CodeAssignment:
        self._change(assignment_id)
        return self.get(assignment_id)

    def _next_place(self, assignment_id: AssignmentId) -> int:
        last = select(func.max(evidence.c.place)).where(evidence.c.assignment_id == assignment_id)
        return (self._rows.connection.execute(last).scalar() or 0) + 1

    def _insert_evidence(self, assignment_id: AssignmentId, passages: Iterable[Evidence], *, first_place: int) -> None:
        for place, passage in enumerate(passages, start=first_place):
            values = {"id": new_id(), "assignment_id": assignment_id, "place": place} | _passage_columns(passage)
            self._rows.connection.execute(insert(evidence), values)

    def _insert_pointers(self, assignment_id: AssignmentId, pointers: Iterable[AssignmentId]) -> None:
        for place, diagnosis_id in enumerate(pointers, start=1):
            values = {"assignment_id": assignment_id, "place": place, "diagnosis_id": diagnosis_id}
            self._rows.connection.execute(insert(assignment_pointer), values)


def _service_columns(service: ServiceDetails | None) -> dict[str, Any]:
    if service is None:
        return {"units": None, "modifiers": None}
    return {"units": service.units, "modifiers": list(service.modifiers)}


def _passage_columns(passage: Evidence) -> dict[str, Any]:
    return {
        "document_id": passage.document_id,
        "document_hash": passage.document_hash,
        "start_at": passage.start,
        "end_at": passage.end,
        "quotation": passage.quotation,
        "supports": passage.supports,
    }


def _passage_of(row: Row[Any]) -> Evidence:
    return Evidence(
        document_id=DocumentId(row.document_id),
        document_hash=row.document_hash,
        start=row.start_at,
        end=row.end_at,
        quotation=row.quotation,
        supports=row.supports,
    )


def _assignment_of(row: Row[Any], passages: list[Evidence], pointers: list[AssignmentId]) -> CodeAssignment:
    service = None
    if not row.is_diagnosis:
        service = ServiceDetails(units=row.units, modifiers=tuple(row.modifiers), pointers=tuple(pointers))
    return CodeAssignment(
        id=AssignmentId(row.id),
        encounter_id=EncounterId(row.encounter_id),
        system=row.system,
        code=row.code,
        words=row.words,
        release=row.release,
        position=row.position,
        state=row.state,
        evidence=tuple(passages),
        service=service,
        query_note=row.query_note,
        queried_on=row.queried_on,
        poa=row.poa,
    )
