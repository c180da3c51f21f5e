"""Days, minutes and drug quantities of a claim stand in the words of the visit's documents."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import DETAILS, Finding, Location, Place, Severity

RULE = "details-documented"
CITATION = "Social Security Act § 1833(e): paid is what the information furnished shows to be due"


def details_documented(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """What was left out of the claim because its words were changed since."""
    for gone in claim.unproven:
        message = (
            f"The words that state the {gone.words} no longer stand in the documents: select them and enter it again."
        )
        place = of_claim(claim, gone.key)
        if gone.assignment_id is not None:
            place = Location(Place.ASSIGNMENT, gone.assignment_id, DETAILS + gone.key)
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
