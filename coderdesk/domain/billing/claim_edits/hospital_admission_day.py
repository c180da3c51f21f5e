"""Services to an inpatient name the day of the admission."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.values.finding import Finding, Severity

RULE = "hospital-admission-day"
CITATION = "005010X222A1 2300 DTP*435; Medicare Claims Processing Manual ch. 26 § 10.4, item 18"
_INPATIENT_PLACES = frozenset({"21", "51", "61"})


def hospital_admission_day(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    days = claim.details.days
    if claim.kind is ClaimKind.PROFESSIONAL and claim.place_of_service in _INPATIENT_PLACES and not days.hospital_from:
        message = "The patient was seen in a hospital as an inpatient: enter the day of the admission."
        yield Finding(RULE, Severity.WARN, message, of_claim(claim, "days.hospital_from"), CITATION)
