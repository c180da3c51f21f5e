"""An inpatient's claim says when, how and from where the patient was admitted."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "admission-told"
CITATION = "005010X223A2 2300 DTP*435 and CL1; UB-04 form locators 12 to 15"


def admission_told(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """The type of admission and the status are asked of every hospital claim, day, hour and source of inpatients."""
    if not claim.is_institutional:
        return
    stay = claim.details.stay
    asked: list[tuple[str, object, str]] = [
        ("admission_type", stay.admission_type, "type of admission (1 to 5, or 9)"),
        ("patient_status", stay.patient_status, "discharge status (01 home, 30 still a patient ...)"),
    ]
    if claim.is_inpatient:
        asked += [
            ("admitted_on", stay.admitted_on, "day of admission"),
            ("admission_hour", stay.admission_hour, "hour of admission"),
            ("admission_source", stay.admission_source, "source of admission"),
        ]
    for key, value, words in asked:
        if not value:
            message = f"The claim says nothing of the {words}."
            yield Finding(RULE, Severity.STOP, message, of_claim(claim, f"stay.{key}"), CITATION)
    if claim.is_inpatient and not stay.admitting_diagnosis:
        message = "The stay has no admitting diagnosis: the reason for which the patient was admitted."
        yield Finding(RULE, Severity.STOP, message, of_claim(claim, "stay.admitting_diagnosis"), CITATION)
