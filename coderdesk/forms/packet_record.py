"""The second half of an evidence packet: rules and overrides, queries, documents, code sets, and who did what when."""

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable

from coderdesk.domain.clinical.provider_query import ProviderQuery, QueryState
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Place, Severity
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.forms.packet_parts import body, code, heading, remark, strong, table
from coderdesk.forms.packet_values import EvidencePacket, letter_on_paper

_ROOM_FOR_A_SECTION = 80.0
_SEVERITIES = {
    Severity.STOP: "stops",
    Severity.STOP_OVERRIDE: "stops unless overridden",
    Severity.WARN: "warns",
    Severity.ASK: "asks",
    Severity.INFO: "noted",
}


def record_story(packet: EvidencePacket) -> Iterator[Flowable]:
    for section in (_findings, _overrides, _queries, _documents, _releases, _trail):
        yield CondPageBreak(_ROOM_FOR_A_SECTION)
        yield from section(packet)


def _findings(packet: EvidencePacket) -> Iterator[Flowable]:
    yield heading("What the rules say")
    if not packet.findings:
        yield body(f"Run on {packet.made_on:%m/%d/%Y}, no rule has anything to say about this visit.")
        return
    blocking = sum(finding.severity.blocks for finding in packet.findings)
    yield remark(
        f"Run on {packet.made_on:%m/%d/%Y}: {blocking} of {len(packet.findings)} findings block.", spaceAfter=4
    )
    rows: list[list[Flowable]] = [
        [
            body(_SEVERITIES[finding.severity]),
            body(_about(finding, packet.visit)),
            [body(finding.message), remark(f"{finding.citation} ({finding.rule_id})")],
        ]
        for finding in packet.findings
    ]
    yield table(("Verdict", "About", "Finding and source"), rows, (70.0, 76.0, 0.0))


def _about(finding: Finding, visit: CodedVisit) -> str:
    """The letter and code that a finding points at, else the kind of thing."""
    if finding.location.place in (Place.ASSIGNMENT, Place.CHARGE):
        return _code_of(finding.location.id, visit) or finding.location.place.value
    return finding.location.place.value


def _code_of(row_id: str, visit: CodedVisit) -> str:
    row = next((row for row in visit.assignments if row.id == AssignmentId(row_id)), None)
    return f"{letter_on_paper(row, visit)}  {row.code}" if row else ""


def _overrides(packet: EvidencePacket) -> Iterator[Flowable]:
    yield heading("Overrides")
    if not packet.visit.overrides:
        yield body("No finding was overridden.")
        return
    rows: list[list[Flowable]] = [
        [
            body(one.rule_id),
            body(_subject(one.subject, packet.visit)),
            body(one.reason or "Taken back: the finding blocks again."),
            body(f"{one.made_by}, {one.made_at:%m/%d/%Y %H:%M %Z}".rstrip()),
        ]
        for one in packet.visit.overrides
    ]
    yield table(("Rule", "About", "Reason", "By and when"), rows, (96.0, 76.0, 0.0, 110.0))


def _subject(subject: str, visit: CodedVisit) -> str:
    place, _, rest = subject.partition(" ")
    return _code_of(rest.partition(" ")[0], visit) or place


def _queries(packet: EvidencePacket) -> Iterator[Flowable]:
    yield heading("Queries and answers")
    drafts = packet.visit.queries
    if not drafts and not packet.queries:
        yield body("The provider was not asked anything.")
    for row in drafts:
        asked = f"{row.queried_on:%m/%d/%Y}" if row.queried_on else "day not recorded"
        yield strong(f"{row.code} {row.words}: draft, asked {asked}, not billed")
        yield body(row.query_note or "No words were written with the question.", spaceAfter=6)
    for query in packet.queries:
        yield from _query(query, packet.visit)


def _query(query: ProviderQuery, visit: CodedVisit) -> Iterator[Flowable]:
    yield strong(f"{query.title}: {query.kind.words}")
    yield remark(f"Asked of {query.asked_of} by {query.asked_by} on {query.asked_on:%m/%d/%Y}")
    yield body(query.question)
    for option in query.options:
        yield body(f"–  {option.words}", leftIndent=12)
    for passage in query.indicators:
        yield remark(f"“{' '.join(passage.quotation.split())}”", leftIndent=12)
    yield body(_answer(query, visit), spaceAfter=8)


def _answer(query: ProviderQuery, visit: CodedVisit) -> str:
    closed = f" on {query.closed_on:%m/%d/%Y}" if query.closed_on else ""
    if query.state is QueryState.WITHDRAWN:
        return f"Withdrawn{closed}: {query.closing or 'no reason was written'}."
    if query.state is QueryState.OPEN:
        return "Not answered yet."
    answer = visit.documents_by_id.get(query.answered_by) if query.answered_by else None
    if answer is None:
        return f"Answered{closed}."
    return f"Answered{closed} in {answer.title}, {answer.author}, {answer.written_on:%m/%d/%Y}, SHA-256 {answer.hash[:12]}…."


def _documents(packet: EvidencePacket) -> Iterator[Flowable]:
    yield heading("Documents")
    rows: list[list[Flowable]] = [
        [
            [body(document.title), remark(document.kind.value.replace("_", " "))],
            body(document.author),
            body(f"{document.written_on:%m/%d/%Y}"),
            body(f"{document.version}, {'signed' if document.is_signed else 'draft'}"),
            code(document.hash, fontSize=7, leading=9),
        ]
        for document in packet.visit.documents
    ]
    yield table(("Title", "Author", "Written", "Version", "SHA-256 of the text"), rows, (112.0, 98.0, 64.0, 54.0, 0.0))


def _releases(packet: EvidencePacket) -> Iterator[Flowable]:
    yield heading("Code sets in force on the date of service")
    if not packet.releases:
        yield body("No release of a code set was in force on that day.")
    rows: list[list[Flowable]] = [
        [
            body(one.system),
            body(one.release),
            body(_span(one.in_force.start, one.in_force.end)),
            remark(one.source),
        ]
        for one in packet.releases
    ]
    if rows:
        yield table(("Code set", "Release", "In force", "Source"), rows, (84.0, 100.0, 130.0, 0.0))


def _span(start: object, end: object) -> str:
    first = f"{start:%m/%d/%Y}" if start else "always"
    return f"{first} to {end:%m/%d/%Y}" if end else f"from {first}"


def _trail(packet: EvidencePacket) -> Iterator[Flowable]:
    yield heading("Who did what, and when")
    yield remark(
        "Every write of the practice's vault is numbered without gaps; these are the ones that touched this visit. Times are "
        "in UTC.",
        spaceAfter=4,
    )
    rows: list[list[Flowable]] = [
        [
            code(str(event.number), fontSize=8),
            body(f"{event.at:%m/%d/%Y %H:%M:%S}"),
            body(event.actor),
            body(event.what),
            remark(event.things),
        ]
        for event in packet.trail
    ]
    titles = ("No.", "When", "Who", "What", "Touched")
    yield table(titles, rows, (40.0, 98.0, 96.0, 104.0, 0.0)) if rows else body("Nothing is recorded.")
