"""Which price a service has: the payer's before the practice's, the modifier's before the plain code's, on the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.billing.fees import Fee, Price, price_on
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.ids import PayerId
from coderdesk.domain.values.money import Money

DAY = date(2026, 3, 2)
PAYER = PayerId("payer-1")
PLAIN = Fee(code="99213", price=Money(100))
WITH_MODIFIER = Fee(code="99213", price=Money(200), modifier="25")
OF_PAYER = Fee(code="99213", price=Money(300), payer_id=PAYER)
OF_PAYER_WITH_MODIFIER = Fee(code="99213", price=Money(400), modifier="25", payer_id=PAYER)
BEST_FIRST = (OF_PAYER_WITH_MODIFIER, OF_PAYER, WITH_MODIFIER, PLAIN)


def priced(
    fees: tuple[Fee, ...], modifiers: tuple[str, ...] = ("25",), payer_id: PayerId | None = PAYER, on: date = DAY
) -> Price | None:
    return price_on(fees, code="99213", modifiers=modifiers, payer_id=payer_id, date_of_service=on)


def amount(
    fees: tuple[Fee, ...], modifiers: tuple[str, ...] = ("25",), payer_id: PayerId | None = PAYER, on: date = DAY
) -> Money | None:
    price = priced(fees, modifiers, payer_id, on)
    return price.unit_price if price else None


@given(listed=st.permutations(BEST_FIRST), left_out=st.integers(0, 4))
def test_falls_back_step_by_step(listed: list[Fee], left_out: int) -> None:
    """payer with modifier > payer > modifier > plain, however the schedule is sorted; each falls back to the next"""
    left = BEST_FIRST[left_out:]
    expected = left[0].price if left else None
    assert amount(tuple(fee for fee in listed if fee in left)) == expected


@given(
    fees=st.sets(st.sampled_from(BEST_FIRST)).map(tuple),
    modifiers=st.sets(st.sampled_from(["25", "RT", "76"])).map(tuple),
    payer_id=st.sampled_from([None, PAYER, PayerId("payer-2")]),
)
def test_a_modifier_never_hides_the_fee(
    fees: tuple[Fee, ...], modifiers: tuple[str, ...], payer_id: PayerId | None
) -> None:
    """What has a price without modifiers has one with any of them."""
    if priced(fees, (), payer_id) is not None:
        assert priced(fees, modifiers, payer_id) is not None


@pytest.mark.parametrize(
    ("modifiers", "payer_id", "expected"),
    [
        (("25",), PAYER, 400),
        (("RT", "25"), PAYER, 400),
        ((), PAYER, 300),
        (("RT",), PAYER, 300),
        (("25",), PayerId("payer-2"), 200),
        (("25",), None, 200),
        ((), None, 100),
        (("RT",), PayerId("payer-2"), 100),
    ],
)
def test_the_whole_schedule(modifiers: tuple[str, ...], payer_id: PayerId | None, expected: int) -> None:
    """plain $1 / with 25 $2 / payer-1 $3 / payer-1 with 25 $4"""
    assert amount(BEST_FIRST, modifiers, payer_id) == Money(expected)


def test_another_code_has_no_price_here() -> None:
    assert price_on(BEST_FIRST, code="99214", modifiers=(), payer_id=PAYER, date_of_service=DAY) is None


def test_a_fee_of_another_payer_is_not_ours() -> None:
    assert amount((OF_PAYER,), (), PayerId("payer-2")) is None
    assert amount((OF_PAYER,), (), None) is None


CHANGE = date(2026, 7, 1)
BEFORE = Fee(code="99213", price=Money(11800), in_force=Period(None, CHANGE - timedelta(days=1)))
AFTER = Fee(code="99213", price=Money(12400), in_force=Period(CHANGE, None))


@given(day=st.dates(date(2020, 1, 1), date(2030, 1, 1)), listed=st.permutations([BEFORE, AFTER]))
def test_the_price_of_the_day(day: date, listed: list[Fee]) -> None:
    """$118.00 until 06/30/2026 / $124.00 from 07/01/2026"""
    assert amount(tuple(listed), (), on=day) == (AFTER if day >= CHANGE else BEFORE).price


@given(listed=st.permutations([PLAIN, AFTER]))
def test_the_latest_start_wins(listed: list[Fee]) -> None:
    """a price without dates / a price from 07/01/2026: both fit, the dated one is meant"""
    assert amount(tuple(listed), (), on=CHANGE) == AFTER.price


def test_the_payers_old_price_wins_over_the_practices_new_one() -> None:
    assert amount((OF_PAYER, AFTER), (), on=CHANGE) == OF_PAYER.price


def test_a_payers_fee_that_ended_falls_back() -> None:
    ended = Fee(code="99213", price=Money(1), payer_id=PAYER, in_force=Period(None, date(2025, 12, 31)))
    assert amount((ended, PLAIN), ()) == PLAIN.price


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (PLAIN, "standard fee"),
        (OF_PAYER_WITH_MODIFIER, "payer's fee, modifier 25"),
        (Fee(code="99213", price=Money(1), in_force=Period(date(2026, 1, 1))), "standard fee, from 01/01/2026"),
    ],
)
def test_a_price_says_where_it_comes_from(fee: Fee, words: str) -> None:
    price = priced((fee,))
    assert price is not None
    assert price.source == words
