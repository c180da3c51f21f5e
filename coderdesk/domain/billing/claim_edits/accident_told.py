"""Where the diagnoses tell of a traffic accident, the payer asks who else pays."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "accident-told"
CITATION = "005010X222A1 2300 CLM11 and DTP*439; CARC 20, injury covered by a liability carrier"


def accident_told(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """One finding for the first transport accident (V00 to V99): a claim of the desk says nothing of accidents."""
    for diagnosis in claim.diagnoses:
        if diagnosis.code.startswith("V"):
            message = f"{diagnosis.code} tells of a transport accident, and the claim says of none: the payer will ask."
            place = Location(Place.ASSIGNMENT, diagnosis.assignment_id, "code")
            yield Finding(RULE, Severity.WARN, message, place, CITATION)
            return
