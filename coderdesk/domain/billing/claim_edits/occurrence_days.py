"""Occurrences of a bill have happened by its end, and their spans end after they begin."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "occurrence-days"
CITATION = "005010X223A2 2300 HI*BH and HI*BI; UB-04 form locators 31 to 36"


def occurrence_days(claim: Claim, on: date) -> Iterator[Finding]:
    if not claim.is_institutional:
        return
    stay = claim.details.stay
    for key, rows in (("occurrences", stay.occurrences), ("spans", stay.spans)):
        for row in rows:
            place = of_claim(claim, f"stay.{key}")
            if row.first is None or (key == "spans" and row.last is None):
                yield Finding(RULE, Severity.STOP, f"Occurrence {row.code} has no day.", place, CITATION)
            elif row.first > on:
                message = f"Occurrence {row.code} has the day {row.first:%m/%d/%Y}, which is in the future."
                yield Finding(RULE, Severity.STOP, message, place, CITATION)
