"""What rules ask of the edit tables on the shelf: look-ups by code in the releases that the caller chose."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_, select

from coderdesk.domain.coding.code_release import (
    AddOnPair,
    CodeSet,
    CoveredDiagnosis,
    EditPair,
    RelativeValue,
    UnitsLimit,
)
from coderdesk.storage.shelf import Shelf
from coderdesk.storage.shelf_rows import day_number
from coderdesk.storage.shelf_tables import add_on_pair, covered_diagnosis, edit_pair, relative_value, units_limit


def pairs_between(shelf: Shelf, releases: Collection[int], codes: Collection[str], on: date) -> tuple[EditPair, ...]:
    """The pairs in force on that day both of whose codes are among `codes`."""
    table = edit_pair
    chosen = _in(table, releases).where(table.c.column1.in_(codes), table.c.column2.in_(codes), _in_force(table, on))
    return shelf.edits(CodeSet.NCCI_PTP, chosen)


def units_limits(shelf: Shelf, releases: Collection[int], code: str) -> tuple[UnitsLimit, ...]:
    return shelf.edits(CodeSet.MUE, _in(units_limit, releases).where(units_limit.c.code == code))


def add_on_primaries(shelf: Shelf, releases: Collection[int], code: str, on: date) -> tuple[AddOnPair, ...]:
    table = add_on_pair
    return shelf.edits(CodeSet.ADD_ON, _in(table, releases).where(table.c.add_on == code, _in_force(table, on)))


def covered_diagnoses(
    shelf: Shelf, releases: Collection[int], procedure: str, on: date
) -> tuple[tuple[int, CoveredDiagnosis], ...]:
    """Those in force on that day, each with its release."""
    table = covered_diagnosis
    found: list[tuple[int, CoveredDiagnosis]] = []
    for release in releases:
        chosen = _in(table, (release,)).where(table.c.procedure == procedure, _in_force(table, on))
        found += ((release, row) for row in shelf.edits(CodeSet.COVERAGE, chosen))
    return tuple(found)


def relative_values(shelf: Shelf, releases: Collection[int], code: str, modifier: str) -> tuple[RelativeValue, ...]:
    table = relative_value
    return shelf.edits(
        CodeSet.RELATIVE_VALUE, _in(table, releases).where(table.c.code == code, table.c.modifier == modifier)
    )


def _in(table: Table, releases: Collection[int]) -> Select[Any]:
    return select(table).where(table.c.release_id.in_(releases))


def _in_force(table: Table, on: date) -> ColumnElement[bool]:
    """An open start is the smallest number; an open end is said by the number 0."""
    day = day_number(on)
    return (table.c.starts <= day) & or_(table.c.ends == 0, table.c.ends >= day)
