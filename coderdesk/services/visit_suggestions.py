"""The two lists that a visit answers: what is documented and not coded, and what is coded and not documented.

Nothing here attaches a code. A visit is answered when both lists are empty, by coding or by a reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.clinical.reading import Assertion, SectionKind
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.dismissal import Dismissal, standing
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Place
from coderdesk.domain.values.ids import AssignmentId, DocumentId
from coderdesk.services.named_mention import NamedMention
from coderdesk.services.visit_reading import DocumentReading, VisitReading

MOST_SHOWN = 12
MOST_UNCERTAIN = 4
UNCERTAIN_CITATION = "ICD-10-CM Guidelines IV.H: uncertain diagnoses are not coded in outpatients"
_CONCLUDING = frozenset({SectionKind.ASSESSMENT, SectionKind.ASSESSMENT_PLAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A documented condition that is not coded: `text[start:end]` of the document is its quotation.

    One that is not `billable` is shown with its citation and can be asked about, never accepted. `dismissed` is the
    answer that put it aside.
    """

    code: Code
    document_id: DocumentId
    start: int
    end: int
    quotation: str
    assertion: Assertion
    billable: bool
    why: str
    section: SectionKind
    score: float = 0.0
    citation: str = ""
    dismissed: Dismissal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unproven:
    """A code of the visit that its passages do not carry, and why."""

    assignment_id: AssignmentId
    system: CodeSystem
    code: str
    title: str
    why: str
    is_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLists:
    """`documented` waits for an answer, the surest first; `uncertain` is told and needs none; `dismissed` was put aside."""

    documented: tuple[Proposal, ...] = ()
    uncertain: tuple[Proposal, ...] = ()
    dismissed: tuple[Proposal, ...] = ()
    undocumented: tuple[Unproven, ...] = ()

    @property
    def is_answered(self) -> bool:
        return not self.documented and not self.undocumented

    @property
    def open(self) -> int:
        """How many wait for an answer."""
        return len(self.documented) + len(self.undocumented)


def lists_of(*, visit: CodedVisit, findings: Iterable[Finding], reading: VisitReading) -> VisitLists:
    """Both lists as they stand. `findings` are those of the sheet, overridden ones settled."""
    answered = standing(visit.dismissals)
    current = {document.id: document.hash for document in visit.documents}
    read = [one for one in reading.documents if current.get(one.document_id) == one.hash]
    uncoded = [one for one in _proposals(read) if not _is_coded(one.code, visit) and not _is_settled(one, visit)]
    marked = [(one, answered.get((one.code.system, one.code.value))) for one in uncoded]
    return VisitLists(
        documented=tuple(one for one, answer in marked if answer is None)[:MOST_SHOWN],
        uncertain=_uncertain(read, visit, {one.code.value for one in uncoded}),
        dismissed=tuple(_put_aside(one, answer) for one, answer in marked if answer is not None),
        undocumented=tuple(_undocumented(visit, findings)),
    )


def _put_aside(proposal: Proposal, answer: Dismissal) -> Proposal:
    return replace(proposal, dismissed=answer)


def _proposals(read: Iterable[DocumentReading]) -> list[Proposal]:
    """The suggestions of all documents, each code once at its surest passage, the surest first."""
    best: dict[str, Proposal] = {}
    for one in read:
        for found in one.suggestions:
            known = best.get(found.code.value)
            if found.billable and (known is None or known.score < found.score):
                best[found.code.value] = Proposal(
                    code=found.code,
                    document_id=one.document_id,
                    start=found.start,
                    end=found.end,
                    quotation=found.text,
                    assertion=found.assertion,
                    billable=True,
                    why=found.why,
                    section=found.section,
                    score=found.score,
                )
    return sorted(best.values(), key=lambda one: -one.score)


def _is_coded(code: Code, visit: CodedVisit) -> bool:
    """Whether the code stands on the visit, or a code below or above it does, or was asked about."""
    own = undotted(code.value)
    theirs = [undotted(row.code) for row in visit.assignments if row.system is code.system]
    return any(other.startswith(own) or own.startswith(other) for other in theirs)


def _is_settled(proposal: Proposal, visit: CodedVisit) -> bool:
    """Whether its category is coded from the same words, or more closely than the proposal would."""
    title = proposal.code.title.lower()
    is_open = "unspecified" in title or "without complication" in title
    kin = [row for row in visit.assignments if row.is_diagnosis and row.code[:3] == proposal.code.value[:3]]
    return bool(kin) and (is_open or any(_overlaps(passage, proposal) for row in kin for passage in row.evidence))


def _overlaps(passage: Evidence, proposal: Proposal) -> bool:
    is_there = passage.start < proposal.end and proposal.start < passage.end
    return is_there and passage.document_id == proposal.document_id


def _uncertain(read: Iterable[DocumentReading], visit: CodedVisit, proposed: set[str]) -> tuple[Proposal, ...]:
    """What the conclusions leave uncertain, for outpatients: it is not coded as if it existed."""
    if visit.encounter.setting is Setting.INPATIENT:
        return ()
    found: dict[str, Proposal] = {}
    for one in read:
        for named in one.uncertain:
            value = named.named.code.value
            if _is_doubted(named) and value not in proposed and not _is_coded(named.named.code, visit):
                found.setdefault(value, _doubted(named, one.document_id))
    return tuple(found.values())[:MOST_UNCERTAIN]


def _is_doubted(named: NamedMention) -> bool:
    return named.mention.assertion is Assertion.UNCERTAIN and named.mention.section in _CONCLUDING


def _doubted(named: NamedMention, document_id: DocumentId) -> Proposal:
    mention = named.mention
    return Proposal(
        code=named.named.code,
        document_id=document_id,
        start=mention.start,
        end=mention.end,
        quotation=mention.text,
        assertion=mention.assertion,
        billable=False,
        why=f"“{mention.cue}” leaves it open" if mention.cue else "left open",
        section=mention.section,
        score=named.named.score,
        citation=UNCERTAIN_CITATION,
    )


def _undocumented(visit: CodedVisit, findings: Iterable[Finding]) -> Iterator[Unproven]:
    said: dict[str, str] = {}
    for finding in findings:
        at = finding.location
        if finding.severity.blocks and at.place is Place.ASSIGNMENT and at.field == "evidence":
            said.setdefault(at.id, finding.message)
    for row in (*visit.diagnoses, *visit.services):
        is_missing = row.state is AssignmentState.UNPROVEN
        if is_missing or row.id in said:
            yield _unproven(row, said.get(row.id, ""), is_missing=is_missing)


def _unproven(row: CodeAssignment, why: str, *, is_missing: bool) -> Unproven:
    return Unproven(
        assignment_id=row.id,
        system=row.system,
        code=row.code,
        title=row.words,
        why=why or "No passage of the documents proves it.",
        is_missing=is_missing,
    )
