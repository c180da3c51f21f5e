"""The frozen values that row delegates paint, and the words that a screen reader says for them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.values.dates import Period, age_in_words
from coderdesk.domain.values.finding import Finding, Severity
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.money import Money
from coderdesk.ui.text import tr, tr_count

if TYPE_CHECKING:
    from coderdesk.services.code_browser import CodeHit, CodeNode

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_SUCCESSORS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedRow:
    """A code of the visit. `letter` is "A".."L", a service's line number, "?" for a draft query, "" past the twelfth.

    `severity` is the hardest of the `findings` that concern it; `note` is what the provider was asked; `charge` is the
    whole line's amount, None while there is no price.
    """

    assignment_id: AssignmentId
    is_diagnosis: bool
    letter: str
    code: str
    title: str
    passages: int
    state: AssignmentState
    severity: Severity | None = None
    findings: int = 0
    modifiers: tuple[str, ...] = ()
    pointers: str = ""
    units: str = ""
    charge: Money | None = None
    note: str = ""
    is_moved: bool = False

    @property
    def evidence_words(self) -> str:
        """What its proof looks like: "2 passages", "passage moved", "asked the provider"."""
        if self.state is AssignmentState.QUERY:
            return tr("asked the provider")
        if self.passages == 0:
            return tr("no passage")
        if self.state is AssignmentState.UNPROVEN:
            return tr("passage is gone") if not self.is_moved else tr("passage moved")
        return tr_count("{count} passage", "{count} passages", self.passages)

    @property
    def words(self) -> str:
        line = tr("line {letter}", letter=self.letter) if not self.is_diagnosis and self.letter != "?" else self.letter
        parts = (
            line,
            " ".join((self.code, *self.modifiers)),
            self.title,
            tr("points to {pointers}", pointers=self.pointers) if self.pointers else "",
            tr("{units} units", units=self.units) if self.units else "",
            str(self.charge) if self.charge is not None else "",
            self.evidence_words,
            severity_words(self.severity) if self.severity else "",
            self.note,
        )
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding as a row. `fix` is the label of the offered fix ("" for none), `fix_key` its shortcut as shown."""

    finding: Finding
    fix: str = ""
    fix_key: str = ""

    @property
    def words(self) -> str:
        offered = tr("offered: {fix}", fix=self.fix) if self.fix else ""
        parts = (severity_words(self.finding.severity), self.finding.message, self.finding.citation, offered)
        return ". ".join(part.rstrip(".") for part in parts if part)


def severity_words(severity: Severity) -> str:
    return {
        Severity.STOP: tr("stop"),
        Severity.STOP_OVERRIDE: tr("stop unless overridden"),
        Severity.WARN: tr("warning"),
        Severity.ASK: tr("question"),
        Severity.INFO: tr("note"),
    }[severity]


def status_words(status: EncounterStatus) -> str:
    return {
        EncounterStatus.TO_CODE: tr("To code"),
        EncounterStatus.IN_PROGRESS: tr("In progress"),
        EncounterStatus.QUERY: tr("Query"),
        EncounterStatus.CODED: tr("Coded"),
        EncounterStatus.BILLED: tr("Billed"),
    }[status]


def missing_words(row: WorklistRow, today: date) -> str:
    """What a visit still lacks, in two or three words; its state when it lacks nothing. What just came in is said first."""
    if row.unread:
        return tr_count("{count} new document", "{count} new documents", row.unread)
    if row.status in (EncounterStatus.CODED, EncounterStatus.BILLED):
        return status_words(row.status)
    if row.unproven:
        return tr("{count} unproven", count=row.unproven)
    if row.queries and row.oldest_query is not None:
        return tr("query {days} d", days=(today - row.oldest_query).days)
    if not row.diagnoses and not row.services:
        return status_words(row.status)
    if not row.diagnoses:
        return tr("no diagnosis")
    if not row.services:
        return tr("no service")
    return tr("{count} to answer", count=row.unanswered) if row.unanswered else tr("to finish")


def worklist_words(row: WorklistRow, today: date) -> str:
    """A worklist row as a screen reader says it."""
    parts = (
        row.patient_name,
        age_in_words(row.birth_date, row.date_of_service),
        tr("seen {date} by {provider}", date=f"{row.date_of_service:%m/%d/%Y}", provider=row.provider),
        row.payer or tr("self-pay"),
        row.reason,
        status_words(row.status),
        missing_words(row, today),
        tr_count("waiting {count} day", "waiting {count} days", (today - row.date_of_service).days),
    )
    return ", ".join(dict.fromkeys(part for part in parts if part))


def hit_words(hit: "CodeHit") -> str:
    """A code hit as a screen reader says it."""
    parts = (hit.code.value, title_words(hit.code.title), hit_side_words(hit), instead_words(hit), hit.path, hit.why)
    return ", ".join(part for part in parts if part)


def title_words(title: str) -> str:
    return title or tr("title not loaded: import the FY2027 order file")


def hit_side_words(hit: "CodeHit") -> str:
    """What stands at the right of a hit: codes below a heading, the end of its life, nothing for a plain billable code."""
    if hit.code.is_billable:
        return _life_words(hit)
    return tr_count("{count} code", "{count} codes", hit.codes_below)


def node_side_words(node: "CodeNode") -> str:
    """What stands at the right of a line of the tree: the codes below a heading, when a code ended or begins."""
    if node.is_billable:
        return "" if node.billable_on_date else _dead_words(node.in_force)
    return str(node.codes_below) if node.codes_below else ""


def _life_words(hit: "CodeHit") -> str:
    end = hit.code.in_force.end
    if hit.billable_on_date:
        return tr("ends {date}", date=f"{end:%m/%d/%Y}") if end else ""
    return _dead_words(hit.code.in_force)


def instead_words(hit: "CodeHit") -> str:
    """Which codes to look at in place of one that has ended; three at most."""
    shown = ", ".join(hit.successors[:_SUCCESSORS_SHOWN])
    more = len(hit.successors) - _SUCCESSORS_SHOWN
    if not shown:
        return ""
    return tr("now {codes} …", codes=shown) if more > 0 else tr("now {codes}", codes=shown)


def _dead_words(in_force: Period) -> str:
    start, end = in_force.start, in_force.end
    if end is not None:
        return tr("ended {date}", date=f"{end:%m/%d/%Y}")
    return tr("from {date}", date=f"{start:%m/%d/%Y}") if start else tr("not in force")
