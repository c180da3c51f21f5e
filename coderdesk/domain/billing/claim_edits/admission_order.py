"""Admission comes before the end of the statement, and discharge after admission."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "admission-order"
CITATION = "005010X223A2 2300 DTP*435, DTP*434 and DTP*096; 42 CFR 412.2(c)(5), services before admission"


def admission_order(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """The statement may begin up to three days before the admission, when services before it are billed with the stay."""
    stay = claim.details.stay
    if not claim.is_inpatient or stay.admitted_on is None:
        return
    place = of_claim(claim, "stay.admitted_on")
    if stay.statement_until and stay.admitted_on > stay.statement_until:
        message = f"The admission on {stay.admitted_on:%m/%d/%Y} lies after the statement period."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
    elif stay.statement_from and (stay.admitted_on - stay.statement_from).days > 3:
        message = f"The statement begins more than three days before the admission on {stay.admitted_on:%m/%d/%Y}."
        yield Finding(RULE, Severity.WARN, message, of_claim(claim, "stay.statement_from"), CITATION)
    same_day = stay.admitted_on == stay.statement_until
    if same_day and stay.discharge_hour and stay.admission_hour and stay.discharge_hour < stay.admission_hour:
        message = "The discharge hour lies before the admission hour of the same day."
        yield Finding(RULE, Severity.STOP, message, of_claim(claim, "stay.discharge_hour"), CITATION)
