"""Covered and non-covered days make up the stay, and the accommodation billed is as many."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "covered-days"
CITATION = "005010X223A2 2300 HI*BE 80 and 81; covered and non-covered days are the days of the statement period"
_COVERED, _NOT_COVERED, _STILL_A_PATIENT = "80", "81", "30"


def covered_days(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """The day of discharge is not counted, unless the patient is still there; a stay within one day counts as one."""
    stay = claim.details.stay
    first, last = stay.statement_from, stay.statement_until
    if not claim.is_inpatient or first is None or last is None or last < first:
        return
    begun = max(first, stay.admitted_on or first)
    days = (last - begun).days + (1 if stay.patient_status == _STILL_A_PATIENT else 0)
    days = days or 1
    counted = {row.code: row.amount or 0 for row in stay.values if row.code in (_COVERED, _NOT_COVERED)}
    place = of_claim(claim, "stay.values")
    if not counted:
        message = (
            f"The stay says nothing of its covered days: value code 80 with {days}, and 81 where some are not covered."
        )
        yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
    elif sum(counted.values()) != days:
        message = f"Covered and non-covered days come to {sum(counted.values()):g}, and the stay has {days}."
        yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
    billed = sum(row.quantity for row in claim.revenue_lines if _is_accommodation(row.revenue_code))
    if billed and counted and billed != sum(counted.values()):
        message = (
            f"Accommodation is billed for {billed:g} days, and value codes 80 and 81 come to {sum(counted.values()):g}."
        )
        yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_claim(claim, "stay.revenue_lines"), CITATION)


def _is_accommodation(revenue_code: str) -> bool:
    """010x to 021x, leave of absence (018x) left out."""
    return "0100" <= revenue_code <= "0219" and not revenue_code.startswith("018")
