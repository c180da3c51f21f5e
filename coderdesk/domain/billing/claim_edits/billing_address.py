"""The billing provider's address is a street with city, state and nine-digit ZIP code."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.people.address import STATES
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.identifiers import is_zip

RULE = "billing-address"
CITATION = "005010X222A1 2010AA N3 and N4: a physical address, with the full nine digits of the ZIP code"


def billing_address(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """A five-digit ZIP code may be overridden: some payers take it."""
    address = claim.billing.address
    for field, trouble, severity in (
        ("line1", "" if address.line1.strip() else "has no street address", Severity.STOP),
        (
            "line1",
            "is a PO box: payers pay to a box but want the street here" if address.is_po_box else "",
            Severity.STOP,
        ),
        ("city", "" if address.city.strip() else "has no city", Severity.STOP),
        ("state", "" if address.state in STATES else "has no two-letter state", Severity.STOP),
        ("zip_code", "" if is_zip(address.zip_code) else "has no ZIP code of nine digits", Severity.STOP),
        (
            "zip_code",
            "has a ZIP code of five digits where the last four are wanted too" if len(address.zip_code) == 5 else "",
            Severity.STOP_OVERRIDE,
        ),
    ):
        if trouble:
            place = Location(Place.PRACTICE, claim.billing.id, f"address.{field}")
            yield Finding(RULE, severity, f"The practice's address {trouble}.", place, CITATION)
