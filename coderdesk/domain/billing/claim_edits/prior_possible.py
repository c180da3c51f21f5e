"""What an earlier payer decided could have been decided: on a day between service and today, with sums that one pays."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.prior_adjudication import PriorAdjudication
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.money import ZERO

RULE = "prior-possible"
CITATION = "005010X222A1 2320 CAS and AMT*D, 2330B and 2430 DTP*573; X12 external code list 139"
# adjustment reasons are numbers, or a letter with a number: 45, 253, A1, B15, P12
_REASON = re.compile(r"[1-9][0-9]{0,2}|[A-Z][0-9]{1,2}")


def prior_possible(claim: Claim, on: date) -> Iterator[Finding]:
    """A predetermination is decided before the service, so only a day in the future is wrong there."""
    for row in claim.prior:
        for message in _doubts(claim, row, on):
            yield Finding(RULE, Severity.STOP, message, Location(Place.CLAIM, claim.id, "prior"), CITATION)


def _doubts(claim: Claim, row: PriorAdjudication, on: date) -> Iterator[str]:
    day, name = row.adjudicated_on, row.payer.name
    if day > on:
        yield f"{name} is said to have decided on {day:%m/%d/%Y}, which is in the future."
    elif claim.lines and day < claim.service_date and not claim.details.dental.is_predetermination:
        yield f"{name} is said to have decided on {day:%m/%d/%Y}, before the service."
    if row.paid < ZERO or any(line.paid < ZERO for line in row.lines):
        yield f"{name} is said to have paid less than nothing: enter what it paid in the end."
    adjustments = [*row.adjustments, *(adjustment for line in row.lines for adjustment in line.adjustments)]
    for reason in dict.fromkeys(adjustment.reason for adjustment in adjustments):
        if not _REASON.fullmatch(reason):
            yield f"{reason or 'Nothing'} is no adjustment reason code, as 45 or B15 are."
