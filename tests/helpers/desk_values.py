"""Values for the screen: a visit's sheet, search hits, pages and headings of a small invented part of the book."""

from dataclasses import replace
from datetime import date
from typing import Any

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.coding.tabular import Level, NoteKind, SeventhCharacter, TabularNote, references_in
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.services.code_browser import CodeHit, CodeNode, CodePage
from coderdesk.services.code_sets import ReleaseName
from coderdesk.services.visits import VisitSheet
from tests.helpers.claims import CHARGES, COVERAGE, PAYER, PRACTICE, PROVIDER, a_visit

IN_FORCE = Period(date(2025, 10, 1), None)
RELEASES = (
    ReleaseName(CodeSystem.ICD10CM, "FY2026", IN_FORCE),
    ReleaseName(CodeSystem.HCPCS, "April 2026", Period(date(2026, 1, 1), None)),
)


def a_code(value: str = "N39.0", title: str = "Urinary tract infection, site not specified", **changes: Any) -> Code:
    code = Code(
        system=CodeSystem.ICD10CM, value=value, title=title, in_force=IN_FORCE, is_billable=True, release="FY2026"
    )
    return replace(code, **changes)


def a_hit(value: str = "N39.0", title: str = "Urinary tract infection, site not specified", **changes: Any) -> CodeHit:
    """A billable hit; `is_billable=False` makes a heading of it."""
    is_billable = changes.pop("is_billable", True)
    return CodeHit(
        code=a_code(value, title, is_billable=is_billable, **changes),
        score=0.9,
        why="title",
        matched=((0, 7),),
        billable_on_date=is_billable,
        codes_below=0 if is_billable else 4,
        path="N30-N39 Other diseases of the urinary system",
        level=Level.CODE if is_billable else Level.CATEGORY,
    )


def a_node(value: str, title: str = "", *, below: int = 0, **changes: Any) -> CodeNode:
    node = CodeNode(
        system=CodeSystem.ICD10CM,
        value=value,
        title=title or f"Title of {value}",
        level=Level.CATEGORY if below else Level.CODE,
        is_billable=not below,
        billable_on_date=not below,
        codes_below=below,
        has_children=bool(below),
    )
    return replace(node, **changes)


def a_note(kind: NoteKind, text: str, stands_at: str) -> TabularNote:
    return TabularNote(kind=kind, text=text, stands_at=stands_at, references=references_in(text))


def a_page(
    value: str = "N39.0", title: str = "Urinary tract infection, site not specified", **changes: Any
) -> CodePage:
    page = CodePage(
        node=a_node(value, title),
        code=a_code(value, title),
        parents=(a_node("Chapter 14", below=90), a_node("N30-N39", below=40), a_node("N39", below=9)),
        children=(),
        notes=(
            a_note(NoteKind.USE_ADDITIONAL, "code (B95-B97), to identify infectious agent.", value),
            a_note(NoteKind.EXCLUDES1, "candidiasis of urinary tract (B37.4-)", value),
        ),
        inherited=(a_note(NoteKind.EXCLUDES2, "urethritis (N34.2)", "N39"),),
        seventh_characters=(),
        in_force_words="FY2026, in force from 10/01/2025",
    )
    return replace(page, **changes)


SEVENTH = (
    SeventhCharacter("A", "initial encounter for closed fracture"),
    SeventhCharacter("D", "subsequent encounter with routine healing"),
)


def a_sheet(
    *assignments: CodeAssignment, status: EncounterStatus = EncounterStatus.IN_PROGRESS, **changes: Any
) -> VisitSheet:
    """Two diagnoses and two services with their passages and charges; nothing to find."""
    visit = a_visit(*assignments)
    sheet = VisitSheet(
        visit=replace(visit, encounter=replace(visit.encounter, status=status)),
        practice=PRACTICE,
        provider=PROVIDER,
        coverage=COVERAGE,
        payer=PAYER,
        charges={charge.assignment_id: charge for charge in CHARGES},
        findings=(),
    )
    return replace(sheet, **changes)


def with_status(sheet: VisitSheet, status: EncounterStatus) -> VisitSheet:
    return replace(sheet, visit=replace(sheet.visit, encounter=replace(sheet.visit.encounter, status=status)))


def a_finding(
    message: str = "N39.0 cannot be billed: its passage has moved.",
    *,
    severity: Severity = Severity.STOP,
    place: Place = Place.ASSIGNMENT,
    row_id: str = "dx-1",
    field: str = "evidence",
) -> Finding:
    return Finding("test-rule", severity, message, Location(place, row_id, field), "Invented source, section 1")


def a_question(assignment: CodeAssignment, note: str = "Which stage?") -> CodeAssignment:
    """The same code, asked of the provider instead of documented."""
    return replace(
        assignment,
        id=AssignmentId(f"query-{assignment.id}"),
        state=AssignmentState.QUERY,
        evidence=(),
        query_note=note,
        position=9,
    )
