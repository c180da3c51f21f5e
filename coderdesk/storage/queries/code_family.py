"""All reportable codes between two values of a book, in book order: thousands of rows without a value object for each."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Text, literal_column, or_, select

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.storage.code_store import CodeStore
from coderdesk.storage.code_tables import entry


class FamilyRow(NamedTuple):
    """A code that can be reported on the date asked for; dates are ISO text or None."""

    bare: str
    value: str
    title: str
    starts: str | None
    ends: str | None
    release: str


def codes_between(store: CodeStore, system: CodeSystem, first: str, last: str, on: date) -> list[FamilyRow]:
    """`first` and `last` are values without a dot; every code that begins with `last` belongs to the range."""
    columns = entry.c
    starts, ends = literal_column("starts", Text), literal_column("ends", Text)
    chosen = (
        select(columns.bare, columns.value, columns.title, starts, ends, columns.release)
        .where(columns.system == system.value, columns.bare >= first, columns.bare < f"{last}~", columns.is_billable)
        .where(or_(starts.is_(None), starts <= on.isoformat()), or_(ends.is_(None), ends >= on.isoformat()))
        .order_by(columns.id)
    )
    statement = str(chosen.compile(dialect=store.engine.dialect, compile_kwargs={"literal_binds": True}))
    with store.engine.connect() as connection:
        rows = connection.connection.driver_connection.execute(statement).fetchall()  # type: ignore[union-attr]
    return [FamilyRow._make(row) for row in rows]
