"""A code without a quotation that still stands in the visit's documents cannot be billed."""

from collections.abc import Iterator

from coderdesk.domain.clinical.evidence import EvidenceState, Supports, state_of
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.code import CodeBook
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "not-documented"
CITATION = "ICD-10-CM Guidelines I.A.19 and IV.A; Medicare Program Integrity Manual ch. 3 § 3.3.2"

_WHY = {
    EvidenceState.VANISHED: "its passage no longer stands in the document: select the words that support it now",
    EvidenceState.MOVED: "its passage has moved in the changed text: confirm it at its new place",
    EvidenceState.FOREIGN: "its passage belongs to another visit's document: select words in this visit's documentation",
}


def missing_evidence(assignment: CodeAssignment, visit: CodedVisit) -> str:
    """Why an assignment has no standing passage, as the end of a sentence; "" when at least one passage matches."""
    states = [
        state_of(passage, visit.documents_by_id, visit.encounter.id) for passage in assignment.passages(Supports.CODE)
    ]
    if EvidenceState.MATCHES in states:
        return ""
    for state, why in _WHY.items():
        if state in states:
            return why
    return "no passage of the documentation is attached to it: select the words that support it, or ask the provider"


def not_documented(visit: CodedVisit, book: CodeBook) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for assignment in visit.assignments:
        if assignment.state is AssignmentState.QUERY:
            continue
        why = missing_evidence(assignment, visit)
        if why:
            message = f"{assignment.code} cannot be billed: {why}."
            yield Finding(RULE, Severity.STOP, message, Location(Place.ASSIGNMENT, assignment.id, "evidence"), CITATION)
