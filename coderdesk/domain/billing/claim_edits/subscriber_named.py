"""Somebody holds the policy: the patient, or a subscriber who is named."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.payer import Relationship
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "subscriber-named"
CITATION = "005010X222A1 2000B SBR02, 2010BA and 2000C PAT01: a dependent has a loop, the subscriber has none"


def subscriber_named(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if claim.subscriber is None:
        message = "The patient is insured under somebody else's policy, but the subscriber is not named."
        yield Finding(RULE, Severity.STOP, message, Location(Place.COVERAGE, claim.coverage_id, "subscriber"), CITATION)
    elif (claim.relationship is Relationship.SELF) != (claim.patient is None):
        message = "The patient's relationship to the subscriber does not agree with the people on the claim."
        place = Location(Place.COVERAGE, claim.coverage_id, "relationship")
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
