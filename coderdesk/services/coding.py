"""Coding a visit: attach, prove, order, price and finish. Each function is one user action and one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.evidence import Evidence, Supports
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment, ServiceDetails
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.edits import coding_findings
from coderdesk.domain.coding.edits.not_documented import missing_evidence
from coderdesk.domain.coding.override import Override, settled
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import DETAILS, Location, Place, Severity, blocking
from coderdesk.domain.values.ids import AssignmentId, DocumentId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.money import Money
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.services.overrides import override_of
from coderdesk.services.pricing import put_price
from coderdesk.services.refused import Refused
from coderdesk.services.unfinished import unfinished
from coderdesk.services.visits import load_visit, open_visit
from coderdesk.shared.ids import new_id
from coderdesk.storage.trouble import ForeignEvidence, NotInVault

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork  # SQLAlchemy, with the first visit that is opened

MAX_UNITS = Decimal(9_999_999)
CODERS_PLACES = frozenset({Place.ASSIGNMENT, Place.CHARGE, Place.ENCOUNTER, Place.DOCUMENT})


def is_coders(location: Location) -> bool:
    """Mended where codes are assigned; what only the claim says holds up the claim, not the coder."""
    return location.place in CODERS_PLACES and not location.field.startswith(DETAILS)


class VisitAlreadyBilled(AppError):
    """Coding of a visit whose claim or invoice has left the house."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"Visit {account} is already billed, so its codes were left as they are. "
            "What was sent is corrected by a replacement claim or a new invoice."
        )


class PassageWithoutWords(AppError):
    """A selection of blanks, signs or pictures, or one of a text that has changed since."""

    def __init__(self) -> None:
        super().__init__(
            "The selection holds no word or number of the document, so it proves nothing. Nothing was changed. "
            "Select the words that support the code."
        )


