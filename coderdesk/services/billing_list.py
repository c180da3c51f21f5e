"""What is ready to bill and what has been billed, in one list."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.values.ids import EncounterId, InvoiceId
from coderdesk.domain.values.money import Money
from coderdesk.services.desk import Desk
from coderdesk.storage.queries.worklist import worklist_rows

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork


class BillingState(StrEnum):
    """READY: coded, and what comes first (the claim, or a self-payer's invoice) has not left.

    INTERRUPTED: the claim's file is still being written.
    """

    READY = "ready"
    INTERRUPTED = "interrupted"
    CLAIM = "claim"
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingRow:
    """`total` of a ready visit is what its services cost now; `made_on` is the day on which the claim or invoice was made."""

    state: BillingState
    encounter_id: EncounterId
    account: str
    patient: str
    payer: str
    date_of_service: date
    made_on: date | None = None
    total: Money | None = None
    number: str = ""
    invoice_id: InvoiceId | None = None


def _is_ready(row: WorklistRow) -> bool:
    """Coded; or invoiced already while its payer has not been billed."""
    return row.status is EncounterStatus.CODED or (row.status is EncounterStatus.BILLED and bool(row.payer))


def _total_of(unit: "UnitOfWork", encounter_id: EncounterId) -> Money:
    return Money.sum(charge.amount for charge in unit.charges.of_encounter(encounter_id))


def list_billing(*, desk: Desk) -> tuple[BillingRow, ...]:
    """Ready visits first, then claims, then invoices, the newest first within each."""
    with desk.vault.reading() as unit:
        visits = worklist_rows(unit)
        claims = unit.claims.all()
        invoices = unit.invoices.all()
        out = {claim.encounter_id for claim in claims if claim.state is not ClaimState.WITHDRAWN}
        waiting = [row for row in visits if _is_ready(row) and row.encounter_id not in out]
        totals = {row.encounter_id: _total_of(unit, row.encounter_id) for row in waiting}
    ready = tuple(
        BillingRow(
            state=BillingState.READY,
            encounter_id=row.encounter_id,
            account=row.account,
            patient=row.patient_name,
            payer=row.payer,
            date_of_service=row.date_of_service,
            total=totals[row.encounter_id],
        )
        for row in waiting
    )
    sent = tuple(
        BillingRow(
            state=BillingState.CLAIM if claim.state is ClaimState.EXPORTED else BillingState.INTERRUPTED,
            encounter_id=claim.encounter_id,
            account=claim.control,
            patient=claim.patient_name,
            payer=claim.payer_name,
            date_of_service=claim.date_of_service,
            made_on=claim.created_at.astimezone().date(),
            total=claim.total,
        )
        for claim in claims
        if claim.state is not ClaimState.WITHDRAWN
    )
    billed = tuple(
        BillingRow(
            state=BillingState.INVOICE,
            encounter_id=invoice.encounter_id,
            account=invoice.account,
            patient=invoice.patient_name,
            payer=invoice.pending_payer,
            date_of_service=min(line.service_date for line in invoice.lines),
            made_on=invoice.issued_on,
            total=invoice.total,
            number=invoice.display_number,
            invoice_id=invoice.id,
        )
        for invoice in invoices
    )
    return ready + sent + billed
