"""Where the diagnoses tell of a traffic accident, the payer asks who else pays; and an accident has its day and state."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.people.address import STATES
from coderdesk.domain.values.finding import Finding, Severity

RULE = "accident-told"
CITATION = "005010X222A1 2300 CLM11 and DTP*439; CARC 20, injury covered by a liability carrier"


def accident_told(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """One finding for the first transport accident (V00 to V99) of a claim that says nothing of one."""
    details = claim.details
    if not claim.is_institutional:
        yield from _of_causes(claim)
    if details.causes or (claim.is_institutional and details.stay.occurrences):
        return
    for diagnosis in claim.diagnoses:
        if diagnosis.code.startswith("V"):
            message = f"{diagnosis.code} tells of a transport accident, and the claim says of none: the payer will ask."
            key = "stay.occurrences" if claim.is_institutional else "causes"
            yield Finding(RULE, Severity.WARN, message, of_claim(claim, key), CITATION)
            return


def _of_causes(claim: Claim) -> Iterator[Finding]:
    details = claim.details
    accident, last = details.accident_on, claim.last_date
    if {"AA", "OA"} & set(details.causes) and accident is None:
        yield Finding(RULE, Severity.STOP, "The accident has no day.", of_claim(claim, "accident_on"), CITATION)
    if "AA" in details.causes and details.accident_state not in STATES:
        message = "An auto accident names the state where it happened."
        yield Finding(RULE, Severity.STOP, message, of_claim(claim, "accident_state"), CITATION)
    if accident and last and accident > last:
        message = f"The accident on {accident:%m/%d/%Y} lies after the service."
        yield Finding(RULE, Severity.STOP, message, of_claim(claim, "accident_on"), CITATION)
