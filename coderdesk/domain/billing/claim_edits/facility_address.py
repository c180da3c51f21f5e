"""A service facility that is named has its name and street address, with the long ZIP code."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.people.address import STATES
from coderdesk.domain.values.finding import Finding, Severity
from coderdesk.domain.values.identifiers import is_zip

RULE = "facility-address"
CITATION = "005010X222A1 2310C and 005010X223A2 2310E: N3, N4 with a nine-digit ZIP code"


def facility_address(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    site = claim.details.facility
    if not site.is_named:
        return
    address = site.address
    for key, is_fit, trouble in (
        ("name", bool(site.name.strip()), "has no name"),
        ("address.line1", bool(address.line1.strip()), "has no street"),
        ("address.city", bool(address.city.strip()), "has no city"),
        ("address.state", address.state in STATES, "has no two-letter state"),
        ("address.zip_code", is_zip(address.zip_code), "has no ZIP code"),
    ):
        if not is_fit:
            message = f"The service facility {trouble}."
            yield Finding(RULE, Severity.STOP, message, of_claim(claim, f"facility.{key}"), CITATION)
    if is_zip(address.zip_code) and len(address.zip_code) == 5:
        message = "The service facility's ZIP code has five digits, and the guide asks for nine."
        yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_claim(claim, "facility.address.zip_code"), CITATION)
