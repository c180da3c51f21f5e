"""How the claims of one file are shared out among its transaction sets."""

from collections.abc import Sequence

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.receiver import Receiver


def sets_of(claims: Sequence[Claim], receiver: Receiver) -> tuple[tuple[Claim, ...], ...]:
    """One set for each billing provider, in order of first appearance, and a further one where it would hold too many."""
    of_provider: dict[object, list[Claim]] = {}
    for claim in claims:
        of_provider.setdefault(claim.billing, []).append(claim)
    most = receiver.claims_per_set
    return tuple(tuple(rows[at : at + most]) for rows in of_provider.values() for at in range(0, len(rows), most))
