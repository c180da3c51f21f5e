"""Medicare wants to know who ordered a laboratory test, an image or equipment."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.billing.details.wanted import ORDERED
from coderdesk.domain.values.finding import Finding, Severity

RULE = "ordering-provider"
CITATION = "42 CFR 424.507(a); Medicare Claims Processing Manual ch. 26 § 10.4, items 17 and 17b"


def ordering_provider(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """Who referred may stand for who ordered; a professional component is read, not ordered, and is asked for too."""
    details = claim.details
    is_named = details.ordering.is_named or details.referring.is_named
    if not claim.payer.is_medicare or claim.is_institutional or is_named:
        return
    for line in claim.lines:
        if ORDERED.fullmatch(line.code):
            message = (
                f"{line.code} is done on an order, and the claim names nobody who ordered it: Medicare sends it back."
            )
            yield Finding(RULE, Severity.WARN, message, of_claim(claim, "ordering.last"), CITATION)
            return
