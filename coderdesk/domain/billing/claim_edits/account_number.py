"""A claim carries the practice's account number, which the payer's answers repeat."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "account-number"
CITATION = "005010X222A1 2300 CLM01: at most 20 characters, returned by the payer as sent"
MAX_CONTROL = 20


def account_number(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """What the file would change in it (case, a delimiter) would come back changed too, and match nothing."""
    place = Location(Place.ENCOUNTER, claim.encounter_id, "account")
    if not claim.control or len(claim.control) > MAX_CONTROL:
        message = f"The visit's account number has not one to {MAX_CONTROL} characters."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
    elif x12_text(claim.control) != claim.control:
        message = f"The account number {claim.control} would stand in the file as {x12_text(claim.control)}."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
