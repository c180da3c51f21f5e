"""What is ready to bill and what has been billed, in one list."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from coderdesk.domain.billing.answers.standing import ClaimStanding, standing_of
from coderdesk.domain.billing.claim_edits.timely_filing import deadline_of
from coderdesk.domain.billing.claim_record import ClaimState, ClaimSummary
from coderdesk.domain.billing.claim_sequel import SequelKind
from coderdesk.domain.billing.invoice import Invoice
from coderdesk.domain.billing.payer import Payer
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.values.ids import ClaimId, EncounterId, InvoiceId
from coderdesk.domain.values.money import Money
from coderdesk.services.claim_sequels import open_sequel
from coderdesk.services.desk import Desk
from coderdesk.services.sent_claims import answers_by_claim
from coderdesk.storage.queries.worklist import worklist_rows

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork


class BillingState(StrEnum):
    """READY: coded, and what comes first (the claim, or a self-payer's invoice) has not left.

    INTERRUPTED: the claim's file is still being written. REFUSED: the payer did not take it. FOLLOWED: another claim corrects it.
    """

    READY = "ready"
    INTERRUPTED = "interrupted"
    CLAIM = "claim"
    REFUSED = "refused"
    FOLLOWED = "followed"
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingRow:
    """`total` of a ready visit is what its services cost now; `made_on` is the day on which the claim or invoice was made.

    `standing` is how far the payer's answers say that a claim came; `file_by` the last day on which the payer takes a claim
    that is still to leave, and `days_left` the days until then, None where that is not known. `follows` says what a ready
    claim does to an earlier one.
    """

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
    claim_id: ClaimId | None = None
    standing: ClaimStanding | None = None
    file_by: date | None = None
    follows: SequelKind | None = None
    days_left: int | None = None
    provider: str = ""

    @property
    def is_unbilled(self) -> bool:
        """An insurer waits for its claim."""
        return self.state is BillingState.READY and bool(self.payer)


def _is_ready(row: WorklistRow) -> bool:
    """Coded; or invoiced already while its payer has not been billed."""
    return row.status is EncounterStatus.CODED or (row.status is EncounterStatus.BILLED and bool(row.payer))


def _follows(unit: "UnitOfWork") -> dict[EncounterId, SequelKind]:
    """The visits for which something is to follow a claim that left."""
    visits = {unit.claims.get(row.claim_id).claim.encounter_id for row in unit.claim_sequels.all()}
    found = {row: open_sequel(unit, row) for row in visits}
    return {row: sequel.kind for row, sequel in found.items() if sequel}


def _deadlines(
    rows: Iterable[WorklistRow], payers: Iterable[Payer], follows: Container[EncounterId]
) -> dict[EncounterId, date]:
    """The last day of each original claim whose payer's time is known."""
    of_name = {payer.name: payer for payer in payers}
    found = {
        row.encounter_id: deadline_of(of_name[row.payer], row.date_of_service)
        for row in rows
        if row.payer in of_name and row.encounter_id not in follows
    }
    return {encounter_id: day for encounter_id, day in found.items() if day is not None}


def _waits(row: WorklistRow, out: set[EncounterId], follows: dict[EncounterId, SequelKind]) -> bool:
    if row.encounter_id in follows:
        return row.status is EncounterStatus.CODED
    return _is_ready(row) and row.encounter_id not in out


def _state_of(claim: ClaimSummary, standing: ClaimStanding) -> BillingState:
    if claim.state is ClaimState.EXPORTED:
        return BillingState.CLAIM
    if claim.state is ClaimState.REOPENED:
        return BillingState.REFUSED if standing is ClaimStanding.REJECTED else BillingState.FOLLOWED
    return BillingState.INTERRUPTED


def _total_of(unit: "UnitOfWork", encounter_id: EncounterId) -> Money:
    return Money.sum(charge.amount for charge in unit.charges.of_encounter(encounter_id))


def _invoiced(invoice: Invoice, provider: str) -> BillingRow:
    return BillingRow(
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
        provider=provider,
    )


def list_billing(*, desk: Desk) -> tuple[BillingRow, ...]:
    """Ready visits first, then claims, then invoices, the newest first within each."""
    today = desk.clock.today()
    with desk.vault.reading() as unit:
        visits = worklist_rows(unit)
        claims = unit.claims.all()
        invoices = unit.invoices.all()
        follows = _follows(unit)
        out = {claim.encounter_id for claim in claims if claim.state is not ClaimState.WITHDRAWN}
        waiting = [row for row in visits if _waits(row, out, follows)]
        deadlines = _deadlines(waiting, unit.payers.all(), follows)
        answers = answers_by_claim(unit)
        totals = {row.encounter_id: _total_of(unit, row.encounter_id) for row in waiting}
    providers = {row.encounter_id: row.provider for row in visits}
    ready = tuple(
        BillingRow(
            state=BillingState.READY,
            encounter_id=row.encounter_id,
            account=row.account,
            patient=row.patient_name,
            payer=row.payer,
            date_of_service=row.date_of_service,
            total=totals[row.encounter_id],
            file_by=deadlines.get(row.encounter_id),
            days_left=(deadlines[row.encounter_id] - today).days if row.encounter_id in deadlines else None,
            follows=follows.get(row.encounter_id),
            provider=row.provider,
        )
        for row in waiting
    )
    sent = tuple(
        BillingRow(
            state=_state_of(claim, standing_of(answers.get(claim.id, ()))),
            encounter_id=claim.encounter_id,
            account=claim.control,
            patient=claim.patient_name,
            payer=claim.payer_name,
            date_of_service=claim.date_of_service,
            made_on=claim.created_at.astimezone().date(),
            total=claim.total,
            claim_id=claim.id,
            standing=standing_of(answers.get(claim.id, ())),
            provider=providers.get(claim.encounter_id, ""),
        )
        for claim in claims
        if claim.state is not ClaimState.WITHDRAWN
    )
    billed = tuple(_invoiced(row, providers.get(row.encounter_id, "")) for row in invoices)
    return ready + sent + billed
