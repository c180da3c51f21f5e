"""A professional claim carries one to twelve diagnoses."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import MAX_DIAGNOSES, Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "diagnosis-count"
CITATION = "005010X222A1 2300 HI: a principal and up to eleven further diagnoses"


def diagnosis_count(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    place = Location(Place.ENCOUNTER, claim.encounter_id, "diagnoses")
    count = len(claim.diagnoses)
    if count == 0:
        message = "The claim has no diagnosis: attach the one that the visit was for."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
    elif count > MAX_DIAGNOSES:
        message = f"The claim has {count} diagnoses and holds {MAX_DIAGNOSES}: remove those that no service is for."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
