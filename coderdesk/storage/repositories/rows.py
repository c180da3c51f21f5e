"""What all repositories share: the transaction they run in, and the columns of names, addresses and periods."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, insert, update

from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.trouble import NotInVault, ReadOnlyVault


@dataclass(frozen=True, slots=True)
class Rows:
    """`note` is told each thing that is written."""

    connection: Connection
    instant: datetime | None
    note: Callable[[Kind, str], None]

    @property
    def now(self) -> datetime:
        """Raises ReadOnlyVault when nothing may be written."""
        if self.instant is None:
            raise ReadOnlyVault
        return self.instant

    def all(self, statement: Select[Any]) -> list[Row[Any]]:
        return list(self.connection.execute(statement))

    def one(self, statement: Select[Any], what: str, row_id: str) -> Row[Any]:
        """Raises NotInVault."""
        row = self.connection.execute(statement).first()
        if row is None:
            raise NotInVault(what, row_id)
        return row

    def save(self, table: Table, kind: Kind, values: dict[str, Any]) -> None:
        """Change the row with that id, or insert it."""
        if not self.change(table, kind, values):
            self.connection.execute(insert(table), values)
            self.note(kind, values["id"])

    def change(self, table: Table, kind: Kind, values: dict[str, Any]) -> bool:
        """Change the row with that id; False when there is none."""
        counted = {**values, "row_version": table.c.row_version + 1}
        changed = self.connection.execute(update(table).where(table.c.id == values["id"]).values(counted)).rowcount == 1
        if changed:
            self.note(kind, values["id"])
        return changed


def name_columns(name: PersonName) -> dict[str, str]:
    return {
        "name_last": name.last,
        "name_first": name.first,
        "name_middle": name.middle,
        "name_suffix": name.suffix,
    }


def name_of(row: Row[Any]) -> PersonName:
    return PersonName(last=row.name_last, first=row.name_first, middle=row.name_middle, suffix=row.name_suffix)


def address_columns(address: Address) -> dict[str, str]:
    return {
        "line1": address.line1,
        "line2": address.line2,
        "city": address.city,
        "state": address.state,
        "zip_code": address.zip_code,
    }


def address_of(row: Row[Any]) -> Address:
    return Address(line1=row.line1, line2=row.line2, city=row.city, state=row.state, zip_code=row.zip_code)


def period_columns(period: Period) -> dict[str, Any]:
    return {"starts_on": period.start, "ends_on": period.end}


def period_of(row: Row[Any]) -> Period:
    return Period(row.starts_on, row.ends_on)
