"""An ambulance trip says from where to where, how far and why."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "ambulance-trip"
CITATION = "005010X222A1 2300 CR1, CRC and 2310E, 2310F; Medicare Claims Processing Manual ch. 15 § 30"

_TRIP = re.compile(r"A04(2[5-9]|3[0-6])")


def ambulance_trip(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for line in claim.lines:
        if _TRIP.fullmatch(line.code):
            message = f"{line.code} is an ambulance trip, and the claim carries no places, miles or reason of the ride."
            place = Location(Place.ASSIGNMENT, line.assignment_id, "code")
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
