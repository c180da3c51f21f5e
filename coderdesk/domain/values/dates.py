"""Periods and ages. Rules take dates as arguments; nothing here reads a clock."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From and to, both included; None stands for open."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def age_in_years(birth_date: date, on: date) -> int:
    """Completed years; a person born on 29 February has the birthday on 1 March in common years."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def age_in_words(birth_date: date, on: date) -> str:
    """The age as a chart shows it: "43 y", "17 mo" below two years, "12 d" below one month."""
    years = age_in_years(birth_date, on)
    if years >= 2:
        return f"{years} y"
    months = (on.year - birth_date.year) * 12 + on.month - birth_date.month - (on.day < birth_date.day)
    return f"{months} mo" if months >= 1 else f"{(on - birth_date).days} d"
