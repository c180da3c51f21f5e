"""What a person has to see before deciding what follows a claim that left, and the next payer's claim from typed figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.prior_adjudication import PriorAdjudication, PriorHolder
from coderdesk.domain.billing.typed_decision import NotADecision, TypedLine, complaint_of, line_decision, total_paid
from coderdesk.domain.values.ids import ClaimId, EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.claim_sequels import NoNextPayer, NotSent, bill_next_payer, next_coverage, number_of_payer
from coderdesk.services.desk import Desk

_LEFT = (ClaimState.EXPORTED, ClaimState.REOPENED)


class DecisionUnfit(AppError):
    """A remittance whose figures do not come out would be refused by the next payer."""

    def __init__(self, line: int, why: str) -> None:
        where = f"Line {line}: " if line else ""
        super().__init__(f"{where}{why} Nothing was kept; compare it with the remittance.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedClaim:
    """The newest claim of a visit that left. `next_payer` is "" where no further coverage is in force on its date."""

    claim: Claim
    version: int
    payer_claim_number: str = ""
    next_payer: str = ""
    sent_on: date


def claim_to_follow(*, desk: Desk, encounter_id: EncounterId) -> FollowedClaim:
    """Raises NotSent when nothing of the visit has left."""
    with desk.vault.reading() as unit:
        records = [row for row in unit.claims.of_encounter(encounter_id) if row.state in _LEFT]
        if not records:
            raise NotSent(unit.encounters.get(encounter_id).account)
        record = records[-1]
        try:
            coverage = next_coverage(unit, record.claim, None)
            payer = unit.payers.get(coverage.payer_id).name
        except NoNextPayer:
            payer = ""
        number = number_of_payer(unit, record.claim.id) or record.claim.payer_claim_number
    return FollowedClaim(
        claim=record.claim,
        version=len(records),
        payer_claim_number=number,
        next_payer=payer,
        sent_on=record.created_at.astimezone().date(),
    )


def bill_next_from_remittance(
    *,
    desk: Desk,
    claim_id: ClaimId,
    decided_on: date,
    claim_number: str,
    lines: Sequence[TypedLine],
    insurance_type: str = "",
) -> Changes:
    """Send the claim on to the next payer with what was typed of the first one's remittance.

    Raises DecisionUnfit when a line does not come to its charge, and as `bill_next_payer`.
    """
    for typed in lines:
        complaint = complaint_of(typed)
        if complaint:
            raise DecisionUnfit(typed.line, complaint)
    try:
        decisions = tuple(line_decision(typed) for typed in lines)
    except NotADecision as fault:
        raise DecisionUnfit(0, str(fault)) from fault
    with desk.vault.reading() as unit:
        claim = unit.claims.get(claim_id).claim
    holder = claim.subscriber or claim.treated
    if holder is None:
        raise DecisionUnfit(0, "The claim names nobody who holds the policy.")
    decision = PriorAdjudication(
        payer=claim.payer,
        member_id=claim.member_id,
        relationship=claim.relationship,
        holder=PriorHolder(name=holder.name, address=holder.address),
        adjudicated_on=decided_on,
        paid=total_paid(decisions),
        claim_number=claim_number.strip(),
        lines=decisions,
    )
    return bill_next_payer(desk=desk, claim_id=claim_id, decision=decision, insurance_type=insurance_type)
