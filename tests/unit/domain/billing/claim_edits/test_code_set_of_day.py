"""Cases of the claim edit "code set of day"."""

from dataclasses import replace
from datetime import date

from coderdesk.domain.billing.claim_edits.code_set_of_day import code_set_of_day
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, places

FIELD = {(Severity.STOP, Place.ENCOUNTER, "date_of_service")}


def test_before() -> None:
    """service of September 30, 2015"""
    claim = a_claim()
    old = replace(claim, lines=(replace(claim.lines[0], service_date=date(2015, 9, 30)),))
    assert places(code_set_of_day(old, TODAY)) == FIELD


def test_first_day() -> None:
    """looks too early, is the first day: October 1, 2015"""
    claim = a_claim()
    first = replace(claim, lines=(replace(claim.lines[0], service_date=date(2015, 10, 1)),))
    assert places(code_set_of_day(first, TODAY)) == set()


def test_today() -> None:
    assert places(code_set_of_day(a_claim(), TODAY)) == set()
    assert places(code_set_of_day(a_claim(lines=()), TODAY)) == set()
