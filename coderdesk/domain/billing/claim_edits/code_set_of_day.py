"""ICD-10-CM codes are for services from October 1, 2015 on."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "code-set-of-day"
CITATION = "45 CFR 162.1002(b) and (c): ICD-9-CM through September 30, 2015, ICD-10-CM from October 1, 2015"
FIRST_DAY = date(2015, 10, 1)


def code_set_of_day(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if claim.lines and claim.service_date < FIRST_DAY:
        message = (
            f"The service of {claim.service_date:%m/%d/%Y} was coded in ICD-9-CM, and the claim has ICD-10-CM codes."
        )
        place = Location(Place.ENCOUNTER, claim.encounter_id, "date_of_service")
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
