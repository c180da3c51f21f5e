"""Replacing, voiding and resending claims, late charges, and the claim to the next payer.

A claim that left is never edited: what is to follow it is written down beside it, and the next export of the visit makes it.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coderdesk.domain.billing.answers.standing import ClaimStanding, standing_of
from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_record import ClaimRecord, ClaimState
from coderdesk.domain.billing.claim_sequel import ClaimSequel, SequelKind
from coderdesk.domain.billing.follow_claim import decided, mended_claim, next_payer_claim, void_claim
from coderdesk.domain.billing.payer import Coverage
from coderdesk.domain.billing.prior_adjudication import PriorAdjudication
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.ids import ClaimId, CoverageId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.shared.ids import new_id
from coderdesk.shared.ports import Clock

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork
    from coderdesk.storage.vault import Vault

DELAY_REASONS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "15")
_LEFT = (ClaimState.EXPORTED, ClaimState.REOPENED)
_LABELS = {
    SequelKind.RESEND: "Claim {control} is to be sent anew",
    SequelKind.REPLACE: "Claim {control} is to be replaced",
    SequelKind.VOID: "Claim {control} is to be voided",
    SequelKind.LATE: "Late charges follow claim {control}",
    SequelKind.SECONDARY: "Claim {control} goes on to the next payer",
    SequelKind.DROPPED: "Nothing follows claim {control}",
}


class NotSent(AppError):
    def __init__(self, control: str) -> None:
        super().__init__(f"Claim {control} has not left yet, so nothing can follow it. Export it first.")


class NumberMissing(AppError):
    """A payer finds the claim that is replaced or voided by its own number only."""

    def __init__(self, control: str) -> None:
        super().__init__(
            f"The payer's own number of claim {control} is not known, and without it a replacement or void is refused. Nothing "
            "was changed; take the number from the remittance or the payer's answer."
        )


class DelayUnknown(AppError):
    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} is no delay reason. Nothing was changed; the codes are {', '.join(DELAY_REASONS)}.")


class NoNextPayer(AppError):
    def __init__(self, control: str) -> None:
        super().__init__(
            f"No further coverage is in force on the date of claim {control}, so it goes to nobody after the first payer. "
            "Nothing was changed; enter the coverage under Records."
        )


class IsAVoid(AppError):
    """A void takes a claim back for good; only refused at the door it may be sent anew."""

    def __init__(self, control: str) -> None:
        super().__init__(
            f"Claim {control} was taken back by a void, so it cannot be voided, replaced or billed on. Nothing was changed; a "
            "void that the payer refused can be sent anew."
        )


class StillLeaving(AppError):
    def __init__(self, control: str) -> None:
        super().__init__(
            f"A claim of visit {control} is still being written, so nothing was changed. Lock the practice and unlock it: the "
            "file is then finished."
        )


@dataclass(frozen=True, slots=True)
class Leaving:
    """A claim about to leave, and what it follows another by."""

    claim: Claim
    sequel: ClaimSequel | None = None


def follow_claim(
    *,
    desk: Desk,
    claim_id: ClaimId,
    kind: SequelKind,
    payer_claim_number: str = "",
    delay_reason: str = "",
    why: str = "",
) -> Changes:
    """As `follow_claim_in`, for the person at the desk."""
    return follow_claim_in(
        vault=desk.vault,
        clock=desk.clock,
        actor=desk.actor,
        claim_id=claim_id,
        kind=kind,
        payer_claim_number=payer_claim_number,
        delay_reason=delay_reason,
        why=why,
    )


def follow_claim_in(
    *,
    vault: "Vault",
    clock: Clock,
    actor: str,
    claim_id: ClaimId,
    kind: SequelKind,
    payer_claim_number: str = "",
    delay_reason: str = "",
    why: str = "",
) -> Changes:
    """Decide what follows a claim that left: RESEND, REPLACE, VOID, LATE or DROPPED. The visit's next export carries it out.

    `payer_claim_number` may be "" when an answer of the payer named it. Raises NotSent, NumberMissing, DelayUnknown,
    IsAVoid, StillLeaving.
    """
    if delay_reason and delay_reason not in DELAY_REASONS:
        raise DelayUnknown(delay_reason)
    with vault.writing(actor=actor, action=f"claim_{kind.value}", now=clock.now()) as unit:
        record = _sent(unit, claim_id)
        _refuse_voided(unit, record, kind)
        kind = anew(record.claim) if kind is SequelKind.RESEND else kind
        number = payer_claim_number.strip() or record.claim.payer_claim_number or number_of_payer(unit, claim_id)
        if kind.needs_payer_claim_number and not number:
            raise NumberMissing(record.claim.control)
        sequel = ClaimSequel(
            id=new_id(),
            claim_id=claim_id,
            kind=kind,
            made_at=clock.now(),
            made_by=actor,
            payer_claim_number=number,
            delay_reason=delay_reason,
            why=why.strip(),
        )
        write_sequel(unit, record, sequel)
    return _changes(record, kind)


def bill_next_payer(
    *,
    desk: Desk,
    claim_id: ClaimId,
    decision: PriorAdjudication,
    coverage_id: CoverageId | None = None,
    insurance_type: str = "",
) -> Changes:
    """Send the services on to the next payer with what the first one decided; payer, member id and holder of `decision` are
    taken from the claim that it decided on. Without a `coverage_id` the next one in force is taken.

    Raises NotSent, NoNextPayer, IsAVoid, StillLeaving. Whether the sums come out is asked when the claim is to leave.
    """
    with desk.vault.writing(actor=desk.actor, action="claim_secondary", now=desk.clock.now()) as unit:
        record = _sent(unit, claim_id)
        _refuse_voided(unit, record, SequelKind.SECONDARY)
        coverage = next_coverage(unit, record.claim, coverage_id)
        sequel = ClaimSequel(
            id=new_id(),
            claim_id=claim_id,
            kind=SequelKind.SECONDARY,
            made_at=desk.clock.now(),
            made_by=desk.actor,
            coverage_id=coverage.id,
            insurance_type=insurance_type,
            prior=decided(record.claim, decision),
        )
        write_sequel(unit, record, sequel)
    return _changes(record, SequelKind.SECONDARY)


def write_sequel(unit: "UnitOfWork", record: ClaimRecord, sequel: ClaimSequel) -> None:
    """Put down what follows, and take the visit where it is mended: to the coder, or straight to the next export."""
    unit.claim_sequels.add(sequel)
    claim = record.claim
    if sequel.kind.reopens and record.state is ClaimState.EXPORTED:
        unit.claims.set_state(claim.id, ClaimState.REOPENED)
    elif not sequel.kind.reopens and record.state is ClaimState.REOPENED:
        unit.claims.set_state(claim.id, ClaimState.EXPORTED)
    if sequel.kind is SequelKind.DROPPED:
        status = EncounterStatus.BILLED
    elif sequel.kind.is_copy:
        status = EncounterStatus.CODED
    else:
        status = EncounterStatus.IN_PROGRESS
    unit.encounters.set_status(claim.encounter_id, status)


def _changes(record: ClaimRecord, kind: SequelKind) -> Changes:
    label = _LABELS[kind].format(control=record.claim.control)
    return Changes.of(label, Kind.CLAIM, Kind.ENCOUNTER, ids=(record.claim.id, record.claim.encounter_id))


def _sent(unit: "UnitOfWork", claim_id: ClaimId) -> ClaimRecord:
    record = unit.claims.get(claim_id)
    if record.state not in _LEFT:
        raise NotSent(record.claim.control)
    if any(row.state is ClaimState.READY for row in unit.claims.of_encounter(record.claim.encounter_id)):
        raise StillLeaving(record.claim.control)
    return record


def _refuse_voided(unit: "UnitOfWork", record: ClaimRecord, kind: SequelKind) -> None:
    """A void that left, and what it took back unless the payer refused the void."""
    if kind in (SequelKind.RESEND, SequelKind.DROPPED):
        return
    taken_back = any(
        is_void(row.claim)
        and row.state is ClaimState.EXPORTED
        and row.created_at >= record.created_at
        and row.claim.payer.id == record.claim.payer.id
        and standing_of(unit.claim_answers.of_claim(row.claim.id)) is not ClaimStanding.REJECTED
        for row in unit.claims.of_encounter(record.claim.encounter_id)
    )
    if taken_back or is_void(record.claim):
        raise IsAVoid(record.claim.control)


def is_void(claim: Claim) -> bool:
    return claim.frequency == SequelKind.VOID.frequency


def anew(claim: Claim) -> SequelKind:
    """How a claim that was refused at the door is sent once more: a void stays one."""
    return SequelKind.VOID if is_void(claim) else SequelKind.RESEND


def next_coverage(unit: "UnitOfWork", claim: Claim, wanted: CoverageId | None) -> Coverage:
    if wanted is not None:
        return unit.coverages.get(wanted)
    asked = {row.payer.payer_id for row in claim.prior} | {claim.payer.payer_id}
    for coverage in unit.coverages.of_patient(claim.patient_id):
        if coverage.in_force.covers(claim.service_date) and unit.payers.get(coverage.payer_id).payer_id not in asked:
            return coverage
    raise NoNextPayer(claim.control)


def number_of_payer(unit: "UnitOfWork", claim_id: ClaimId) -> str:
    """What the payer last called the claim, "" when no answer says."""
    found = (row.answer.payer_claim_number for row in reversed(unit.claim_answers.of_claim(claim_id)))
    return next((number for number in found if number), "")


def open_sequel(unit: "UnitOfWork", encounter_id: EncounterId) -> ClaimSequel | None:
    """What was decided last for a claim of the visit and has not left yet."""
    latest = {row.claim_id: row for row in unit.claim_sequels.of_encounter(encounter_id)}
    if not latest:
        return None
    done = {row.sequel_id for row in unit.claims.of_encounter(encounter_id) if row.state is not ClaimState.WITHDRAWN}
    waiting = [row for row in latest.values() if row.kind is not SequelKind.DROPPED and row.id not in done]
    return max(waiting, key=lambda row: (row.made_at, row.id), default=None)


def copy_that_follows(unit: "UnitOfWork", sequel: ClaimSequel, claim_id: ClaimId) -> Claim | None:
    """The void, or the claim to the next payer; None for what is built from the visit as it is coded now."""
    if not sequel.kind.is_copy:
        return None
    earlier = unit.claims.get(sequel.claim_id).claim
    if sequel.kind is SequelKind.VOID:
        return void_claim(earlier, sequel, claim_id=claim_id)
    coverage = unit.coverages.get(CoverageId(sequel.coverage_id))
    return next_payer_claim(
        earlier, sequel, claim_id=claim_id, coverage=coverage, payer=unit.payers.get(coverage.payer_id)
    )


def mended_that_follows(unit: "UnitOfWork", sequel: ClaimSequel, claim: Claim) -> Claim:
    """The visit's claim as the sequel wants it. One to a further payer stays with that payer and its policy."""
    records = unit.claims.of_encounter(claim.encounter_id)
    earlier = unit.claims.get(sequel.claim_id).claim
    billed = {line.assignment_id for row in records if row.state in _LEFT for line in row.claim.lines}
    mended = mended_claim(claim, sequel, earlier=earlier, billed=billed)
    if not earlier.prior:
        return mended
    return replace(
        mended,
        coverage_id=earlier.coverage_id,
        payer=earlier.payer,
        member_id=earlier.member_id,
        group_number=earlier.group_number,
        plan_name=earlier.plan_name,
        relationship=earlier.relationship,
        subscriber=earlier.subscriber,
        patient=earlier.patient,
    )
