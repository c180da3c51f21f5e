"""The passages of a visit's codes as the documents show them, and what the person has selected there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState, reanchored, state_of
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.em_elements import MEANINGS
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import AssignmentId, DocumentId
from coderdesk.ui.text import tr

LEVEL_LETTER = "✓"
_GONE = (EvidenceState.VANISHED, EvidenceState.FOREIGN)


class MarkKind(StrEnum):
    DIAGNOSIS = "diagnosis"
    SERVICE = "service"
    QUERY = "query"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A passage to be tinted: code points `start` to `end` of the document's current text.

    `letter` is the diagnosis's "A".."L", the service's line number, "?" for a draft query, or a tick for what was ticked on the
    level worksheet, which has no assignment id ("") ; `words` name the code. A mark whose state is VANISHED stands nowhere in
    the text and is told beside it.
    """

    document_id: DocumentId
    start: int
    end: int
    letter: str
    assignment_id: AssignmentId
    kind: MarkKind
    state: EvidenceState = EvidenceState.MATCHES
    words: str = ""

    @property
    def stands(self) -> bool:
        """Whether there are words in the text to be tinted."""
        return self.state not in _GONE


@dataclass(frozen=True, slots=True)
class Selection:
    """Words selected in a document: code points `start` to `end` of its text, without white space at either end."""

    document_id: DocumentId
    start: int
    end: int
    text: str


def marks_of(visit: CodedVisit) -> tuple[Mark, ...]:
    """Every passage of every code, in the order of the codes, then those of the level; moved ones at their new place."""
    of_codes = (mark for assignment in visit.assignments for mark in _marks(assignment, visit))
    return (*of_codes, *_level_marks(visit))


def next_stop(
    marks: Sequence[Mark], documents: Sequence[DocumentId], here: tuple[DocumentId, int], step: int
) -> Mark | None:
    """The passage after (`step` 1) or before (-1) a place, over the documents in their order and round again.

    Passages that begin together are one stop; those that stand nowhere are none.
    """
    order = {document_id: place for place, document_id in enumerate(documents)}
    standing = [mark for mark in marks if mark.document_id in order and mark.stands]
    stops = {(order[mark.document_id], mark.start): mark for mark in reversed(standing)}
    places = sorted(stops)
    if not places:
        return None
    now = (order[here[0]], here[1])
    if step > 0:
        return stops[next((place for place in places if place > now), places[0])]
    return stops[next((place for place in reversed(places) if place < now), places[-1])]


def _marks(assignment: CodeAssignment, visit: CodedVisit) -> Iterator[Mark]:
    for document, place, state in _places(assignment.evidence, visit):
        yield Mark(
            document_id=document.id,
            start=place.start,
            end=place.end,
            letter=letter_of(assignment, visit),
            assignment_id=assignment.id,
            kind=_kind(assignment),
            state=state,
            words=f"{assignment.code} {assignment.words}",
        )


def _level_marks(visit: CodedVisit) -> Iterator[Mark]:
    """What was ticked on the level worksheet, and the words that state its time; each passage once."""
    worksheet = visit.worksheet
    if worksheet is None:
        return
    ticked: dict[tuple[DocumentId, int, int], Mark] = {}
    said = [(tick.evidence, MEANINGS[tick.element].words) for tick in worksheet.ticks]
    if worksheet.time is not None:
        said.append((worksheet.time.evidence, tr("{count} minutes in all", count=worksheet.time.minutes)))
    for evidence, words in said:
        for document, place, state in _places(evidence, visit):
            key = (document.id, place.start, place.end)
            before = ticked.get(key)
            ticked[key] = Mark(
                document_id=document.id,
                start=place.start,
                end=place.end,
                letter=LEVEL_LETTER,
                assignment_id=AssignmentId(""),
                kind=MarkKind.LEVEL,
                state=state,
                words=f"{before.words}; {words}" if before else tr("Level: {words}", words=words),
            )
    yield from ticked.values()


def _places(evidence: tuple[Evidence, ...], visit: CodedVisit) -> Iterator[tuple[Document, Evidence, EvidenceState]]:
    """Each passage in its document as it is now: moved ones at their new place."""
    for passage in evidence:
        document = visit.documents_by_id.get(passage.document_id)
        if document is None:
            continue
        state = state_of(passage, visit.documents_by_id, visit.encounter.id)
        place = (reanchored(passage, document) or passage) if state is EvidenceState.MOVED else passage
        yield document, place, state


def letter_of(assignment: CodeAssignment, visit: CodedVisit) -> str:
    """What stands for a code everywhere: A to L, a line number, "?" for a draft query, "" past the twelfth diagnosis."""
    if assignment.state is AssignmentState.QUERY:
        return "?"
    if assignment.is_diagnosis:
        return visit.lettering.of_code(assignment.id)
    ids = [service.id for service in visit.services]
    return str(ids.index(assignment.id) + 1)


def _kind(assignment: CodeAssignment) -> MarkKind:
    if assignment.state is AssignmentState.QUERY:
        return MarkKind.QUERY
    return MarkKind.DIAGNOSIS if assignment.is_diagnosis else MarkKind.SERVICE
