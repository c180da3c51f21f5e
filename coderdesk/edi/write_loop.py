"""Writes a value's loop as segments, in the order that the loop's description gives."""

from collections.abc import Iterator
from typing import Any

from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.edi.elements import Pen, Row
from coderdesk.edi.loops import Loop, Slot


def rows_of(loop: Loop, value: Any, kind: ClaimKind, pen: Pen) -> Iterator[Row]:
    """The loop's segments but for those that are derived and left to the caller: HL is written by whoever counts levels."""
    for place, slot in enumerate(loop.slots):
        if kind in slot.kinds:
            yield from _slot_rows(slot, value, pen, begins=place == 0)
    yield from child_rows(loop, value, kind, pen)


def child_rows(loop: Loop, value: Any, kind: ClaimKind, pen: Pen) -> Iterator[Row]:
    for child in loop.children:
        if kind not in child.kinds:
            continue
        held = getattr(value, child.name) if child.name else value
        if child.is_many:
            for number, part in enumerate(held, start=1):
                yield from _numbered(rows_of(child.loop, part, kind, pen), number)
        elif held is not None:
            yield from rows_of(child.loop, held, kind, pen)


def _numbered(rows: Iterator[Row], number: int) -> Iterator[Row]:
    """A line's number is its place on the claim."""
    for row in rows:
        yield ["LX", str(number)] if row[0] == "LX" else row


def _slot_rows(slot: Slot, value: Any, pen: Pen, *, begins: bool) -> Iterator[Row]:
    if not slot.name:
        row = slot.layout.row_of(value, pen)
        if begins or len(row) > 1:
            yield row
    elif slot.is_many:
        for part in getattr(value, slot.name):
            yield slot.layout.row_of(part, pen)
    else:
        held = getattr(value, slot.name)
        if held is not None:
            row = slot.layout.row_of(held, pen)
            if len(row) > 1:
                yield row
