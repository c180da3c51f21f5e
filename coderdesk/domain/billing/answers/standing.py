"""How far a claim has come, by all that was answered to it."""

from collections.abc import Iterable
from enum import StrEnum

from coderdesk.domain.billing.answers.kept_answer import AnswerLevel, ReceivedAnswer
from coderdesk.domain.billing.answers.verdict import Verdict


class ClaimStanding(StrEnum):
    """SENT: no answer yet. RECEIVED: the file was taken, or the claim went on to the payer. ACCEPTED: taken for decision."""

    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


_TAKEN = (Verdict.ACCEPTED, Verdict.WITH_ERRORS)


def standing_of(answers: Iterable[ReceivedAnswer]) -> ClaimStanding:
    """`answers` in the order of their coming. A refusal holds until the claim itself is accepted; what is said of a whole file
    never takes back what was said of the claim."""
    standing = ClaimStanding.SENT
    for row in answers:
        answer = row.answer
        is_claim = answer.level is AnswerLevel.CLAIM and not answer.errors
        if answer.verdict.is_refusal:
            standing = ClaimStanding.REJECTED
        elif is_claim and answer.verdict in _TAKEN:
            standing = ClaimStanding.ACCEPTED
        elif standing is ClaimStanding.SENT:
            standing = ClaimStanding.RECEIVED
    return standing
