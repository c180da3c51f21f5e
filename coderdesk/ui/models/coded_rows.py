"""A visit's codes as the rows of the coded list: frozen values worked out once for each refresh."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState, Supports, state_of
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Place
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.models.rows import CodedRow
from coderdesk.ui.text import tr, tr_count


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The head of a part of the list: its name, and at the right how much stands below it."""

    title: str
    count: str

    @property
    def words(self) -> str:
        return f"{self.title}: {self.count}"


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why the code above it is refused, in a whole sentence."""

    assignment_id: AssignmentId
    finding: Finding

    @property
    def words(self) -> str:
        return self.finding.message


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """One passage of an opened code. `index` counts `CodeAssignment.evidence` from 0; `source` names document and date."""

    assignment_id: AssignmentId
    index: int
    quotation: str
    source: str
    state: EvidenceState
    supports: Supports
    letter: str

    @property
    def state_words(self) -> str:
        return {
            EvidenceState.MATCHES: "",
            EvidenceState.MOVED: tr("moved, confirm it"),
            EvidenceState.VANISHED: tr("no longer in the text"),
            EvidenceState.FOREIGN: tr("not of this visit"),
        }[self.state]

    @property
    def proves_words(self) -> str:
        """Where it stands, and what it proves when that is not the code itself."""
        proves = {Supports.UNITS: tr("proves the units"), Supports.MODIFIER: tr("proves the modifier")}.get(
            self.supports
        )
        return f"{self.source} · {proves}" if proves else self.source

    @property
    def words(self) -> str:
        parts = (f"“{self.quotation}”", self.proves_words, self.state_words)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class PriceRow:
    """Where the money of an opened service comes from."""

    assignment_id: AssignmentId
    text: str
    source: str

    @property
    def words(self) -> str:
        return f"{self.text}, {self.source}"


Row = HeadingRow | CodedRow | ReasonRow | PassageRow | PriceRow


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list and what opens below it."""

    row: Row
    below: tuple[Row, ...] = ()

    @property
    def key(self) -> str:
        """What keeps its identity over a refresh."""
        match self.row:
            case CodedRow():
                return str(self.row.assignment_id)
            case ReasonRow():
                return f"{self.row.assignment_id} {self.row.finding.rule_id}"
            case HeadingRow():
                return f"# {self.row.title}"
        return ""


def entries_of(sheet: VisitSheet) -> tuple[Entry, ...]:
    """Diagnoses, services and questions of a visit, each part under its heading; empty parts are left out."""
    visit = sheet.visit
    worst = _blocking_by_assignment(sheet.findings)
    parts = (
        (tr("Diagnoses"), visit.diagnoses, _count_of_diagnoses(len(visit.diagnoses))),
        (tr("Services"), visit.services, tr_count("{count} line", "{count} lines", len(visit.services))),
        (tr("Asked the provider"), visit.queries, tr("on no claim until answered")),
    )
    return tuple(
        entry
        for title, assignments, count in parts
        if assignments
        for entry in (Entry(HeadingRow(title, count)), *_entries(assignments, sheet, worst))
    )


def _count_of_diagnoses(count: int) -> str:
    return tr("{count} of 12 on a claim", count=count)


def _entries(
    assignments: Iterable[CodeAssignment], sheet: VisitSheet, worst: dict[str, tuple[Finding, ...]]
) -> Iterator[Entry]:
    for line, assignment in enumerate(assignments, start=1):
        letter = _letter(assignment, sheet.visit, line)
        yield Entry(_coded_row(assignment, sheet, letter), tuple(_below(assignment, sheet, letter)))
        for finding in worst.get(assignment.id, ()):
            yield Entry(ReasonRow(assignment.id, finding))


def _letter(assignment: CodeAssignment, visit: CodedVisit, line: int) -> str:
    if assignment in visit.queries:
        return "?"
    return visit.lettering.of_code(assignment.id) if assignment.is_diagnosis else str(line)


def _coded_row(assignment: CodeAssignment, sheet: VisitSheet, letter: str) -> CodedRow:
    about = [finding for finding in sheet.findings if _is_about(finding, assignment)]
    service = assignment.service
    charge = sheet.charges.get(assignment.id)
    return CodedRow(
        assignment_id=assignment.id,
        is_diagnosis=assignment.is_diagnosis,
        letter=letter,
        code=assignment.code,
        title=assignment.words,
        passages=len(assignment.evidence),
        state=assignment.state,
        severity=about[0].severity if about else None,
        findings=len(about),
        modifiers=service.modifiers if service else (),
        pointers=",".join(sheet.visit.lettering.pointer_letters(service.pointers)) if service else "",
        units=f"{service.units.normalize():f}" if service else "",
        charge=charge.amount if charge else None,
        note=assignment.query_note,
        is_moved=any(_state(passage, sheet.visit) is EvidenceState.MOVED for passage in assignment.evidence),
    )


def _below(assignment: CodeAssignment, sheet: VisitSheet, letter: str) -> Iterator[Row]:
    documents = sheet.visit.documents_by_id
    for index, passage in enumerate(assignment.evidence):
        document = documents.get(passage.document_id)
        source = f"{document.title}, {document.written_on:%m/%d/%Y}" if document else tr("another visit's document")
        yield PassageRow(
            assignment_id=assignment.id,
            index=index,
            quotation=" ".join(passage.quotation.split()),
            source=source,
            state=_state(passage, sheet.visit),
            supports=passage.supports,
            letter=letter,
        )
    if assignment.service is not None:
        yield _price_row(assignment.id, sheet.charges.get(assignment.id))


def _price_row(assignment_id: AssignmentId, charge: Charge | None) -> PriceRow:
    if charge is None:
        return PriceRow(assignment_id, tr("No price yet"), tr("press F4 and type one"))
    units = f"{charge.units.normalize():f}"
    text = tr("{units} × {price} = {amount}", units=units, price=charge.unit_price, amount=charge.amount)
    return PriceRow(assignment_id, text, charge.source)


def _state(passage: Evidence, visit: CodedVisit) -> EvidenceState:
    return state_of(passage, visit.documents_by_id, visit.encounter.id)


def _is_about(finding: Finding, assignment: CodeAssignment) -> bool:
    return finding.location.place in (Place.ASSIGNMENT, Place.CHARGE) and finding.location.id == assignment.id


def _blocking_by_assignment(findings: tuple[Finding, ...]) -> dict[str, tuple[Finding, ...]]:
    """The blocking findings at each assignment, hardest first."""
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        if finding.severity.blocks and finding.location.place in (Place.ASSIGNMENT, Place.CHARGE):
            found[finding.location.id] = (*found.get(finding.location.id, ()), finding)
    return found
