"""Cases of the claim edit "units positive"."""

from dataclasses import replace
from decimal import Decimal

from coderdesk.domain.billing.claim_edits.units_positive import units_positive
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, places


def test_zero() -> None:
    """0 units"""
    assert places(units_positive(a_claim(lines=(replace(a_claim().lines[0], units=Decimal(0)),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "units")
    }


def test_negative() -> None:
    """-1 unit"""
    assert places(units_positive(a_claim(lines=(replace(a_claim().lines[0], units=Decimal(-1)),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "units")
    }


def test_half() -> None:
    """1.5 units: some payers take them, so a reason lets it pass"""
    assert places(units_positive(a_claim(lines=(replace(a_claim().lines[0], units=Decimal("1.5")),)), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ASSIGNMENT, "units")
    }


def test_whole() -> None:
    """1 and 2 units"""
    assert places(units_positive(a_claim(), TODAY)) == set()


def test_written_with_point() -> None:
    """looks fractional, is allowed: 3.00 units"""
    assert places(units_positive(a_claim(lines=(replace(a_claim().lines[0], units=Decimal("3.00")),)), TODAY)) == set()
