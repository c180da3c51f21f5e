"""Cells turned into values: dates in the ways that publishers write them, code shapes, numbers, leading zeros."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from coderdesk.domain.values.dates import Period

# A numeric cell of a spreadsheet has lost its zeros: 100 stands for 00100.
_FIVE = 5
PROCEDURE = re.compile(r"\d{5}|\d{4}[A-Z]|[A-Z]\d{4}")
HCPCS_LEVEL_TWO = re.compile(r"[A-CE-V]\d{4}")
CPT = re.compile(r"\d{5}|\d{4}[FTUMA]")
ICD10CM = re.compile(r"[A-Z][0-9][0-9A-Z][0-9A-Z]{0,4}|[A-Z]{2}[0-9][0-9A-Z]{0,4}")
ICD10PCS = re.compile(r"[0-9B-DF-HX][0-9A-HJ-NP-Z]{6}")
_FORMS = ("%Y%m%d", "%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d-%b-%Y", "%m-%d-%Y")
_DAY_OF_YEAR = re.compile(r"(\d{4})(\d{3})")
NEVER_BEGAN = Period(date.max, date.min)


class NotADate(ValueError):
    """The cell holds something and it is no date."""


def date_in(text: str) -> date | None:
    """A date as publishers write it (20261001, 10/1/2026, 2026274); None for an empty cell. Raises NotADate."""
    bare = text.strip()
    if not bare or not bare.strip("0*"):
        return None
    day_of_year = _DAY_OF_YEAR.fullmatch(bare)
    if day_of_year and int(day_of_year[1]):
        day = date(int(day_of_year[1]), 1, 1) + timedelta(days=int(day_of_year[2]) - 1)
        if day.year != int(day_of_year[1]):
            raise NotADate(f"{bare!r} is not a date")
        return day
    for form in _FORMS:
        try:
            return datetime.strptime(bare, form).date()  # noqa: DTZ007 - a day, without a zone
        except ValueError:
            continue
    raise NotADate(f"{bare[:20]!r} is not a date")


def compact_date(text: str) -> date | None:
    """20261001 and nothing else, quickly, for files of a million lines; None for "*" or nothing. Raises NotADate."""
    if not text or text == "*":
        return None
    try:
        if len(text) != 8:
            raise ValueError
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as error:
        raise NotADate(f"{text[:20]!r} is not a date") from error


def five_places(text: str) -> str:
    """A procedure code with the leading zeros that a numeric cell lost."""
    return text.zfill(_FIVE) if len(text) != _FIVE and text.isdigit() else text.upper()


def number_in(text: str) -> Decimal | None:
    """A decimal number; None for an empty cell, a point or NA. Raises ValueError."""
    bare = text.replace(",", "").replace("$", "").strip()
    if bare in {"", ".", "NA", "N/A"}:
        return None
    try:
        return Decimal(bare)
    except InvalidOperation as error:
        raise ValueError(f"{bare[:20]!r} is not a number") from error


def amount(text: str) -> Decimal:
    """A decimal number, 0 for an empty cell. Raises ValueError."""
    return number_in(text) or Decimal(0)
