"""Cases of the claim edit "coverage on date"."""

from datetime import date

from coderdesk.domain.billing.claim_edits.coverage_on_date import coverage_on_date
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim, an_office_claim
from tests.helpers.claims import TODAY, places


def test_open() -> None:
    """a policy without an end"""
    assert places(coverage_on_date(an_office_claim(), TODAY)) == set()


def test_ended_in_stay() -> None:
    """the policy ends in the middle of the stay"""
    assert places(coverage_on_date(a_stay_claim(in_force=Period(end=date(2026, 3, 2))), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.COVERAGE, "in_force.end")
    }


def test_last_day() -> None:
    """ends on the day of the visit"""
    assert places(coverage_on_date(an_office_claim(in_force=Period(end=date(2026, 3, 2))), TODAY)) == set()


def test_over() -> None:
    """ended the day before"""
    assert places(coverage_on_date(an_office_claim(in_force=Period(end=date(2026, 3, 1))), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.COVERAGE, "in_force.end")
    }
