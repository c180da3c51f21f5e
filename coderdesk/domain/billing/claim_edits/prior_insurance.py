"""Medicare after another payer says why it comes second, and no payer comes after itself."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "prior-insurance"
CITATION = "005010X222A1 2000B SBR05; 2330B NM109"


def prior_insurance(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """SBR05 is asked for when Medicare is not the first payer; payer ids tell the adjudications of a line apart."""
    here = Location(Place.CLAIM, claim.id, "prior")
    if claim.prior and claim.payer.is_medicare and not claim.insurance_type:
        message = (
            "Medicare pays second here and asks why: choose the reason (working aged, disability, kidney disease ...)."
        )
        yield Finding(RULE, Severity.STOP, message, here, CITATION)
    ids = [row.payer.payer_id for row in claim.prior] + ([claim.payer.payer_id] if claim.prior else [])
    if len(set(ids)) < len(ids):
        message = "Two payers of this claim have the same payer id, so nobody could tell whose decision is whose."
        yield Finding(RULE, Severity.STOP, message, here, CITATION)
