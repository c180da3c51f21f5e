"""A replacement or void names the payer's own number of the claim that it corrects."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "frequency-original"
CITATION = "005010X222A1 2300 CLM05-3 and REF*F8; X12 RFI 1538, 2173"

# of a hospital: the first, a middle or the last bill of a stay, and charges that come late
_ONE_OF_SEVERAL = ("2", "3", "4", "5")


def frequency_original(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """An original (1) names no earlier claim; what is neither original, replacement (7) nor void (8) cannot leave."""
    if claim.frequency == "1" and not claim.payer_claim_number:
        return
    if claim.is_institutional and claim.frequency in _ONE_OF_SEVERAL and not claim.payer_claim_number:
        return
    if claim.frequency in ("7", "8") and claim.payer_claim_number:
        return
    if claim.frequency in ("7", "8"):
        message = f"Frequency {claim.frequency} corrects an earlier claim and needs the payer's number of it."
    else:
        message = f"A claim of frequency {claim.frequency} corrects no earlier claim, so it names none."
    yield Finding(RULE, Severity.STOP, message, Location(Place.CLAIM, claim.id, "frequency"), CITATION)
