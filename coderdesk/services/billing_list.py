"""What is ready to bill and what has been billed, in one list."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.ids import EncounterId, InvoiceId
from coderdesk.domain.values.money import Money
from coderdesk.services.desk import Desk
from coderdesk.storage.queries.worklist import worklist_rows


class BillingState(StrEnum):
    """READY: coded, and neither claim nor invoice has left. INTERRUPTED: the claim's file is still being written."""

    READY = "ready"
    INTERRUPTED = "interrupted"
    CLAIM = "claim"
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingRow:
    """`total` is None for what is not billed yet; `made_on` is the day on which the claim or invoice was made."""

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


def list_billing(*, desk: Desk) -> tuple[BillingRow, ...]:
    """Ready visits first, then claims, then invoices, the newest first within each."""
    with desk.vault.reading() as unit:
        visits = worklist_rows(unit)
        claims = unit.claims.all()
        invoices = unit.invoices.all()
    interrupted = {claim.encounter_id for claim in claims if claim.state is ClaimState.READY}
    ready = tuple(
        BillingRow(
            state=BillingState.READY,
            encounter_id=row.encounter_id,
            account=row.account,
            patient=row.patient_name,
            payer=row.payer,
            date_of_service=row.date_of_service,
        )
        for row in visits
        if row.status is EncounterStatus.CODED and row.encounter_id not in interrupted
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
