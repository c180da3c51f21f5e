"""A claim reaches its payer in time: a calendar year for Medicare, the payer's own days otherwise."""

from collections.abc import Iterator
from datetime import date, timedelta

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "timely-filing"
CITATION = "42 CFR 424.44(a)(1): one calendar year after the service; otherwise the payer's contract (CARC 29)"
SHORT_NOTICE = 30


def filing_deadline(claim: Claim) -> date | None:
    """The last day on which the payer takes the claim; None where its time is not known."""
    if not claim.lines:
        return None
    first = claim.service_date
    if claim.payer.is_medicare:
        return _a_year_after(first)
    return first + timedelta(days=claim.payer.filing_days) if claim.payer.filing_days > 0 else None


def timely_filing(claim: Claim, on: date) -> Iterator[Finding]:
    """Counted from the first date of service. A late claim may leave with a reason; the last thirty days warn."""
    deadline = filing_deadline(claim)
    if deadline is None:
        return
    left = (deadline - on).days
    place = Location(Place.ENCOUNTER, claim.encounter_id, "date_of_service")
    if left < 0:
        message = f"{claim.payer.name} took this claim until {deadline:%m/%d/%Y}, {-left} days ago: it is too late."
        yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
    elif left <= SHORT_NOTICE:
        message = f"{claim.payer.name} takes this claim until {deadline:%m/%d/%Y}: {left} days are left."
        yield Finding(RULE, Severity.WARN, message, place, CITATION)


def _a_year_after(day: date) -> date:
    """The same day of the next year; 28 February for a leap day."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)
