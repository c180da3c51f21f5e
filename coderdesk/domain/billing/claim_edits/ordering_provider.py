"""Medicare wants to know who ordered a laboratory test, an image or equipment."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "ordering-provider"
CITATION = "42 CFR 424.507(a); Medicare Claims Processing Manual ch. 26 § 10.4, items 17 and 17b"

_ORDERED = re.compile(r"7[0-9]{4}|8[0-9]{4}|[EKL][0-9]{4}")


def ordering_provider(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """A claim of the desk names nobody who ordered; a professional component is read, not ordered, and is asked for too."""
    if not claim.payer.is_medicare:
        return
    for line in claim.lines:
        if _ORDERED.fullmatch(line.code):
            message = (
                f"{line.code} is done on an order, and the claim names nobody who ordered it: Medicare sends it back."
            )
            place = Location(Place.ASSIGNMENT, line.assignment_id, "code")
            yield Finding(RULE, Severity.WARN, message, place, CITATION)
