"""Money: whole cents, exact sums, and the written form that comes back as it went."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.values.money import ZERO, Money

amounts = st.integers(-(10**12), 10**12).map(Money)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)


@given(amount=amounts, weights=weights)
def test_parts_add_up_exactly(amount: Money, weights: list[int]) -> None:
    assert Money.sum(amount.split(weights)) == amount


@given(amount=amounts, weights=weights)
def test_a_part_is_its_share_to_within_a_cent_for_each_share(amount: Money, weights: list[int]) -> None:
    """No part is further than one cent from its exact share, and one without weight is nothing."""
    for part, weight in zip(amount.split(weights), weights, strict=True):
        assert abs(part.cents * sum(weights) - amount.cents * weight) <= sum(weights)
        assert weight or part == ZERO


def test_first_parts_carry_the_odd_cents() -> None:
    """$100.00 in thirds / $0.05 between two / $10.00 by 1:2"""
    assert Money(10000).split([1, 1, 1]) == (Money(3334), Money(3333), Money(3333))
    assert Money(5).split([1, 1]) == (Money(3), Money(2))
    assert Money(1000).split([1, 2]) == (Money(334), Money(666))


@pytest.mark.parametrize("weights", [(), (0,), (0, 0), (2, -1)])
def test_no_split_without_weight(weights: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Money(100).split(weights)


@given(amount=amounts)
def test_what_is_written_reads_back(amount: Money) -> None:
    """as on a page, $1,250.50 / as in a file, 1250.50"""
    assert Money.parse(str(amount)) == amount
    assert Money.parse(amount.plain) == amount


@pytest.mark.parametrize(
    ("text", "cents"),
    [("95", 9500), ("$1,250.5", 125050), ("-3.07", -307), (" 12.00 ", 1200), ("-$0.05", -5), ("1,000,000", 100000000)],
)
def test_reads_what_a_person_types(text: str, cents: int) -> None:
    assert Money.parse(text) == Money(cents)


@pytest.mark.parametrize("text", ["", "$", "1.005", "1,25", "12,50", "1 000", "12.", ".5", "1e3", "--5", "95 USD", "٣"])
def test_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Money.parse(text)


@pytest.mark.parametrize(
    ("amount", "page", "file"),
    [(0, "$0.00", "0.00"), (-5, "-$0.05", "-0.05"), (125050, "$1,250.50", "1250.50"), (7, "$0.07", "0.07")],
)
def test_written_forms(amount: int, page: str, file: str) -> None:
    assert (str(Money(amount)), Money(amount).plain) == (page, file)


@pytest.mark.parametrize(
    ("cents", "quantity", "expected"),
    [(650, "2", 1300), (333, "1.5", 500), (1, "0.5", 1), (1, "0.499", 0), (-1, "0.5", -1), (11800, "0", 0)],
)
def test_a_price_times_units_rounds_half_up(cents: int, quantity: str, expected: int) -> None:
    assert Money(cents).times(Decimal(quantity)) == Money(expected)


@given(one=amounts, other=amounts)
def test_taking_away_what_was_added(one: Money, other: Money) -> None:
    assert one + other - other == one
    assert one + -one == ZERO
    assert (one < other) == (one.cents < other.cents)
