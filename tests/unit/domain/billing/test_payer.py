"""Who is billed first on a date of service."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.billing.payer import primary_on
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.ids import CoverageId
from tests.helpers.claims import COVERAGE, PAYER, VISIT_DAY

SECOND = replace(COVERAGE, id=CoverageId("coverage-2"), priority=2)


def test_priority_decides_and_not_the_order_of_the_list() -> None:
    assert primary_on((SECOND, COVERAGE), VISIT_DAY) == COVERAGE


def test_the_second_is_billed_when_the_first_has_ended() -> None:
    """first policy until 03/01/2026 / visit on 03/02/2026"""
    ended = replace(COVERAGE, in_force=Period(None, date(2026, 3, 1)))
    assert primary_on((ended, SECOND), VISIT_DAY) == SECOND


@given(start=st.none() | st.dates(), end=st.none() | st.dates(), day=st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_the_patient_pays_outside_the_policys_days(start: date | None, end: date | None, day: date) -> None:
    coverage = replace(COVERAGE, in_force=Period(start, end))
    assert primary_on((coverage,), day) == (coverage if Period(start, end).covers(day) else None)


def test_no_policy() -> None:
    assert primary_on((), VISIT_DAY) is None


def test_only_medicare_is_medicare() -> None:
    """SBR09: MA and MB are Medicare, CI and MC are not"""
    indicators = [code for code in ("MA", "MB", "CI", "MC") if replace(PAYER, filing_indicator=code).is_medicare]
    assert indicators == ["MA", "MB"]
