"""Billing and rendering provider are known by a National Provider Identifier that passes its check digit."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.identifiers import is_npi

RULE = "npi-check-digit"
CITATION = "45 CFR 162.406; CMS, NPI check digit calculation; 005010X222A1 2010AA and 2310B NM109"


def npi_check_digit(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    billing, rendering = claim.billing, claim.rendering
    yield from _npi(billing.npi, f"The practice {billing.name}", Location(Place.PRACTICE, billing.id, "npi"))
    yield from _npi(rendering.npi, rendering.display, Location(Place.PROVIDER, rendering.id, "npi"))


def _npi(npi: str, owner: str, place: Location) -> Iterator[Finding]:
    if not npi:
        yield Finding(RULE, Severity.STOP, f"{owner} has no NPI: enter its ten digits.", place, CITATION)
    elif not is_npi(npi):
        message = f"{owner} has the NPI {npi}, which fails the check digit: compare it with the registry's letter."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
