"""Cases of the claim edit "charge positive"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.charge_positive import charge_positive
from coderdesk.domain.values.finding import Place, Severity
from coderdesk.domain.values.money import Money
from tests.helpers.claims import TODAY, a_claim, places


def test_no_price() -> None:
    """99213 for $125.00 / 81002 without a price"""
    assert places(
        charge_positive(a_claim(lines=(a_claim().lines[0], replace(a_claim().lines[1], charge=Money(0)))), TODAY)
    ) == {(Severity.STOP_OVERRIDE, Place.ASSIGNMENT, "unit_price")}


def test_negative() -> None:
    """99213 for $125.00 / 81002 for -$1.00"""
    assert places(
        charge_positive(a_claim(lines=(a_claim().lines[0], replace(a_claim().lines[1], charge=Money(-100)))), TODAY)
    ) == {(Severity.STOP, Place.ASSIGNMENT, "unit_price")}


def test_asks_for_nothing() -> None:
    """1036F for $0.00 alone: the claim has no total"""
    assert places(
        charge_positive(a_claim(lines=(replace(a_claim().lines[0], code="1036F", charge=Money(0)),)), TODAY)
    ) == {(Severity.STOP, Place.ENCOUNTER, "services")}


def test_priced() -> None:
    """99213 for $125.00 / 81002 for $20.50"""
    assert places(charge_positive(a_claim(), TODAY)) == set()


def test_quality_code() -> None:
    """looks unpriced, is allowed: 99213 for $125.00 / 1036F for $0.00, a performance measure"""
    assert (
        places(
            charge_positive(
                a_claim(lines=(a_claim().lines[0], replace(a_claim().lines[1], code="1036F", charge=Money(0)))), TODAY
            )
        )
        == set()
    )
