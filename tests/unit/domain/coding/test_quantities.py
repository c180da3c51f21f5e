"""Numbers in a passage held against the units of a service."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.coding.quantities import Quantity, quantities_in, units_agree


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("45 minutes of exercise", [("45", "minutes")]),
        ("a 30-minute visit", [("30", "minute")]),
        ("two strips", [("2", "strips")]),
        ("1,200 mg IV", [("1200", "mg")]),
        ("0.5 mL", [("0.5", "ml")]),
        ("forty-five minutes", [("45", "minutes")]),
        ("vitamin B12", []),
        ("", []),
    ],
)
def test_numbers_as_they_are_written(text: str, found: list[tuple[str, str]]) -> None:
    assert list(quantities_in(text)) == [Quantity(Decimal(number), unit) for number, unit in found]


@pytest.mark.parametrize(
    ("units", "passage", "title"),
    [
        ("2", "2 strips", "Dipstick"),
        ("3", "45 minutes of therapeutic exercise", "Therapeutic exercise, each 15 minutes"),
        ("1", "8 minutes", "Therapeutic exercise"),
        ("4", "1 hour", "Therapeutic exercise"),
        ("8", "ceftriaxone 2 g IM", "Injection, ceftriaxone sodium, per 250 mg"),
        ("3", "2.1 mg", "Injection, per 1 mg"),
        ("2", "bilateral", "Injection of knee"),
    ],
)
def test_numbers_that_lead_to_the_units(units: str, passage: str, title: str) -> None:
    """clean: the count itself, quarter hours by the 8-minute rule, doses with the last unit begun"""
    assert units_agree(Decimal(units), passage, title)


@pytest.mark.parametrize(
    ("units", "passage", "title"),
    [
        ("4", "45 minutes", "Therapeutic exercise"),
        ("3", "2 strips", "Dipstick"),
        ("2", "7 minutes", "Therapeutic exercise"),
        ("8", "2 mL", "Injection, ceftriaxone sodium, per 250 mg"),
        ("3", "vitamin B12", "Injection"),
    ],
)
def test_numbers_that_do_not(units: str, passage: str, title: str) -> None:
    """violates: one quarter hour too many, a dose measured otherwise; looks alike: a number that is part of a name"""
    assert not units_agree(Decimal(units), passage, title)


@given(st.integers(min_value=8, max_value=600))
def test_any_time_agrees_with_its_quarter_hours_and_not_with_two_more(minutes: int) -> None:
    quarters = (minutes + 7) // 15
    assert units_agree(Decimal(quarters), f"{minutes} minutes", "")
    if quarters + 2 not in (minutes, -(-minutes // 60)):
        assert not units_agree(Decimal(quarters + 2), f"{minutes} minutes", "")


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    units_agree(Decimal(7), text, text)
