"""Invoices: issue one for a coded visit, and write its page."""

from dataclasses import dataclass
from pathlib import Path

from coderdesk.domain.billing.build_invoice import build_invoice, invoice_findings
from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.invoice import Invoice
from coderdesk.domain.billing.payer import primary_on
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.edits import coding_findings
from coderdesk.domain.coding.override import settled
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import blocking
from coderdesk.domain.values.ids import EncounterId, InvoiceId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.forms.invoice import render_invoice
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk, read_practice_in
from coderdesk.services.pages import write_page
from coderdesk.services.refused import Refused
from coderdesk.services.visits import load_visit
from coderdesk.shared.ids import new_id
from coderdesk.storage.unit_of_work import UnitOfWork


class NotCodedYet(AppError):
    """A visit that is not finished cannot be billed."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"Visit {account} is not marked coded yet, so nothing was issued. Press Ctrl+Enter when it is done."
        )


@dataclass(frozen=True, slots=True)
class Issued:
    invoice: Invoice
    changes: Changes


def issue_invoice(*, desk: Desk, encounter_id: EncounterId) -> Issued:
    """The visit's invoice: the one already issued, or a new one under the next number.

    What a payer may still owe is shown as pending, not asked for. Raises NotCodedYet, Refused.
    """
    with desk.vault.writing(actor=desk.actor, action="issue_invoice", now=desk.clock.now()) as unit:
        existing = unit.invoices.of_encounter(encounter_id)
        invoice = existing[-1] if existing else _new_invoice(desk, unit, encounter_id)
    label = f"Invoice {invoice.display_number}"
    return Issued(invoice, Changes.of(label, Kind.INVOICE, Kind.ENCOUNTER, ids=(encounter_id,)))


def _new_invoice(desk: Desk, unit: UnitOfWork, encounter_id: EncounterId) -> Invoice:
    visit = load_visit(unit, encounter_id)
    if visit.encounter.status not in (EncounterStatus.CODED, EncounterStatus.BILLED):
        raise NotCodedYet(visit.encounter.account)
    charges = unit.charges.of_encounter(encounter_id)
    from coderdesk.services.visit_rules import rule_findings  # the table of rules, with the first invoice

    # what was billable when it was coded may have lost its passage since: never leave a line off in silence
    found = (
        coding_findings(visit, desk.library)
        + rule_findings(visit, desk)
        + invoice_findings(visit, charges, desk.clock.today())
    )
    findings = blocking(settled(found, visit.overrides))
    if findings:
        raise Refused(findings)
    guarantor_id = visit.patient.guarantor_id
    invoice = build_invoice(
        invoice_id=InvoiceId(new_id()),
        number=unit.invoices.next_number(),
        visit=visit,
        charges=charges,
        practice=read_practice_in(unit),
        provider=unit.providers.get(visit.encounter.provider_id),
        guarantor=unit.guarantors.get(guarantor_id) if guarantor_id else None,
        pending_payer=_pending_payer(unit, visit),
        issued_on=desk.clock.today(),
    )
    unit.invoices.add(invoice)
    unit.encounters.set_status(encounter_id, EncounterStatus.BILLED)
    return invoice


def _pending_payer(unit: UnitOfWork, visit: CodedVisit) -> str:
    """Who may still pay: the payer that a claim was sent to, whatever became of the policy since, else the one in force."""
    for record in unit.claims.of_encounter(visit.encounter.id):
        if record.state is not ClaimState.WITHDRAWN:
            return record.claim.payer.name
    coverage = primary_on(unit.coverages.of_patient(visit.patient.id), visit.date_of_service)
    return unit.payers.get(coverage.payer_id).name if coverage else ""


def write_invoice_pdf(*, desk: Desk, invoice_id: InvoiceId, folder: Path) -> Path:
    """Write the invoice's page into a folder, whole or not at all; the same invoice gives the same bytes.

    Raises NotInVault, PageNotWritten.
    """
    with desk.vault.reading() as unit:
        invoice = unit.invoices.get(invoice_id)
    return write_page(folder / f"Invoice {invoice.display_number}.pdf", render_invoice(invoice))


def list_invoices(*, desk: Desk) -> tuple[Invoice, ...]:
    """Newest first."""
    with desk.vault.reading() as unit:
        return unit.invoices.all()
