"""A professional claim carries one to fifty service lines."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import MAX_LINES, Claim
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "line-count"
CITATION = "005010X222A1 and X224A2 2400: one to fifty service lines; 005010X223A2 2400: up to 999"
_MOST = {ClaimKind.PROFESSIONAL: MAX_LINES, ClaimKind.INSTITUTIONAL: 999, ClaimKind.DENTAL: MAX_LINES}


def line_count(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    place = Location(Place.ENCOUNTER, claim.encounter_id, "services")
    most, count = _MOST[claim.kind], len(claim.revenue_lines) + len(claim.lines)
    if not count:
        message = "The claim has no service: attach what was done, with the words that document it."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
    elif count > most:
        message = f"The claim has {count} service lines and holds {most}."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
