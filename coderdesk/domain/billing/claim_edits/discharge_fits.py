"""Who is still a patient has no discharge; who is discharged has an hour and a final bill."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "discharge-fits"
CITATION = "005010X223A2 2300 CLM05-3, CL103 and DTP*096; UB-04 form locators 4, 16 and 17"
STILL_A_PATIENT = "30"
_GOES_ON = frozenset({"2", "3"})
_IS_LAST = frozenset({"1", "4"})


def discharge_fits(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    stay = claim.details.stay
    if not claim.is_inpatient or not stay.patient_status:
        return
    status, is_still_there = of_claim(claim, "stay.patient_status"), stay.patient_status == STILL_A_PATIENT
    if is_still_there and claim.frequency in _IS_LAST:
        message = (
            f"Status 30 says that the patient is still there, frequency {claim.frequency} that the bill is the last."
        )
        yield Finding(RULE, Severity.STOP, message, status, CITATION)
    elif not is_still_there and claim.frequency in _GOES_ON:
        message = f"Frequency {claim.frequency} says that further bills follow: the discharge status is then 30."
        yield Finding(RULE, Severity.STOP, message, status, CITATION)
    hour = of_claim(claim, "stay.discharge_hour")
    if is_still_there and stay.discharge_hour:
        yield Finding(RULE, Severity.STOP, "A patient who is still there has no discharge hour.", hour, CITATION)
    elif not is_still_there and not stay.discharge_hour:
        yield Finding(RULE, Severity.STOP, "The discharge has no hour.", hour, CITATION)