class UnfitUnits(AppError):
    """A quantity that no line can hold."""

    def __init__(self) -> None:
        super().__init__("Units are a number with at most three decimals, and 9,999,999 at most. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Passage:
    """What the screen selected: offsets into the current text of a document, in Unicode code points."""

    document_id: DocumentId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attached:
    changes: Changes
    assignment_id: AssignmentId


@contextmanager
def coding(desk: Desk, encounter_id: EncounterId, action: str) -> Iterator[tuple["UnitOfWork", CodedVisit]]:
    """One write on an open visit; afterwards the visit's status follows from what is coded.

    Raises VisitAlreadyBilled when the visit may no longer change.
    """
    with desk.vault.writing(actor=desk.actor, action=action, now=desk.clock.now()) as unit:
        visit = load_visit(unit, encounter_id)
        if is_billed(unit, visit):
            raise VisitAlreadyBilled(visit.encounter.account)
        yield unit, visit
        unit.encounters.set_status(encounter_id, _status_of(load_visit(unit, encounter_id)))


def is_billed(unit: "UnitOfWork", visit: CodedVisit) -> bool:
    """Whether a claim or invoice has left the house, or a claim's file may already stand in a folder (still being written)."""
    if not visit.encounter.is_open:
        return True
    return any(record.state is ClaimState.READY for record in unit.claims.of_encounter(visit.encounter.id))


def _status_of(visit: CodedVisit) -> EncounterStatus:
    if visit.queries or visit.open_queries:
        return EncounterStatus.QUERY
    return EncounterStatus.IN_PROGRESS if visit.assignments else EncounterStatus.TO_CODE


def changed(label: str, encounter_id: EncounterId) -> Changes:
    """Coding of one visit was touched."""
    return Changes.of(label, Kind.ENCOUNTER, Kind.ASSIGNMENT, Kind.CHARGE, ids=(encounter_id,))


def assignment_of(visit: CodedVisit, assignment_id: AssignmentId) -> CodeAssignment:
    """Raises NotInVault for one that was removed meanwhile: a key that was pressed twice is no bug."""
    try:
        return visit.assignment(assignment_id)
    except KeyError:
        raise NotInVault("code", assignment_id) from None


def quoted(visit: CodedVisit, passages: tuple[Passage, ...], supports: Supports) -> tuple[Evidence, ...]:
    """Raises ForeignEvidence for a passage of another visit's document, PassageWithoutWords for one that proves nothing."""
    documents = visit.documents_by_id
    if any(passage.document_id not in documents for passage in passages):
        raise ForeignEvidence
    return tuple(_quote_one(documents[passage.document_id], passage, supports) for passage in passages)


def _quote_one(document: Document, passage: Passage, supports: Supports) -> Evidence:
    try:
        return Evidence.quote(document, passage.start, passage.end, supports)
    except ValueError:
        raise PassageWithoutWords from None


def _refuse_if_blocked(
    desk: Desk, visit: CodedVisit, assignment: CodeAssignment, *, later: str = "", reason: str = ""
) -> tuple[Override, ...]:
    """Run the coding edits on the visit with this assignment in it; what blocks the assignment refuses the action.

    What is to be mended in the field `later` is another step's matter. A written `reason` overrides what may be
    overridden; gives the overrides to be kept.
    """
    from coderdesk.services.passage_judgement import passage_findings  # the tables of cues, with the first attachment
    from coderdesk.services.passage_support import support_findings

    others = tuple(row for row in visit.assignments if row.id != assignment.id)
    tried = replace(visit, assignments=(*others, assignment))
    found = coding_findings(tried, desk.library) + passage_findings(tried) + support_findings(tried, desk.library)
    found = blocking(settled(found, visit.overrides))
    mine = tuple(row for row in found if row.location.id == assignment.id and row.location.field != later)
    if mine and not (reason.strip() and all(row.severity is Severity.STOP_OVERRIDE for row in mine)):
        raise Refused(mine)
    return tuple(override_of(row, desk=desk, reason=reason) for row in mine)


def _next_position(visit: CodedVisit, *, is_diagnosis: bool) -> int:
    return 1 + max((row.position for row in visit.assignments if row.is_diagnosis is is_diagnosis), default=0)


def _words_of(desk: Desk, visit: CodedVisit, system: CodeSystem, value: str) -> tuple[str, str, str]:
    """The code as printed, its words, and the release they come from."""
    code = desk.library.code_on(system, value, visit.date_of_service) or desk.library.find(system, value)
    return (code.value, code.title or code.value, code.release) if code else (value, value, "")


def new_assignment(
    desk: Desk, visit: CodedVisit, system: CodeSystem, value: str, evidence: tuple[Evidence, ...]
) -> CodeAssignment:
    printed, words, release = _words_of(desk, visit, system, value)
    pointers = tuple(row.id for row in visit.diagnoses[:1])
    return CodeAssignment(
        id=AssignmentId(new_id()),
        encounter_id=visit.encounter.id,
        system=system,
        code=printed,
        words=words,
        release=release,
        position=_next_position(visit, is_diagnosis=system.is_diagnosis),
        state=AssignmentState.BILLABLE,
        evidence=evidence,
        service=None if system.is_diagnosis else ServiceDetails(pointers=pointers),
    )


def attach_code(
    *,
    desk: Desk,
    encounter_id: EncounterId,
    system: CodeSystem,
    code: str,
    passages: tuple[Passage, ...],
    reason: str = "",
) -> Attached:
    """Assign a code on the strength of one or more passages; a service is priced and points at the first diagnosis.

    Raises Refused when no passage supports it, what it says speaks against it, the code is not reportable on the date of
    service, or it stands already. `reason` overrides, in writing, what a person may override.
    """
    with coding(desk, encounter_id, "attach_code") as (unit, visit):
        assignment = new_assignment(desk, visit, system, code, quoted(visit, passages, Supports.CODE))
        overrides = _refuse_if_blocked(desk, visit, assignment, reason=reason)
        unit.assignments.add(assignment)
        for override in overrides:
            unit.overrides.add(encounter_id, override)
        if assignment.is_diagnosis:
            _point_unpointed(unit, visit, assignment)
        else:
            put_price(unit=unit, visit=visit, assignment=assignment)
    return Attached(changed(f"Attached {assignment.code}", encounter_id), assignment.id)


def _point_unpointed(unit: "UnitOfWork", visit: CodedVisit, diagnosis: CodeAssignment) -> None:
    """The first diagnosis of a visit is what its services are for, until the coder says otherwise."""
    for row in visit.services:
        if row.service is not None and not row.service.pointers and not visit.diagnoses:
            unit.assignments.set_service(row.id, replace(row.service, pointers=(diagnosis.id,)))


def attach_evidence(
    *,
    desk: Desk,
    encounter_id: EncounterId,
    assignment_id: AssignmentId,
    passages: tuple[Passage, ...],
    supports: Supports = Supports.CODE,
    reason: str = "",
) -> Changes:
    """Further passages for a code; a draft query or an unproven code becomes billable when they support it.

    Raises Refused as `attach_code` does.
    """
    with coding(desk, encounter_id, "attach_evidence") as (unit, visit):
        before = assignment_of(visit, assignment_id)
        added = tuple(row for row in quoted(visit, passages, supports) if row not in before.evidence)
        after = replace(before, evidence=before.evidence + added, state=AssignmentState.BILLABLE)
        for override in _refuse_if_blocked(desk, visit, after, later="units", reason=reason):
            unit.overrides.add(encounter_id, override)
        unit.assignments.replace_evidence(assignment_id, after.evidence)
        unit.assignments.set_state(assignment_id, AssignmentState.BILLABLE)
        if before.state is AssignmentState.QUERY and before.is_diagnosis:
            _point_unpointed(unit, visit, after)
        elif before.state is AssignmentState.QUERY:
            put_price(unit=unit, visit=visit, assignment=after)
    return changed(f"Added a passage to {before.code}", encounter_id)


def remove_evidence(*, desk: Desk, encounter_id: EncounterId, assignment_id: AssignmentId, index: int) -> Changes:
    """Take one passage away; a code that loses its last standing passage can no longer be billed."""
    with coding(desk, encounter_id, "remove_evidence") as (unit, visit):
        before = assignment_of(visit, assignment_id)
        left = before.evidence[:index] + before.evidence[index + 1 :]
        if missing_evidence(replace(before, evidence=left), visit):
            unit.assignments.set_state(assignment_id, AssignmentState.UNPROVEN)
        unit.assignments.replace_evidence(assignment_id, left)
    return changed(f"Removed a passage from {before.code}", encounter_id)


def ask_provider(*, desk: Desk, encounter_id: EncounterId, system: CodeSystem, code: str, note: str) -> Changes:
    """Keep a code as a draft query: what the provider was asked. It is on no claim or invoice until it is documented."""
    with coding(desk, encounter_id, "ask_provider") as (unit, visit):
        drafted = new_assignment(desk, visit, system, code, ())
        unit.assignments.add(replace(drafted, state=AssignmentState.QUERY, query_note=note.strip()))
    return changed(f"Asked the provider about {drafted.code}", encounter_id)


def remove_code(*, desk: Desk, encounter_id: EncounterId, assignment_id: AssignmentId) -> Changes:
    """Take a code off the visit, with its passages, price and the pointers that name it."""
    with coding(desk, encounter_id, "remove_code") as (unit, visit):
        gone = assignment_of(visit, assignment_id)
        for row in visit.assignments:
            if row.service is not None and assignment_id in row.service.pointers:
                left = tuple(pointer for pointer in row.service.pointers if pointer != assignment_id)
                unit.assignments.set_service(row.id, replace(row.service, pointers=left))
        unit.assignments.remove(assignment_id)
        _close_gap(unit, visit, gone)
    return changed(f"Removed {gone.code}", encounter_id)


def _close_gap(unit: "UnitOfWork", visit: CodedVisit, gone: CodeAssignment) -> None:
    same_kind = [row for row in visit.assignments if row.is_diagnosis is gone.is_diagnosis and row.id != gone.id]
    unit.assignments.reorder(visit.encounter.id, tuple(row.id for row in same_kind))


def move_code(*, desk: Desk, encounter_id: EncounterId, assignment_id: AssignmentId, step: int) -> Changes:
    """Move a code up (-1) or down (+1) among its kind; at the end of the list nothing happens."""
    with coding(desk, encounter_id, "move_code") as (unit, visit):
        moved = assignment_of(visit, assignment_id)
        order = [row.id for row in visit.assignments if row.is_diagnosis is moved.is_diagnosis]
        place = order.index(assignment_id)
        order.insert(max(0, min(place + step, len(order) - 1)), order.pop(place))
        unit.assignments.reorder(encounter_id, tuple(order))
    return changed(f"Moved {moved.code}", encounter_id)


def set_units(
    *, desk: Desk, encounter_id: EncounterId, assignment_id: AssignmentId, units: Decimal, passage: Passage | None
) -> Changes:
    """Set the units of a service; `passage` is the quotation that states the quantity, and replaces an earlier one.

    Raises UnfitUnits.
    """
    if not units.is_finite() or abs(units) > MAX_UNITS or units * 1000 % 1:
        raise UnfitUnits
    with coding(desk, encounter_id, "set_units") as (unit, visit):
        before = assignment_of(visit, assignment_id)
        if passage is not None:
            kept = tuple(row for row in before.evidence if row.supports is not Supports.UNITS)
            unit.assignments.replace_evidence(assignment_id, kept + quoted(visit, (passage,), Supports.UNITS))
        _set_service(unit, visit, replace(_service_of(before), units=units), before)
    return changed(f"{before.code}: {units.normalize():f} units", encounter_id)


def set_modifiers(
    *, desk: Desk, encounter_id: EncounterId, assignment_id: AssignmentId, modifiers: tuple[str, ...]
) -> Changes:
    """Set up to four modifiers; the price falls back to the plain code's when a modifier has none of its own."""
    with coding(desk, encounter_id, "set_modifiers") as (unit, visit):
        before = assignment_of(visit, assignment_id)
        cleaned = tuple(modifier.strip().upper() for modifier in modifiers if modifier.strip())
        _set_service(unit, visit, replace(_service_of(before), modifiers=cleaned), before)
    return changed(f"{before.code}: modifiers {' '.join(cleaned) or 'none'}", encounter_id)


def set_pointers(
    *, desk: Desk, encounter_id: EncounterId, assignment_id: AssignmentId, pointers: tuple[AssignmentId, ...]
) -> Changes:
    """Say which diagnoses a service is for, the primary one first; at most four."""
    with coding(desk, encounter_id, "set_pointers") as (unit, visit):
        before = assignment_of(visit, assignment_id)
        unit.assignments.set_service(assignment_id, replace(_service_of(before), pointers=pointers[:4]))
    return changed(f"{before.code}: pointers changed", encounter_id)


def set_price(
    *, desk: Desk, encounter_id: EncounterId, assignment_id: AssignmentId, unit_price: Money | None
) -> Changes:
    """Type a price for one unit; None returns to the fee schedule."""
    with coding(desk, encounter_id, "set_price") as (unit, visit):
        before = assignment_of(visit, assignment_id)
        put_price(unit=unit, visit=visit, assignment=before, typed=unit_price, is_new=True)
    return changed(f"{before.code}: price changed", encounter_id)


def _service_of(assignment: CodeAssignment) -> ServiceDetails:
    if assignment.service is None:
        raise ValueError("a diagnosis has no units, modifiers or pointers")
    return assignment.service


def _set_service(unit: "UnitOfWork", visit: CodedVisit, service: ServiceDetails, before: CodeAssignment) -> None:
    unit.assignments.set_service(before.id, service)
    put_price(unit=unit, visit=visit, assignment=replace(before, service=service))


def mark_coded(*, desk: Desk, encounter_id: EncounterId) -> Changes:
    """Finish the visit. Raises Refused while its coding is blocked, nothing is coded, or a query is open.

    What is missing in the records of people and payers holds up the claim, not the coder.
    """
    sheet = open_visit(desk=desk, encounter_id=encounter_id)
    visit = sheet.visit
    if not visit.encounter.is_open:
        raise VisitAlreadyBilled(visit.encounter.account)
    findings = tuple(row for row in blocking(sheet.findings) if is_coders(row.location)) + unfinished(visit)
    if findings:
        raise Refused(findings)
    with desk.vault.writing(actor=desk.actor, action="mark_coded", now=desk.clock.now()) as unit:
        unit.encounters.set_status(encounter_id, EncounterStatus.CODED)
    return changed(f"Marked {visit.encounter.account} coded", encounter_id)


def reopen_visit(*, desk: Desk, encounter_id: EncounterId) -> Changes:
    """Take a coded visit back to work. Raises VisitAlreadyBilled once a claim or invoice has left the house."""
    with coding(desk, encounter_id, "reopen_visit") as (_, visit):
        pass
    return changed(f"Reopened {visit.encounter.account}", encounter_id)
