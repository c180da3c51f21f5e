"""Periods with open ends, and the age as a chart shows it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.values.dates import Period, age_in_words, age_in_years

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
ends = st.none() | days
ONE_DAY = timedelta(days=1)


@given(start=ends, end=ends, day=days)
def test_both_ends_are_included_and_none_is_open(start: date | None, end: date | None, day: date) -> None:
    assert Period(start, end).covers(day) == ((start or date.min) <= day <= (end or date.max))


@given(start=days, length=st.integers(0, 400))
def test_a_period_covers_its_ends_and_not_the_days_around_it(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    period = Period(start, end)
    assert period.covers(start)
    assert period.covers(end)
    assert not period.covers(start - ONE_DAY)
    assert not period.covers(end + ONE_DAY)


@given(start=days, day=days)
def test_a_period_that_ends_before_it_begins_covers_nothing(start: date, day: date) -> None:
    assert not Period(start, start - ONE_DAY).covers(day)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1984, 3, 17), date(2026, 3, 16), 41),
        (date(1984, 3, 17), date(2026, 3, 17), 42),
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(2000, 2, 29), date(2024, 2, 29), 24),
        (date(2026, 5, 4), date(2026, 5, 4), 0),
    ],
)
def test_completed_years(born: date, on: date, years: int) -> None:
    """A person born on 29 February has the birthday on 1 March in common years."""
    assert age_in_years(born, on) == years


@given(born=days, on=days)
def test_a_year_older_on_each_birthday(born: date, on: date) -> None:
    before, after = age_in_years(born, on), age_in_years(born, on + ONE_DAY)
    is_birthday = (on + ONE_DAY).strftime("%m%d") == (
        born.strftime("%m%d") if (born.month, born.day) != (2, 29) or _is_leap(on) else "0301"
    )
    assert after - before == int(is_birthday)


def _is_leap(on: date) -> bool:
    year = (on + ONE_DAY).year
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        (date(2026, 5, 4), date(2026, 5, 4), "0 d"),
        (date(2026, 4, 28), date(2026, 5, 12), "14 d"),
        (date(2026, 1, 31), date(2026, 2, 28), "28 d"),
        (date(2026, 4, 28), date(2026, 5, 28), "1 mo"),
        (date(2026, 1, 31), date(2026, 3, 1), "1 mo"),
        (date(2025, 1, 1), date(2026, 6, 15), "17 mo"),
        (date(2024, 5, 5), date(2026, 5, 4), "23 mo"),
        (date(2024, 5, 4), date(2026, 5, 4), "2 y"),
        (date(1984, 3, 17), date(2026, 5, 4), "42 y"),
    ],
)
def test_age_as_a_chart_shows_it(born: date, on: date, words: str) -> None:
    """days below one month / months below two years / then years"""
    assert age_in_words(born, on) == words


@given(born=days, lived=st.integers(0, 40_000))
def test_age_in_words_never_goes_back(born: date, lived: int) -> None:
    """A day later nobody is younger: days, then months, then years, each number rising."""
    on = born + timedelta(days=lived)
    assert _rank(age_in_words(born, on)) <= _rank(age_in_words(born, on + ONE_DAY))


def _rank(words: str) -> tuple[int, int]:
    number, unit = words.split()
    return ("d", "mo", "y").index(unit), int(number)
