"""A professional claim carries one to fifty service lines."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import MAX_LINES, Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "line-count"
CITATION = "005010X222A1 2400: one to fifty service lines"


def line_count(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    place = Location(Place.ENCOUNTER, claim.encounter_id, "services")
    if not claim.lines:
        message = "The claim has no service: attach what was done, with the words that document it."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
    elif len(claim.lines) > MAX_LINES:
        message = f"The claim has {len(claim.lines)} service lines and holds {MAX_LINES}."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
