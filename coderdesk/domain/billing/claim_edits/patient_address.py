"""The patient's address has a street or box, city, state and ZIP code."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.persons import treated_person
from coderdesk.domain.people.address import STATES
from coderdesk.domain.values.finding import Finding, Severity
from coderdesk.domain.values.identifiers import is_zip

RULE = "patient-address"
CITATION = "005010X222A1 2010BA and 2010CA N3, N4"


def patient_address(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """Where the subscriber is another person, the guide asks for the patient's address alone."""
    named = treated_person(claim)
    if named is None:
        return
    address = named.person.address
    for field, is_fit, trouble in (
        ("line1", bool(address.line1.strip()), "has no street"),
        ("city", bool(address.city.strip()), "has no city"),
        ("state", address.state in STATES, "has no two-letter state"),
        ("zip_code", is_zip(address.zip_code), "has no ZIP code of five or nine digits"),
    ):
        if not is_fit:
            yield Finding(
                RULE, Severity.STOP, f"The patient's address {trouble}.", named.at(f"address.{field}"), CITATION
            )
