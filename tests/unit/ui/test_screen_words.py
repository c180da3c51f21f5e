"""Dates, periods and the time left, as they are written on the screen."""

from datetime import date

import pytest

from coderdesk.domain.values.dates import Period
from coderdesk.ui.words import left_words, state_on

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(), "in force today"),
        (Period(date(2026, 10, 1)), "in force today"),
        (Period(date(2025, 10, 1), date(2026, 9, 30)), "ended 09/30/2026"),
        (Period(date(2027, 1, 1), date(2027, 12, 31)), "begins 01/01/2027"),
    ],
)
def test_a_period_is_told_from_today(period: Period, words: str) -> None:
    assert state_on(period, TODAY) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "a few seconds left"),
        (42, "about 40 seconds left"),
        (64, "about 1 minute left"),
        (190, "about 3 minutes left"),
    ],
)
def test_the_time_left_is_told_roughly(seconds: float, words: str) -> None:
    assert left_words(seconds) == words
