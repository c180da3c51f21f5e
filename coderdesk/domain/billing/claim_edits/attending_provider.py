"""A hospital's claim names who attended, by an NPI of their own."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "attending-provider"
CITATION = "005010X223A2 2310A; the attending provider's NPI is not the billing one"


def attending_provider(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """Where nobody else is named, the visit's provider attended."""
    if not claim.is_institutional:
        return
    named = claim.details.attending
    npi = named.npi if named.is_named else claim.rendering.npi
    place = of_claim(claim, "attending.npi")
    if not npi:
        yield Finding(RULE, Severity.STOP, "Whoever attended has no NPI.", place, CITATION)
    elif npi == claim.billing.npi:
        message = "Whoever attended has the NPI of the facility: enter their own."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
