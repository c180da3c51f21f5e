"""Write professional claims as an 837P file (005010X222A1): who stands under whom, and every count derived."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.envelope import Envelope
from coderdesk.edi.interchange import enveloped
from coderdesk.edi.loops_837p import billing_provider, claim_and_lines, header, patient, subscriber
from coderdesk.edi.segments import Segment, transaction_set

VERSION = "005010X222A1"
# loop 2300 stands at most this often under one subscriber or patient level
MAX_CLAIMS_OF_A_LEVEL = 100
_BILLING, _SUBSCRIBER, _PATIENT = "20", "22", "23"


def render_837p(claims: Sequence[Claim], *, envelope: Envelope) -> str:
    """One interchange, one group, one transaction set with all the claims; ASCII, the same bytes for the same values.

    Claims of one billing provider, then of one subscriber, stand together, in order of first appearance. Whether a claim may
    leave is not asked here. Raises ValueError when there is none.
    """
    if not claims:
        raise ValueError("a claim file holds at least one claim")
    control = f"{envelope.transaction_control:04d}"
    body = (*header(envelope), *_hierarchy(claims))
    claim_set = transaction_set(control=control, version=VERSION, body=body)
    return "".join(enveloped(envelope, version=VERSION, transaction_sets=(claim_set,)))


def _hierarchy(claims: Sequence[Claim]) -> Iterator[Segment]:
    """The HL tree. A level's number is its place among all levels; HL04 says whether a level stands below it."""
    numbers = count(1)
    for of_practice in _grouped(claims, lambda claim: claim.billing):
        practice_level = str(next(numbers))
        yield "HL", practice_level, "", _BILLING, "1"
        yield from billing_provider(of_practice[0].billing)
        for of_subscriber in _grouped(of_practice, _policy):
            is_own = of_subscriber[0].patient is None
            for portion in _portions(of_subscriber) if is_own else (of_subscriber,):
                yield from _subscriber_level(portion, practice_level, numbers)


def _subscriber_level(claims: list[Claim], parent: str, numbers: "count[int]") -> Iterator[Segment]:
    """A policy: the subscriber's own claims, or a level for each patient who depends on it."""
    level = str(next(numbers))
    dependents = [claim for claim in claims if claim.patient is not None]
    yield "HL", level, parent, _SUBSCRIBER, "1" if dependents else "0"
    yield from subscriber(claims[0])
    for claim in claims:
        if claim.patient is None:
            yield from claim_and_lines(claim)
    patients = _grouped(dependents, lambda claim: (claim.patient, claim.relationship))
    for of_patient in (portion for group in patients for portion in _portions(group)):
        yield "HL", str(next(numbers)), level, _PATIENT, "0"
        yield from patient(of_patient[0])
        for claim in of_patient:
            yield from claim_and_lines(claim)


def _policy(claim: Claim) -> object:
    """What has to be equal for two claims to share a subscriber level, whose segments say all of it.

    SBR02 says there whether the subscriber is the patient, so own claims and those of dependents stand apart.
    """
    is_own = claim.patient is None
    return claim.payer, claim.member_id, claim.group_number, claim.plan_name, claim.subscriber, is_own


def _grouped(claims: Sequence[Claim], key: Callable[[Claim], object]) -> list[list[Claim]]:
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    return list(groups.values())


def _portions(claims: list[Claim]) -> list[list[Claim]]:
    return [claims[at : at + MAX_CLAIMS_OF_A_LEVEL] for at in range(0, len(claims), MAX_CLAIMS_OF_A_LEVEL)]
