"""A service is billed after it was rendered, to a person who was born by then."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "service-date-possible"
CITATION = "005010X222A1 2400 DTP*472; claim status 187, date(s) of service"


def service_date_possible(claim: Claim, on: date) -> Iterator[Finding]:
    place = Location(Place.ENCOUNTER, claim.encounter_id, "date_of_service")
    for day in sorted({line.service_date for line in claim.lines}):
        if day > on:
            message = f"The date of service {day:%m/%d/%Y} is in the future: a claim is sent after the service."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
        if claim.treated is not None and day < claim.treated.birth_date:
            message = f"The date of service {day:%m/%d/%Y} lies before the patient's birth."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
