"""Spinal manipulation for Medicare names the day on which its course of treatment began."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.billing.details.wanted import SPINAL
from coderdesk.domain.values.finding import Finding, Severity

RULE = "spinal-treatment"
CITATION = "Medicare Claims Processing Manual ch. 26 § 10.4, item 14; 005010X222A1 2300 DTP*454"


def spinal_treatment(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if not claim.payer.is_medicare or claim.details.days.initial_treatment:
        return
    line = next((line for line in claim.lines if line.code in SPINAL), None)
    if line is not None:
        message = f"{line.code}: Medicare asks when the course of treatment began."
        yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_claim(claim, "days.initial_treatment"), CITATION)
