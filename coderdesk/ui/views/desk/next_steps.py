"""What can be done with a visit next: mark it coded, print its invoice, export its claim; or why not yet."""

from dataclasses import dataclass
from enum import Enum

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.finding import Finding, blocking
from coderdesk.services.coding import is_coders
from coderdesk.services.unfinished import unfinished
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.text import tr, tr_count


class Next(Enum):
    """The step that most likely comes now; it alone is set in the accent."""

    MARK = "mark"
    INVOICE = "invoice"
    EXPORT = "export"


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """For each step why it cannot be done, "" when it can. `can_reopen`: marking has been done and can be taken back."""

    mark: str
    invoice: str
    export: str
    can_reopen: bool
    next: Next | None


def steps_of(sheet: VisitSheet, read_only: str) -> Steps:
    """`read_only` is why nothing can be written here, "" when it can."""
    status = sheet.visit.encounter.status
    is_coded = status is EncounterStatus.CODED
    is_done = is_coded or status is EncounterStatus.BILLED
    return Steps(
        mark=read_only or _why_not_mark(sheet),
        invoice=read_only or _why_not_invoice(is_done=is_done),
        export=read_only or _why_not_export(sheet, is_done=is_done),
        can_reopen=is_coded,
        next=_next_of(sheet, is_done=is_done),
    )


def _next_of(sheet: VisitSheet, *, is_done: bool) -> Next | None:
    """None once claim and invoice are out, or the invoice is all there is to do and is done."""
    if not is_done:
        return Next.MARK
    if sheet.payer is not None and not sheet.has_claim:
        return Next.EXPORT
    return None if sheet.invoice_number else Next.INVOICE


def _why_not_mark(sheet: VisitSheet) -> str:
    match sheet.visit.encounter.status:
        case EncounterStatus.BILLED:
            return tr("A claim or an invoice has left the house: corrections are made on those.")
        case EncounterStatus.CODED:
            return ""
    stops = tuple(row for row in blocking(sheet.findings) if is_coders(row.location))
    return _first_of(stops + unfinished(sheet.visit))


def _why_not_invoice(*, is_done: bool) -> str:
    return "" if is_done else tr("Mark the visit coded first.")


def _why_not_export(sheet: VisitSheet, *, is_done: bool) -> str:
    if sheet.payer is None:
        return tr("The patient pays: no coverage is in force on this date. Print the invoice instead.")
    if sheet.has_claim:
        return tr("The claim has been exported already; it stands under Claims.")
    if not is_done:
        return tr("Mark the visit coded first.")
    return _first_of(blocking(sheet.findings))


def _first_of(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return ""
    if len(findings) == 1:
        return findings[0].message
    more = tr_count("And {count} more stop.", "And {count} more stops.", len(findings) - 1)
    return f"{findings[0].message}\n{more}"
