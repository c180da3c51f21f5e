"""A segment's layout: one table of items by which it is read into a value and written from it.

The same class lays out composite elements, whose components are counted from 1 as elements are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coderdesk.edi.elements import Found, Item, Pen, Row
from coderdesk.edi.malformed import ElementFault, MalformedX12
from coderdesk.edi.tokens import RawSegment


class Layout:
    """`value` is the type that is built, None for a layout whose fields belong to the value around it."""

    def __init__(self, name: str, value: type[Any] | None, *items: Item) -> None:
        self.name = name
        self.value = value
        self.items = items
        self.width = 1 + max(place for item in items for place in item.places)
        self._used = frozenset(place for item in items for place in item.places)
        self._composite = frozenset(place for item in items for place in item.composites)

    @cached_property
    def _simple(self) -> tuple[int, ...]:
        return tuple(sorted(self._used - self._composite))

    def found(self, row: Sequence[str], component: str, repetition: str = "") -> Found:
        """The fields of a row of elements (or components) whose first entry is the name. Raises ElementFault."""
        padded = list(row)
        missing = self.width - len(padded)
        if missing > 0:
            padded += [""] * missing
        self._refuse_unused(padded)
        if component:
            self._refuse_delimiters(padded, component, repetition)
        found: Found = {}
        for item in self.items:
            item.read(padded, found, component)
        return found

    def _refuse_unused(self, row: Row) -> None:
        for place in range(1, len(row)):
            if row[place] and place not in self._used:
                raise ElementFault(place, "The element is not used in this segment, so it cannot be kept.")

    def _refuse_delimiters(self, row: Row, component: str, repetition: str) -> None:
        for place in self._simple:
            if component in row[place]:
                raise ElementFault(place, "The element has components and may have none.")
        if repetition:
            for place in self._used:
                if repetition in row[place]:
                    raise ElementFault(place, "The element is repeated and may not be.")

    def fields_of(self, segment: RawSegment) -> Found:
        """Raises MalformedX12."""
        try:
            return self.found(segment.elements, segment.delimiters.component, segment.delimiters.repetition)
        except ElementFault as fault:
            raise fault.at(line=segment.line, segment=segment.name) from None

    def build(self, segment: RawSegment) -> Any:
        """The value of one segment. Raises MalformedX12."""
        if self.value is None:
            raise TypeError(f"{self.name} has no value of its own")
        return built(self.value, self.fields_of(segment), segment)

    def row_of(self, value: Any, pen: Pen) -> Row:
        """The elements without those that are empty at the end; only the name is left of a value that says nothing."""
        row = [""] * self.width
        row[0] = self.name
        for item in self.items:
            item.write(value, row, pen)
        while len(row) > 1 and not row[-1]:
            row.pop()
        return row


def built(value: type[Any], found: Found, segment: RawSegment) -> Any:
    """Raises MalformedX12 when a field is missing that the value cannot do without."""
    try:
        return value(**found)
    except TypeError:
        sentence = "A part without which it says nothing is missing."
        raise MalformedX12(line=segment.line, segment=segment.name, sentence=sentence) from None


def _value_of(layout: Layout, row: Sequence[str], place: int) -> Any:
    """A composite element's value, its faults told with the element's place."""
    try:
        found = layout.found(row, "")
    except ElementFault as fault:
        raise ElementFault(place, fault.sentence, fault.position) from None
    if layout.value is None:
        return found
    try:
        return layout.value(**found)
    except TypeError:
        raise ElementFault(place, "A component without which it says nothing is missing.") from None


def _joined(layout: Layout, value: Any, pen: Pen) -> str:
    return pen.component.join(layout.row_of(value, pen)[1:])


@dataclass(frozen=True, slots=True)
class Composite:
    """One composite element; with a `name` a value of its own, without one its components are fields of the value around it."""

    place: int
    layout: Layout
    name: str = ""
    is_required: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        return (self.place,)

    @property
    def composites(self) -> tuple[int, ...]:
        return (self.place,)

    def read(self, row: Row, found: Found, component: str) -> None:
        if not row[self.place]:
            if self.is_required:
                raise ElementFault(self.place, "It is required and missing.")
            return
        held = _value_of(self.layout, ["", *row[self.place].split(component)], self.place)
        if self.name:
            found[self.name] = held
        else:
            found.update(held)

    def write(self, value: Any, row: Row, pen: Pen) -> None:
        held = getattr(value, self.name) if self.name else value
        if held is not None:
            row[self.place] = _joined(self.layout, held, pen)


@dataclass(frozen=True, slots=True)
class Each:
    """Elements side by side, each a composite of the same layout."""

    start: int
    end: int
    layout: Layout
    name: str

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(range(self.start, self.end + 1))

    @property
    def composites(self) -> tuple[int, ...]:
        return self.places

    def read(self, row: Row, found: Found, component: str) -> None:
        last = max((place for place in self.places if row[place]), default=self.start)
        found[self.name] = tuple(
            _value_of(self.layout, ["", *row[place].split(component)], place) for place in range(self.start, last + 1)
        )

    def write(self, value: Any, row: Row, pen: Pen) -> None:
        for place, held in enumerate(getattr(value, self.name), start=self.start):
            row[place] = _joined(self.layout, held, pen)


@dataclass(frozen=True, slots=True)
class Groups:
    """Runs of `width` simple elements, each run a value: kind and number of a contact; reason, amount and quantity."""

    start: int
    width: int
    most: int
    layout: Layout
    name: str

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(range(self.start, self.start + self.width * self.most))

    @property
    def composites(self) -> tuple[int, ...]:
        return ()

    def read(self, row: Row, found: Found, component: str) -> None:  # noqa: ARG002 - the items' common form
        starts = range(self.start, self.start + self.width * self.most, self.width)
        parts = [(start, row[start : start + self.width]) for start in starts]
        while parts and not any(parts[-1][1]):
            parts.pop()
        if parts:
            found[self.name] = tuple(self._one(part, start) if any(part) else self._gap() for start, part in parts)

    def _gap(self) -> Any:
        """A run that the file leaves out before one that it has keeps its place."""
        assert self.layout.value is not None
        return self.layout.value()

    def _one(self, part: Row, start: int) -> Any:
        try:
            return _value_of(self.layout, ["", *part], start)
        except ElementFault as fault:
            raise ElementFault(start - 1 + (fault.component or 1), fault.sentence) from None

    def write(self, value: Any, row: Row, pen: Pen) -> None:
        for number, held in enumerate(getattr(value, self.name)):
            start = self.start + number * self.width
            part = self.layout.row_of(held, pen)[1:]
            row[start : start + len(part)] = part


@dataclass(frozen=True, slots=True)
class Inner:
    """Simple elements of the segment that make a value of their own within it: the party of an NM1 beside its role."""

    layout: Layout
    name: str

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(place for item in self.layout.items for place in item.places)

    @property
    def composites(self) -> tuple[int, ...]:
        return ()

    def read(self, row: Row, found: Found, component: str) -> None:
        inner: Found = {}
        for item in self.layout.items:
            item.read(row, inner, component)
        if self.layout.value is None:
            raise TypeError("an inner layout builds a value")
        found[self.name] = self.layout.value(**inner)

    def write(self, value: Any, row: Row, pen: Pen) -> None:
        held = getattr(value, self.name)
        if held is not None:
            for item in self.layout.items:
                item.write(held, row, pen)
