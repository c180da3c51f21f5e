"""Units are more than none, and whole unless the coder says why not."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "units-positive"
CITATION = "005010X222A1 2400 SV104; Medicare Claims Processing Manual ch. 26 § 10.4, item 24G"
MAX_UNITS = Decimal("9999999")


def units_positive(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for line in claim.lines:
        place = Location(Place.ASSIGNMENT, line.assignment_id, "units")
        units = f"{line.units:f}"
        if not 0 < line.units <= MAX_UNITS:
            message = f"{line.code} has {units} units: enter how often it was done."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
        elif line.units != line.units.to_integral_value():
            message = f"{line.code} has {units} units, and most payers take whole units only."
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
