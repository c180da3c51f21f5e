"""Whether something that was sent is taken."""

from enum import StrEnum


class Verdict(StrEnum):
    """WITH_ERRORS: taken although something is wrong. PARTLY: some sets are taken, some are not."""

    ACCEPTED = "accepted"
    WITH_ERRORS = "accepted with errors"
    PARTLY = "partly accepted"
    REJECTED = "rejected"
    FORWARDED = "forwarded"
    PENDING = "pending"

    @property
    def is_refusal(self) -> bool:
        return self is Verdict.REJECTED


# TA104, IK501 and AK901; M, W and X reject for reasons of security
OF_LETTER = {
    "A": Verdict.ACCEPTED,
    "E": Verdict.WITH_ERRORS,
    "P": Verdict.PARTLY,
    "R": Verdict.REJECTED,
    "M": Verdict.REJECTED,
    "W": Verdict.REJECTED,
    "X": Verdict.REJECTED,
}
