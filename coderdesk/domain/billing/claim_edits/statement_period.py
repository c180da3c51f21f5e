"""The statement of a hospital's claim covers every line of it."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim, of_line
from coderdesk.domain.values.finding import Finding, Severity

RULE = "statement-period"
CITATION = "005010X223A2 2300 DTP*434 and 2400 DTP*472"


def statement_period(claim: Claim, on: date) -> Iterator[Finding]:
    if not claim.is_institutional:
        return
    stay = claim.details.stay
    first, last = stay.statement_from, stay.statement_until
    if claim.is_inpatient and (first is None or last is None):
        message = "The stay has no statement period: enter its first and last day."
        yield Finding(RULE, Severity.STOP, message, of_claim(claim, "stay.statement_from"), CITATION)
    if first and last and last < first:
        message = f"The statement ends on {last:%m/%d/%Y}, before it begins."
        yield Finding(RULE, Severity.STOP, message, of_claim(claim, "stay.statement_until"), CITATION)
    if last and last > on:
        message = f"The statement runs until {last:%m/%d/%Y}, which is in the future."
        yield Finding(RULE, Severity.STOP, message, of_claim(claim, "stay.statement_until"), CITATION)
    for line in claim.lines:
        if (first and line.service_date < first) or (last and line.last_date > last):
            message = f"{line.code} was done on {line.service_date:%m/%d/%Y}, outside the statement period."
            yield Finding(RULE, Severity.STOP, message, of_line(line, "performed_on"), CITATION)
