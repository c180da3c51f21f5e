"""What the practice's own books tell of a patient before a visit: when they were seen, in which specialty, for what service."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierVisit:
    """`services` are its procedure codes as printed in the book; `account` is the practice's number of the visit.

    `is_same_specialty` is None where one of the two providers has no taxonomy on file.
    """

    date_of_service: date
    account: str
    is_same_specialty: bool | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeHistory:
    """The patient's earlier visits in order of date; `begins` is the first day in the books, of any patient."""

    visits: tuple[EarlierVisit, ...]
    begins: date | None = None


def years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 1 March for a 29 February that the year does not have."""
    try:
        return day.replace(year=max(day.year - years, 1))
    except ValueError:
        return date(day.year - years, 3, 1)
