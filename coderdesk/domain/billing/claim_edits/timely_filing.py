"""A claim reaches its payer in time: a calendar year for Medicare, the payer's own days otherwise."""

from collections.abc import Iterator
from datetime import date, timedelta

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.payer import Payer
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "timely-filing"
CITATION = (
    "42 CFR 424.44(a)(1): a calendar year after the service (a stay's last day); else the payer's contract (CARC 29)"
)
SHORT_NOTICE = 30


def filing_deadline(claim: Claim) -> date | None:
    """The last day on which the payer takes the claim; None where its time is not known, and for a claim that follows another."""
    if claim.last_date is None or claim.frequency != "1" or claim.prior:
        return None
    counted = claim.last_date if claim.is_institutional and claim.payer.is_medicare else None
    return deadline_of(claim.payer, counted or claim.service_date)


def deadline_of(payer: Payer, first: date) -> date | None:
    """The payer's last day for an original claim, by its first date of service."""
    if payer.is_medicare:
        return _a_year_after(first)
    return first + timedelta(days=payer.filing_days) if payer.filing_days > 0 else None


def timely_filing(claim: Claim, on: date) -> Iterator[Finding]:
    """Counted from the first date of service, for Medicare and a hospital from the last of the statement.

    A late claim may leave with a reason; the last thirty days warn.

    Corrections and claims to a further payer have times of their own, which nobody here knows.
    """
    deadline = filing_deadline(claim)
    if deadline is None or claim.delay_reason:
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
