"""A Medicare policy is always the patient's own."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.payer import Relationship
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "medicare-own-policy"
CITATION = "42 CFR 406.10 and 407.10: entitlement is the person's own; 005010X222A1 2000B SBR02"


def medicare_own_policy(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if claim.payer.is_medicare and claim.relationship is not Relationship.SELF:
        message = "Medicare insures each person for themselves: enter the patient as the holder of the policy."
        place = Location(Place.COVERAGE, claim.coverage_id, "relationship")
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
