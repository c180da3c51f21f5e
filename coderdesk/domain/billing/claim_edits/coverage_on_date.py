"""The policy is in force on every day of service."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "coverage-on-date"
CITATION = "CARC 26 and 27, expenses before coverage and after it ended"


def coverage_on_date(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """The policy was chosen by the first day; a stay or a span of days may outlast it."""
    last = claim.last_date
    if last is None:
        return
    for day in dict.fromkeys((claim.service_date, last)):
        if not claim.in_force.covers(day):
            message = f"The policy with {claim.payer.name} is not in force on {day:%m/%d/%Y}: check its dates."
            place = Location(Place.COVERAGE, claim.coverage_id, "in_force.end")
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
            return
