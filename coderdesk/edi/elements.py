"""How single elements become values and values elements: the items that a segment's layout is made of.

An item knows its places in the segment and the field of the value. `read` puts into a dictionary only what is there, so that a
field left out keeps its default; `write` puts into a row of elements only what differs from nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol

from coderdesk.domain.billing.submitted.claim_file import Delimiters
from coderdesk.domain.billing.submitted.when import DateForm, When
from coderdesk.edi.malformed import ElementFault

Row = list[str]
Found = dict[str, Any]
_NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3])[0-5]\d([0-5]\d(\d\d?)?)?", re.ASCII)
_MOST_DIGITS = 16  # an amount in cents then fits a column of the vault, with room to add many up
_COUNT = re.compile(r"\d{1,9}", re.ASCII)


class Pen:
    """Writes values between one file's delimiters: none of them, and no control character, can come out of a value."""

    def __init__(self, delimiters: Delimiters) -> None:
        self.delimiters = delimiters
        self.component = delimiters.component
        own = delimiters.element + delimiters.component + delimiters.repetition + delimiters.segment
        self._table = {ord(character): " " for character in own} | dict.fromkeys(range(32), " ") | {127: " "}

    def clean(self, text: str) -> str:
        return text.translate(self._table)


class Item(Protocol):
    """`composites` are those of its places that have components."""

    @property
    def places(self) -> tuple[int, ...]: ...

    @property
    def composites(self) -> tuple[int, ...]: ...

    def read(self, row: Row, found: Found, component: str) -> None: ...

    def write(self, value: Any, row: Row, pen: Pen) -> None: ...


def number_text(value: Decimal) -> str:
    """With the digits that it was written with and without an exponent; a zero stands before the point only of a zero: "8.20",
    ".01", "0.00"."""
    text = f"{value:f}"
    if not value:
        return text
    if text.startswith("0."):
        return text[1:]
    return f"-{text[2:]}" if text.startswith("-0.") else text


def as_number(text: str) -> Decimal:
    """Raises ValueError."""
    if _NUMBER.fullmatch(text) is None:
        raise ValueError("It is not a number.")
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"The number has more than {_MOST_DIGITS} characters.")
    return Decimal(text)


def as_day(text: str) -> date:
    """Raises ValueError."""
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        raise ValueError("It is not a date of eight digits.")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise ValueError("It is no day of the calendar.") from None


def as_short_day(text: str) -> date:
    """YYMMDD of the interchange header; years to 69 belong to this century. Raises ValueError."""
    century = "20" if text[:2] < "70" else "19"
    return as_day(century + text)


def as_time(text: str) -> str:
    """HHMM, with seconds and hundredths or without. Raises ValueError."""
    if _TIME.fullmatch(text) is None:
        raise ValueError("It is not a time of the day.")
    return text


def as_count(text: str) -> int:
    """Raises ValueError."""
    if _COUNT.fullmatch(text) is None:
        raise ValueError("It is not a whole number.")
    return int(text)


