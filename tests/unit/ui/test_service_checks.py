"""What may be typed as units, modifiers, price and pointers of a service line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.money import Money
from coderdesk.ui.views.desk.service_checks import (
    check_modifiers,
    check_price,
    check_units,
    modifiers_in,
    price_in,
    toggled,
    units_in,
)

A, B, C, D, E = (AssignmentId(letter) for letter in "ABCDE")


@pytest.mark.parametrize("text", ["1", " 2 ", "0.5", "0.001", "9999"])
def test_units_that_are_taken(text: str) -> None:
    assert (check_units(text), units_in(text)) == ("", Decimal(text.strip()))


@pytest.mark.parametrize("text", ["", "0", "-1", "two", "1,5", "0.0001", "10000", "NaN", "Infinity", "1e9", "1e999999"])
def test_units_that_are_refused(text: str) -> None:
    assert check_units(text).startswith("Units are a number above zero")
    assert units_in(text) is None


@given(st.text(max_size=12))
def test_units_never_raise(text: str) -> None:
    assert bool(check_units(text)) is (units_in(text) is None)


@pytest.mark.parametrize(
    ("text", "modifiers"),
    [("25", ("25",)), ("lt, 59", ("LT", "59")), ("", ()), ("25 LT RT 59", ("25", "LT", "RT", "59"))],
)
def test_modifiers_that_are_taken(text: str, modifiers: tuple[str, ...]) -> None:
    assert (check_modifiers(text), modifiers_in(text)) == ("", modifiers)


@pytest.mark.parametrize(
    ("text", "says"),
    [("2", "two characters"), ("ABC", "two characters"), ("25 25", "twice"), ("25 LT RT 59 GA", "four modifiers")],
)
def test_modifiers_that_are_refused(text: str, says: str) -> None:
    assert says in check_modifiers(text)


@pytest.mark.parametrize(
    ("text", "price"), [("95", Money(9500)), ("$1,250.50", Money(125050)), ("", None), ("0", Money(0))]
)
def test_prices_that_are_taken(text: str, price: Money | None) -> None:
    assert (check_price(text), price_in(text)) == ("", price)


@pytest.mark.parametrize("text", ["ninety", "1.005", "-3", "1000000"])
def test_prices_that_are_refused(text: str) -> None:
    assert check_price(text)


def test_a_pointer_is_added_behind_and_taken_from_anywhere() -> None:
    """the first pointer stays the primary one"""
    assert toggled((A,), B) == (A, B)
    assert toggled((A, B, C), B) == (A, C)
    assert toggled((A, B, C, D), A) == (B, C, D)


def test_a_fifth_pointer_does_not_fit() -> None:
    assert toggled((A, B, C, D), E) is None
