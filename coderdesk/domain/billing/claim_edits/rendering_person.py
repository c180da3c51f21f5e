"""The person who renders has an NPI of their own, not the practice's."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "rendering-person"
CITATION = "005010X222A1 2310B; claim status 562 with entity 82, rendering provider's NPI"


def rendering_person(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """Somebody in practice alone may bill under one NPI, so that this only warns."""
    if claim.billing.npi and claim.rendering.npi == claim.billing.npi:
        message = (
            f"{claim.rendering.display} has the practice's NPI: a group bills under its own, and names who treated."
        )
        place = Location(Place.PROVIDER, claim.rendering.id, "npi")
        yield Finding(RULE, Severity.WARN, message, place, CITATION)
