"""A code that rests on an unsigned draft alone: the claim should wait for the signature."""

from collections.abc import Iterator

from coderdesk.domain.clinical.evidence import EvidenceState, Supports, state_of
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.code import CodeBook
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "rests-on-a-draft"
CITATION = "Medicare Program Integrity Manual ch. 3 § 3.3.2.4: services are documented over the author's signature"


def _drafts_of(assignment: CodeAssignment, visit: CodedVisit) -> tuple[str, ...]:
    """The titles of the drafts that a code rests on; none when a signed document supports it too."""
    documents = visit.documents_by_id
    standing = [
        documents[passage.document_id]
        for passage in assignment.passages(Supports.CODE)
        if state_of(passage, documents, visit.encounter.id) is EvidenceState.MATCHES
    ]
    if any(document.is_signed for document in standing):
        return ()
    return tuple(dict.fromkeys(document.title for document in standing))


def rests_on_a_draft(visit: CodedVisit, book: CodeBook) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for assignment in (*visit.diagnoses, *visit.services):
        drafts = _drafts_of(assignment, visit)
        if drafts:
            message = (
                f"{assignment.code} rests on a draft that nobody has signed ({', '.join(drafts)}): "
                "have it signed before the claim leaves."
            )
            yield Finding(RULE, Severity.WARN, message, Location(Place.ASSIGNMENT, assignment.id, "evidence"), CITATION)
