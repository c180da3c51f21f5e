"""Each ICD-10-PCS procedure has its day, and that lies in the stay."""

from collections.abc import Iterator
from datetime import date, timedelta

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import DETAILS, Finding, Location, Place, Severity

RULE = "procedure-day"
CITATION = "005010X223A2 2300 HI*BBR and HI*BBQ; 42 CFR 412.2(c)(5), services before admission"
BEFORE_ADMISSION = 3


def procedure_day(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """Diagnostic procedures of the three days before admission belong to the stay."""
    stay = claim.details.stay
    first, last = stay.statement_from, stay.statement_until
    for row in claim.procedures:
        place = Location(Place.ASSIGNMENT, row.assignment_id, DETAILS + "performed_on")
        if row.on is None:
            message = f"{row.code} has no day: say when it was performed."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
        elif (last and row.on > last) or (first and row.on < first - timedelta(days=BEFORE_ADMISSION)):
            message = f"{row.code} was performed on {row.on:%m/%d/%Y}, outside the stay."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
