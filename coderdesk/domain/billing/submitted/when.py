"""A date as claims give it: a day, a span of days, a minute, or a time of day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DateForm(StrEnum):
    """The date format qualifiers of X12 that claims use."""

    DAY = "D8"
    SPAN = "RD8"
    MINUTE = "DT"
    TIME = "TM"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """DAY has `first`; SPAN `first` and mostly `last`; MINUTE `first` and `time`; TIME `time` alone ("1130")."""

    form: DateForm
    first: date | None = None
    last: date | None = None
    time: str = ""

    @classmethod
    def on(cls, day: date) -> "When":
        return cls(form=DateForm.DAY, first=day)

    @classmethod
    def between(cls, first: date, last: date) -> "When":
        return cls(form=DateForm.SPAN, first=first, last=last)

    @property
    def end(self) -> date | None:
        return self.last or self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Something that happened or lasted: `kind` says what (472 service, 431 onset, 435 admission, 439 accident ...)."""

    kind: str
    when: When


def first_day(dates: tuple[Dated, ...], kind: str) -> date | None:
    """The first day of the date of that kind."""
    return next((row.when.first for row in dates if row.kind == kind), None)


def last_day(dates: tuple[Dated, ...], kind: str) -> date | None:
    return next((row.when.end for row in dates if row.kind == kind), None)
