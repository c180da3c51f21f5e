"""The documentation of a visit: add, revise a draft, sign, and what a changed text does to the passages on it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind, content_hash
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.evidence import EvidenceState, reanchored, state_of
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.edits.not_documented import missing_evidence
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import AssignmentId, DocumentId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.coding import VisitAlreadyBilled, assignment_of, is_billed
from coderdesk.services.desk import Desk
from coderdesk.services.visits import load_visit
from coderdesk.shared.ids import new_id

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork  # SQLAlchemy, with the first visit that is opened


class EmptyDocument(AppError):
    """A document without a word."""

    def __init__(self) -> None:
        super().__init__("A document without words proves nothing and was not saved. Type or paste its text first.")


class DraftAlreadyBilled(AppError):
    """A draft on which a claim or invoice that left the house rests."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"Visit {account} is already billed on this text, so the draft was left as it is. "
            "Add what is missing as an addendum."
        )


@dataclass(frozen=True, slots=True)
class Revised:
    """`moved` counts passages found again at a new place, `vanished` those whose words are gone."""

    changes: Changes
    moved: int
    vanished: int


def _changed(label: str, encounter_id: EncounterId) -> Changes:
    return Changes.of(label, Kind.DOCUMENT, Kind.ASSIGNMENT, Kind.ENCOUNTER, ids=(encounter_id,))


def add_document(
    *,
    desk: Desk,
    encounter_id: EncounterId,
    kind: DocumentKind,
    title: str,
    author: str,
    author_role: AuthorRole,
    written_on: date,
    text: str,
    is_signed: bool = False,
    addendum_to: DocumentId | None = None,
) -> Changes:
    """A new document of a visit; an addendum names the document it adds to. Raises EmptyDocument."""
    if not text.strip():
        raise EmptyDocument
    document = Document(
        id=DocumentId(new_id()),
        encounter_id=encounter_id,
        kind=kind,
        title=title,
        author=author,
        author_role=author_role,
        written_on=written_on,
        is_signed=is_signed,
        version=1,
        text=text,
        hash=content_hash(text),
        addendum_to=addendum_to,
    )
    with desk.vault.writing(actor=desk.actor, action="add_document", now=desk.clock.now()) as unit:
        unit.documents.add(document)
    return _changed(f"Added {title}", encounter_id)


def sign_document(*, desk: Desk, encounter_id: EncounterId, document_id: DocumentId, seen: str) -> Changes:
    """Sign a draft; from then on it cannot change. `seen` is the hash of the text that the signer read."""
    with desk.vault.writing(actor=desk.actor, action="sign_document", now=desk.clock.now()) as unit:
        document = unit.documents.sign(document_id, seen=seen)
    return _changed(f"Signed {document.title}", encounter_id)


def revise_draft(
    *, desk: Desk, encounter_id: EncounterId, document_id: DocumentId, text: str, based_on: str
) -> Revised:
    """Give an unsigned draft a new text and check every passage on it again.

    A passage whose words stand exactly once keeps its code billable only when it stands at the same place; one that moved or
    vanished leaves its code unproven until a person confirms it, and its visit open again. Raises EmptyDocument,
    DocumentSigned, DocumentChanged, DraftAlreadyBilled.
    """
    if not text.strip():
        raise EmptyDocument
    with desk.vault.writing(actor=desk.actor, action="revise_draft", now=desk.clock.now()) as unit:
        before = load_visit(unit, encounter_id)
        if is_billed(unit, before):
            raise DraftAlreadyBilled(before.encounter.account)
        document = unit.documents.revise(document_id, text, based_on=based_on)
        for row in before.assignments:
            _keep_unmoved(unit, row, document)
        after = load_visit(unit, encounter_id)
        _bill_what_stands(unit, after)
        _reopen_unproven(unit, after)
    documents = after.documents_by_id
    states = [state_of(passage, documents, encounter_id) for row in after.assignments for passage in row.evidence]
    moved, vanished = states.count(EvidenceState.MOVED), states.count(EvidenceState.VANISHED)
    return Revised(_changed(f"Saved {document.title}", encounter_id), moved, vanished)


def _keep_unmoved(unit: "UnitOfWork", row: CodeAssignment, document: Document) -> None:
    """Passages whose words still stand at their place follow the new version; the others wait for a person."""
    kept = []
    for passage in row.evidence:
        again = reanchored(passage, document) if passage.document_id == document.id else None
        kept.append(again if again is not None and again.start == passage.start else passage)
    if tuple(kept) != row.evidence:
        unit.assignments.replace_evidence(row.id, tuple(kept))


def _bill_what_stands(unit: "UnitOfWork", visit: CodedVisit) -> None:
    """The database has set back every code whose text changed; those whose passage still matches are billable again."""
    for row in visit.assignments:
        if row.state is AssignmentState.UNPROVEN and not missing_evidence(row, visit):
            unit.assignments.set_state(row.id, AssignmentState.BILLABLE)


def _reopen_unproven(unit: "UnitOfWork", visit: CodedVisit) -> None:
    """A visit that was marked coded goes back to the coder when a code of it has lost its passage."""
    if visit.encounter.status is EncounterStatus.CODED and any(
        missing_evidence(row, visit) for row in (*visit.diagnoses, *visit.services)
    ):
        unit.encounters.set_status(visit.encounter.id, EncounterStatus.IN_PROGRESS)


def confirm_passages(*, desk: Desk, encounter_id: EncounterId, assignment_id: AssignmentId) -> Changes:
    """Accept the new places of an assignment's moved passages. Raises VisitAlreadyBilled."""
    with desk.vault.writing(actor=desk.actor, action="confirm_passages", now=desk.clock.now()) as unit:
        visit = load_visit(unit, encounter_id)
        if is_billed(unit, visit):
            raise VisitAlreadyBilled(visit.encounter.account)
        row = assignment_of(visit, assignment_id)
        documents = visit.documents_by_id
        evidence = tuple(reanchored(passage, documents[passage.document_id]) or passage for passage in row.evidence)
        unit.assignments.replace_evidence(row.id, evidence)
        if not missing_evidence(replace(row, evidence=evidence), visit):
            unit.assignments.set_state(row.id, AssignmentState.BILLABLE)
    return _changed(f"Confirmed the passages of {row.code}", encounter_id)
