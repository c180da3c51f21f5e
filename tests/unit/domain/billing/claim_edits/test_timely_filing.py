"""Cases of the claim edit "timely filing"."""

from dataclasses import replace
from datetime import date, timedelta

from coderdesk.domain.billing.claim_edits.timely_filing import filing_deadline, timely_filing
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PAYER, VISIT_DAY, a_claim, places

LATE = {(Severity.STOP_OVERRIDE, Place.ENCOUNTER, "date_of_service")}
SOON = {(Severity.WARN, Place.ENCOUNTER, "date_of_service")}


def after(days: int) -> date:
    return VISIT_DAY + timedelta(days=days)


def test_too_late() -> None:
    """payer that takes claims for 90 days / sent on the 91st"""
    claim = a_claim(payer=replace(PAYER, filing_days=90))
    assert places(timely_filing(claim, after(91))) == LATE


def test_days_left() -> None:
    """payer that takes claims for 90 days / 12 days before the last"""
    claim = a_claim(payer=replace(PAYER, filing_days=90))
    [finding] = timely_filing(claim, after(78))
    assert "12 days are left" in finding.message
    assert places([finding]) == SOON


def test_last_day() -> None:
    """looks late, is in time: the last day itself"""
    claim = a_claim(payer=replace(PAYER, filing_days=90))
    assert places(timely_filing(claim, after(90))) == SOON


def test_medicare() -> None:
    """Medicare / the day after a year"""
    claim = a_claim(payer=replace(PAYER, filing_indicator="MB", filing_days=90))
    assert places(timely_filing(claim, date(2027, 3, 3))) == LATE
    assert places(timely_filing(claim, date(2027, 3, 2))) == SOON


def test_leap_day() -> None:
    """Medicare / service of February 29: until February 28 of the next year"""
    claim = a_claim(payer=replace(PAYER, filing_indicator="MB"))
    leap = replace(claim, lines=(replace(claim.lines[0], service_date=date(2024, 2, 29)),))
    assert filing_deadline(leap) == date(2025, 2, 28)


def test_unknown_time() -> None:
    """payer whose time is not known / two years later"""
    assert places(timely_filing(a_claim(), after(730))) == set()


def test_plenty_of_time() -> None:
    """payer that takes claims for 90 days / sent the next day"""
    assert places(timely_filing(a_claim(payer=replace(PAYER, filing_days=90)), after(1))) == set()


def test_what_follows_another_claim() -> None:
    """looks late, is a correction, or says why it comes late"""
    late = a_claim(payer=replace(PAYER, filing_days=90))
    for claim in (replace(late, frequency="7"), replace(late, delay_reason="7")):
        assert places(timely_filing(claim, after(200))) == set()
    assert places(timely_filing(late, after(200))) == LATE
