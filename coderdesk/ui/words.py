"""Dates, periods and spans of time as the screen writes them."""

from datetime import date

from coderdesk.domain.values.dates import Period
from coderdesk.ui.text import tr, tr_count

_MINUTE = 60


def day_words(day: date | None) -> str:
    """ "06/01/2026"; nothing for an open end."""
    return f"{day:%m/%d/%Y}" if day else ""


def state_on(period: Period, today: date) -> str:
    """Where a period stands: "in force", "ended 09/30/2026", "begins 10/01/2026"."""
    if period.covers(today):
        return tr("in force today")
    if period.end is not None and period.end < today:
        return tr("ended {date}", date=day_words(period.end))
    return tr("begins {date}", date=day_words(period.start))


def left_words(seconds: float) -> str:
    """ "a few seconds left", "about 2 minutes left"."""
    if seconds < 10:
        return tr("a few seconds left")
    if seconds < _MINUTE:
        return tr("about {count} seconds left", count=round(seconds / 5) * 5)
    return tr_count("about {count} minute left", "about {count} minutes left", round(seconds / _MINUTE))
