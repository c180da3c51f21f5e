"""A hospital's claim has the type of bill of its kind of facility and care."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "bill-type"
CITATION = "005010X223A2 2300 CLM05; UB-04 form locator 4"


def bill_type(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """The two digits for facility and care; which care a facility may have is not told here, and its frequency is another's."""
    if not claim.is_institutional:
        return
    place = of_claim(claim, "stay.bill_type")
    kind = claim.details.stay.bill_type
    if not kind:
        message = "The bill has no type: 11 for an inpatient hospital stay, 13 for an outpatient visit to a hospital."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
    elif kind[0] == "5" or (kind[1] == "9" and kind[0] not in "78"):
        message = f"The type of bill begins with {kind}, which is reserved and not in use."
        yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
