"""The days that a claim names do not lie after the service, and spans end after they begin."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "claim-days"
CITATION = "005010X222A1 2300 DTP; claim status 187, dates of service"
_BEFORE_SERVICE = (
    ("onset", "onset of the illness"),
    ("last_period", "last menstrual period"),
    ("last_seen", "day on which the patient was last seen"),
    ("initial_treatment", "initial treatment"),
    ("last_xray", "last X-ray"),
    ("prescription", "prescription"),
)
_SPANS = (
    ("hospital_from", "hospital_until", "stay in hospital"),
    ("disabled_from", "disabled_until", "time without work"),
    ("care_assumed", "care_given_up", "care"),
)


def claim_days(claim: Claim, on: date) -> Iterator[Finding]:
    days, last = claim.details.days, claim.last_date
    if claim.is_institutional or last is None:
        return
    for key, words in _BEFORE_SERVICE:
        day = getattr(days, key)
        if day and day > last:
            message = f"The {words} on {day:%m/%d/%Y} lies after the service."
            yield Finding(RULE, Severity.STOP, message, of_claim(claim, f"days.{key}"), CITATION)
    for first_key, last_key, words in _SPANS:
        first, until = getattr(days, first_key), getattr(days, last_key)
        if first and until and until < first:
            message = f"The {words} ends on {until:%m/%d/%Y}, before it begins."
            yield Finding(RULE, Severity.STOP, message, of_claim(claim, f"days.{last_key}"), CITATION)
    if claim.details.died_on and claim.details.died_on > on:
        message = "The day of death lies in the future."
        yield Finding(RULE, Severity.STOP, message, of_claim(claim, "died_on"), CITATION)
