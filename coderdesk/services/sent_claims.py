"""The claims that left the desk, and how far the payers' answers say that they came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coderdesk.domain.billing.answers.kept_answer import ReceivedAnswer
from coderdesk.domain.billing.answers.standing import ClaimStanding, standing_of
from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.export_batch import BatchState
from coderdesk.domain.values.ids import ClaimId, EncounterId
from coderdesk.domain.values.money import Money
from coderdesk.storage.vault import Vault

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork

_LEFT = (ClaimState.EXPORTED, ClaimState.REOPENED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentClaim:
    """`file_name` is the file it left in. `answered_on` is None until something came back."""

    id: ClaimId
    encounter_id: EncounterId
    control: str
    payer_name: str
    date_of_service: date
    total: Money
    sent_on: date
    file_name: str
    standing: ClaimStanding
    answered_on: date | None = None
    is_followed: bool = False


def list_sent_claims(*, vault: Vault, control: str = "") -> tuple[SentClaim, ...]:
    """The newest first; with a `control`, those of that patient control number."""
    with vault.reading() as unit:
        files = {
            claim_id: batch.file_name
            for batch in reversed(unit.exports.all())
            if batch.state is BatchState.WRITTEN
            for claim_id in batch.claim_ids
        }
        answers = answers_by_claim(unit)
        claims = [row for row in unit.claims.all() if row.state in _LEFT and (not control or row.control == control)]
    return tuple(
        SentClaim(
            id=row.id,
            encounter_id=row.encounter_id,
            control=row.control,
            payer_name=row.payer_name,
            date_of_service=row.date_of_service,
            total=row.total,
            sent_on=row.created_at.astimezone().date(),
            file_name=files.get(row.id, ""),
            standing=standing_of(answers.get(row.id, ())),
            answered_on=_last_day(answers.get(row.id, ())),
            is_followed=row.state is ClaimState.REOPENED,
        )
        for row in claims
    )


def answers_by_claim(unit: "UnitOfWork") -> dict[ClaimId, list[ReceivedAnswer]]:
    """All answers, one to a whole file beside each claim of it, in the order of their coming; read in two statements."""
    received = unit.claim_answers.matched()
    if not received:
        return {}
    of_batch = {batch.id: batch.claim_ids for batch in unit.exports.all()}
    found: dict[ClaimId, list[ReceivedAnswer]] = {}
    for row in received:
        answer = row.answer
        ids = (ClaimId(answer.claim_id),) if answer.claim_id else of_batch.get(answer.batch_id or "", ())
        for claim_id in ids:
            found.setdefault(claim_id, []).append(row)
    return found


def _last_day(answers: Iterable[ReceivedAnswer]) -> date | None:
    return max((row.received_at.astimezone().date() for row in answers), default=None)
