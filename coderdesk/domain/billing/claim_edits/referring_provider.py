"""A consultation names who asked for it."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.billing.details.wanted import CONSULTATION
from coderdesk.domain.values.finding import Finding, Severity

RULE = "referring-provider"
CITATION = "005010X222A1 2310A; Medicare Claims Processing Manual ch. 26 § 10.4, items 17 and 17b"


def referring_provider(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if claim.is_institutional or claim.details.referring.is_named:
        return
    for line in claim.lines:
        if CONSULTATION.fullmatch(line.code):
            message = f"{line.code} is a consultation, and the claim names nobody who asked for it."
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_claim(claim, "referring.last"), CITATION)
            return
