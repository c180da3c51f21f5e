"""A professional claim carries one to twelve diagnoses, a hospital's up to twenty-five, a dental one none to four."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import MAX_DIAGNOSES, Claim
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "diagnosis-count"
CITATION = "2300 HI: up to eleven further diagnoses in 005010X222A1, 24 in X223A2, three in X224A2"
_MOST = {ClaimKind.PROFESSIONAL: MAX_DIAGNOSES, ClaimKind.INSTITUTIONAL: 25, ClaimKind.DENTAL: 4}


def diagnosis_count(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    place = Location(Place.ENCOUNTER, claim.encounter_id, "diagnoses")
    count, most = len(claim.diagnoses), _MOST[claim.kind]
    if count == 0 and claim.kind is not ClaimKind.DENTAL:
        message = "The claim has no diagnosis: attach the one that the visit was for."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
    elif count > most:
        message = f"The claim has {count} diagnoses and holds {most}: remove those that no service is for."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
