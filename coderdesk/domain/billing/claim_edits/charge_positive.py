"""Every line has its charge, and the claim asks for money."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.money import ZERO, Money

RULE = "charge-positive"
CITATION = "005010X222A1 2300 CLM02 and 2400 SV102; CMS, quality-data codes may be submitted with a charge of $0.00"
MAX_CHARGE = Money(9_999_999_99)

_QUALITY = re.compile(r"[0-9]{4}F")


def charge_positive(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """A performance measure (CPT category II) has no price; another service without one may be sent with a reason."""
    for line in claim.lines:
        place = Location(Place.ASSIGNMENT, line.assignment_id, "unit_price")
        if not ZERO <= line.charge <= MAX_CHARGE:
            message = f"{line.code} has the charge {line.charge}, which no payer reads."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
        elif line.charge == ZERO and not _QUALITY.fullmatch(line.code):
            message = f"{line.code} has no charge: enter its unit price, or add a fee for it to the fee schedule."
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
    if claim.lines and claim.total <= ZERO:
        message = "The claim asks for nothing: its charges add up to $0.00."
        place = Location(Place.ENCOUNTER, claim.encounter_id, "services")
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
