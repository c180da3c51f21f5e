"""Dates as documents write them: ISO, American, in words, and the time stamps of HL7."""

import re
from datetime import date

_MONTHS = {
    month: number
    for number, months in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september"
        "|oct october|nov november|dec december".split("|"),
        start=1,
    )
    for month in months.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
# a scanned page may part a date behind its strokes: "03/17/ 1984"
_AMERICAN = r"(?P<american>\d{1,2}/ ?\d{1,2}/ ?\d{4}|\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2}))"
_MONTH_FIRST = rf"(?P<month_first>(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
_DAY_FIRST = rf"(?P<day_first>\d{{1,2}}(?:st|nd|rd|th)?[\s\-]+(?:{_MONTH})\.?,?[\s\-]+\d{{4}})"
DATE = re.compile(rf"(?<![\d/\-.])(?:{_ISO}|{_AMERICAN}|{_MONTH_FIRST}|{_DAY_FIRST})(?![\d/\-])", re.IGNORECASE)
_STAMP = re.compile(r"(\d{4})(\d{2})?(\d{2})?")


def date_in(words: str) -> date | None:
    """The first date in a text. A year of two digits is of this century up to 2068."""
    for found in DATE.finditer(words):
        day = _date_of(found)
        if day is not None:
            return day
    return None


def date_of_stamp(stamp: str) -> date | None:
    """The day of an HL7 time stamp ("20260309", "202603091430-0500") or of an ISO date; None unless the day is given."""
    found = _STAMP.match(stamp.strip().replace("-", "", 2) if "-" in stamp[:8] else stamp.strip())
    if found is None or not found[2] or not found[3]:
        return None
    return _checked(int(found[1]), int(found[2]), int(found[3]))


def _date_of(found: "re.Match[str]") -> date | None:
    numbers = [int(part) for part in re.findall(r"\d+", found.group())]
    if found["iso"]:
        return _checked(*numbers)
    if found["american"]:
        month, day, year = numbers
        return _checked(_whole(year), month, day) or _checked(_whole(year), day, month)
    words = re.findall(r"[a-z]+", found.group().lower())
    month = next(_MONTHS[word] for word in words if word in _MONTHS)
    return _checked(numbers[1], month, numbers[0])


def _whole(year: int) -> int:
    return year if year > 99 else year + (2000 if year <= 68 else 1900)


def _checked(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year > 1800 else None
    except ValueError:
        return None
