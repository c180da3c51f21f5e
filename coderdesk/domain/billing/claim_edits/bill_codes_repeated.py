"""No condition, value or occurrence stands twice on a bill."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "bill-codes-repeated"
CITATION = "005010X223A2 2300 HI*BG, HI*BE, HI*BH and HI*BI"


def bill_codes_repeated(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """An occurrence may come again on another day."""
    if not claim.is_institutional:
        return
    stay = claim.details.stay
    lists: tuple[tuple[str, list[object], str], ...] = (
        ("values", [row.code for row in stay.values], "value code"),
        ("occurrences", [(row.code, row.first) for row in stay.occurrences], "occurrence"),
        ("spans", [(row.code, row.first) for row in stay.spans], "occurrence span"),
    )
    for key, rows, words in lists:
        if len(set(rows)) < len(rows):
            message = f"A {words} stands on the bill twice."
            yield Finding(RULE, Severity.STOP, message, of_claim(claim, f"stay.{key}"), CITATION)
