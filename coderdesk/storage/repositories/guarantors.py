"""The persons who are asked to pay what insurance does not."""

from typing import Any

from sqlalchemy import Row, select

from coderdesk.domain.people.patient import Guarantor
from coderdesk.domain.values.ids import GuarantorId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows, address_columns, address_of, name_columns, name_of
from coderdesk.storage.tables.people import guarantor as table


class GuarantorRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Guarantor, ...]:
        """By name."""
        ordered = select(table).order_by(table.c.name_last, table.c.name_first, table.c.id)
        return tuple(_guarantor_of(row) for row in self._rows.all(ordered))

    def get(self, guarantor_id: GuarantorId) -> Guarantor:
        """Raises NotInVault."""
        return _guarantor_of(self._rows.one(select(table).where(table.c.id == guarantor_id), "guarantor", guarantor_id))

    def save(self, guarantor: Guarantor) -> None:
        values = {"id": guarantor.id, "phone": guarantor.phone, "email": guarantor.email}
        whole = values | name_columns(guarantor.name) | address_columns(guarantor.address)
        self._rows.save(table, Kind.GUARANTOR, whole)


def _guarantor_of(row: Row[Any]) -> Guarantor:
    return Guarantor(
        id=GuarantorId(row.id), name=name_of(row), address=address_of(row), phone=row.phone, email=row.email
    )
