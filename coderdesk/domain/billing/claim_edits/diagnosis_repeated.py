"""No diagnosis stands twice on a claim."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.coding.code import undotted
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "diagnosis-repeated"
CITATION = "ICD-10-CM Guidelines I.B.12; 005010X222A1 2300 HI"


def diagnosis_repeated(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    seen: set[str] = set()
    for diagnosis in claim.diagnoses:
        bare = undotted(diagnosis.code)
        if bare in seen:
            message = f"{diagnosis.code} stands twice on the claim: remove one of the two."
            place = Location(Place.ASSIGNMENT, diagnosis.assignment_id, "code")
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
        seen.add(bare)
