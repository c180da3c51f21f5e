"""Where an operation stands on a hospital's claim, so does who operated."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "operating-provider"
CITATION = "005010X223A2 2310B: required when a surgical procedure is listed"


def operating_provider(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if not claim.procedures or claim.details.operating.is_named:
        return
    surgery = next((row for row in claim.procedures if row.code.startswith("0")), None)
    if surgery is not None:
        message = f"{surgery.code} is an operation, and the claim names nobody who operated."
        yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_claim(claim, "operating.last"), CITATION)
