"""The claim that follows one that left: nothing of the earlier one is edited, the new one says what it is about."""

from collections.abc import Collection
from dataclasses import replace

from coderdesk.domain.billing.claim import Claim, ClaimPerson
from coderdesk.domain.billing.claim_sequel import ClaimSequel, SequelKind
from coderdesk.domain.billing.payer import Coverage, Payer, Relationship
from coderdesk.domain.billing.prior_adjudication import PriorAdjudication, PriorHolder
from coderdesk.domain.values.ids import AssignmentId, ClaimId


def mended_claim(claim: Claim, sequel: ClaimSequel, *, earlier: Claim, billed: Collection[AssignmentId] = ()) -> Claim:
    """A claim that was built from the visit as it is coded now, made what the sequel says that it is.

    It goes to the same payer with the same earlier decisions. Of late charges only the lines are left that are not `billed`.
    A replacement that was refused at the door is sent anew as a replacement: an original would be paid twice.
    """
    is_resent = sequel.kind is SequelKind.RESEND
    original = claim.frequency if is_resent else sequel.kind.frequency
    lines = claim.lines
    if sequel.kind is SequelKind.LATE:
        lines = tuple(line for line in lines if line.assignment_id not in billed)
        claim = _without_stated(claim, earlier)
    return replace(
        claim,
        frequency=earlier.frequency if is_resent and earlier.payer_claim_number else original,
        payer_claim_number=earlier.payer_claim_number if is_resent else _number(sequel),
        delay_reason=sequel.delay_reason or claim.delay_reason,
        insurance_type=earlier.insurance_type,
        prior=earlier.prior,
        lines=lines,
    )


def _without_stated(claim: Claim, earlier: Claim) -> Claim:
    """Without the lines of a hospital that have no procedure and that the earlier claim had."""
    stay = claim.details.stay
    left = tuple(row for row in stay.revenue_lines if row not in earlier.revenue_lines)
    return replace(claim, details=replace(claim.details, stay=replace(stay, revenue_lines=left)))


def void_claim(earlier: Claim, sequel: ClaimSequel, *, claim_id: ClaimId) -> Claim:
    """The same claim once more, with the word that it is to be as if it had never been sent."""
    return replace(
        earlier,
        id=claim_id,
        frequency=sequel.kind.frequency,
        payer_claim_number=_number(sequel),
        delay_reason=sequel.delay_reason,
    )


def next_payer_claim(
    earlier: Claim, sequel: ClaimSequel, *, claim_id: ClaimId, coverage: Coverage, payer: Payer
) -> Claim:
    """The same services to the next payer, with what the earlier one decided. Raises ValueError without a decision."""
    if sequel.prior is None:
        raise ValueError("the next payer asks what the earlier one decided")
    treated = earlier.treated
    holder = coverage.subscriber
    subscriber, patient = treated, None
    if coverage.relationship is not Relationship.SELF:
        patient = treated
        subscriber = (
            ClaimPerson(name=holder.name, birth_date=holder.birth_date, sex=holder.sex, address=holder.address)
            if holder
            else None
        )
    return replace(
        earlier,
        id=claim_id,
        coverage_id=coverage.id,
        frequency=sequel.kind.frequency,
        payer_claim_number="",
        delay_reason=sequel.delay_reason,
        insurance_type=sequel.insurance_type,
        payer=payer,
        member_id=coverage.member_id,
        group_number=coverage.group_number,
        plan_name=coverage.plan_name,
        relationship=coverage.relationship,
        subscriber=subscriber,
        patient=patient,
        prior=(*earlier.prior, sequel.prior),
    )


def decided(claim: Claim, blank: PriorAdjudication) -> PriorAdjudication:
    """What was entered of a payer's decision, with the policy filled in from the claim that it decided on."""
    holder = claim.subscriber
    return replace(
        blank,
        payer=claim.payer,
        member_id=claim.member_id,
        group_number=claim.group_number,
        plan_name=claim.plan_name,
        relationship=claim.relationship,
        holder=PriorHolder(name=holder.name, address=holder.address) if holder else blank.holder,
    )


def _number(sequel: ClaimSequel) -> str:
    return sequel.payer_claim_number if sequel.kind.needs_payer_claim_number else ""