def day_text(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


@dataclass(frozen=True, slots=True)
class Plain:
    """One element; `convert` raises ValueError with a sentence, and `shown` is its way back."""

    place: int
    name: str
    convert: Callable[[str], Any] = str
    shown: Callable[[Any], str] = str
    is_required: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        return (self.place,)

    @property
    def composites(self) -> tuple[int, ...]:
        return ()

    def read(self, row: Row, found: Found, component: str) -> None:  # noqa: ARG002 - the items' common form
        text = row[self.place]
        if text:
            try:
                found[self.name] = self.convert(text)
            except ValueError as fault:
                raise ElementFault(self.place, str(fault)) from None
        elif self.is_required:
            raise ElementFault(self.place, "It is required and missing.")

    def write(self, value: Any, row: Row, pen: Pen) -> None:
        held = getattr(value, self.name)
        if held is not None:
            row[self.place] = pen.clean(held) if self.shown is str else self.shown(held)


def text(place: int, name: str) -> Plain:
    return Plain(place, name)


def number(place: int, name: str) -> Plain:
    return Plain(place, name, as_number, number_text)


def day(place: int, name: str) -> Plain:
    return Plain(place, name, as_day, day_text)


def word(place: int, name: str, words: type[Enum]) -> Plain:
    def convert(found: str) -> Enum:
        try:
            return words(found)
        except ValueError:
            raise ValueError("It is not one of the codes that may stand here.") from None

    return Plain(place, name, convert, lambda member: str(member.value))


def needed(item: Plain) -> Plain:
    """The same, refused when it is missing."""
    return Plain(item.place, item.name, item.convert, item.shown, is_required=True)


@dataclass(frozen=True, slots=True)
class Fixed:
    """An element that says the same in every segment of its kind, such as the role in NM101. Its loop has looked at it."""

    place: int
    text: str

    @property
    def places(self) -> tuple[int, ...]:
        return (self.place,)

    @property
    def composites(self) -> tuple[int, ...]:
        return ()

    def read(self, row: Row, found: Found, component: str) -> None:
        """Whoever chose this layout did so by the element."""

    def write(self, value: Any, row: Row, pen: Pen) -> None:  # noqa: ARG002
        row[self.place] = self.text


@dataclass(frozen=True, slots=True)
class Ignored:
    """An element that is derived: looked at elsewhere, written elsewhere."""

    place: int

    @property
    def places(self) -> tuple[int, ...]:
        return (self.place,)

    @property
    def composites(self) -> tuple[int, ...]:
        return ()

    def read(self, row: Row, found: Found, component: str) -> None:
        """The claim does not hold it."""

    def write(self, value: Any, row: Row, pen: Pen) -> None:
        """Whoever counts writes it."""


@dataclass(frozen=True, slots=True)
class Qualified:
    """A qualifier that goes without saying, and the value after it: D8 and a birth date, AC and a control number."""

    place: int
    qualifier: str
    item: Plain

    @property
    def places(self) -> tuple[int, ...]:
        return (self.place, *self.item.places)

    @property
    def composites(self) -> tuple[int, ...]:
        return ()

    def read(self, row: Row, found: Found, component: str) -> None:
        said, value = row[self.place], row[self.item.place]
        if not said and not value:
            return
        if said != self.qualifier:
            raise ElementFault(self.place, f"It must be {self.qualifier} before the value that follows it.")
        if not value:
            raise ElementFault(self.item.place, "It is required after its qualifier.")
        self.item.read(row, found, component)

    def write(self, value: Any, row: Row, pen: Pen) -> None:
        self.item.write(value, row, pen)
        if row[self.item.place]:
            row[self.place] = self.qualifier


@dataclass(frozen=True, slots=True)
class Moment:
    """A date format qualifier and the date in that format."""

    place: int
    name: str
    is_required: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        return (self.place, self.place + 1)

    @property
    def composites(self) -> tuple[int, ...]:
        return ()

    def read(self, row: Row, found: Found, component: str) -> None:  # noqa: ARG002
        form, value = row[self.place], row[self.place + 1]
        if not form and not value and not self.is_required:
            return
        if form not in _FORMS:
            raise ElementFault(self.place, "It is none of the date formats D8, RD8, DT and TM.")
        try:
            found[self.name] = _when(DateForm(form), value)
        except ValueError as fault:
            raise ElementFault(self.place + 1, str(fault)) from None

    def write(self, value: Any, row: Row, pen: Pen) -> None:  # noqa: ARG002
        when: When | None = getattr(value, self.name)
        if when is not None:
            row[self.place] = when.form.value
            row[self.place + 1] = _when_text(when)


_FORMS = frozenset(form.value for form in DateForm)


def _when(form: DateForm, value: str) -> When:
    if form is DateForm.DAY:
        return When(form=form, first=as_day(value))
    if form is DateForm.TIME:
        return When(form=form, time=as_time(value))
    if form is DateForm.MINUTE:
        return When(form=form, first=as_day(value[:8]), time=as_time(value[8:]))
    first, dash, last = value.partition("-")
    return When(form=form, first=as_day(first), last=as_day(last) if dash else None)


def _when_text(when: When) -> str:
    first = day_text(when.first) if when.first else ""
    if when.form is DateForm.SPAN:
        return f"{first}-{day_text(when.last)}" if when.last else first
    return first + when.time


@dataclass(frozen=True, slots=True)
class Run:
    """Elements side by side that hold one list of codes."""

    start: int
    end: int
    name: str

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(range(self.start, self.end + 1))

    @property
    def composites(self) -> tuple[int, ...]:
        return ()

    def read(self, row: Row, found: Found, component: str) -> None:  # noqa: ARG002
        held = _trimmed(row[self.start : self.end + 1])
        if held:
            found[self.name] = held

    def write(self, value: Any, row: Row, pen: Pen) -> None:
        held: Sequence[str] = getattr(value, self.name)
        row[self.start : self.start + len(held)] = [pen.clean(part) for part in held]


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return tuple(row[:end])


@dataclass(frozen=True, slots=True)
class Listed:
    """One composite element that is a list of like components: diagnosis pointers, tooth surfaces."""

    place: int
    name: str
    most: int
    convert: Callable[[str], Any] = str

    @property
    def places(self) -> tuple[int, ...]:
        return (self.place,)

    @property
    def composites(self) -> tuple[int, ...]:
        return (self.place,)

    def read(self, row: Row, found: Found, component: str) -> None:
        if not row[self.place]:
            return
        parts = _trimmed(row[self.place].split(component))
        if len(parts) > self.most:
            raise ElementFault(self.place, f"It has more than {self.most} components.")
        try:
            found[self.name] = tuple(self.convert(part) for part in parts)
        except ValueError as fault:
            raise ElementFault(self.place, str(fault)) from None

    def write(self, value: Any, row: Row, pen: Pen) -> None:
        row[self.place] = pen.component.join(pen.clean(str(part)) for part in getattr(value, self.name))
