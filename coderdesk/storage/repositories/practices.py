"""The practice that the vault belongs to."""

from typing import Any

from sqlalchemy import Row, select

from coderdesk.domain.people.practice import Practice
from coderdesk.domain.values.ids import PracticeId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows, address_columns, address_of
from coderdesk.storage.tables.practice import practice as table
from coderdesk.storage.trouble import NotInVault

_PLAIN = (
    "id",
    "name",
    "npi",
    "tax_id",
    "taxonomy",
    "phone",
    "email",
    "contact",
    "submitter_id",
    "terms_days",
    "invoice_note",
)


class PracticeRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def find(self) -> Practice | None:
        """None in a vault that was just created."""
        row = self._rows.connection.execute(select(table).order_by(table.c.id)).first()
        return _practice_of(row) if row is not None else None

    def get(self) -> Practice:
        """Raises NotInVault."""
        practice = self.find()
        if practice is None:
            raise NotInVault("practice")
        return practice

    def save(self, practice: Practice) -> None:
        values = {name: getattr(practice, name) for name in _PLAIN} | address_columns(practice.address)
        self._rows.save(table, Kind.PRACTICE, values)


def _practice_of(row: Row[Any]) -> Practice:
    plain = {name: getattr(row, name) for name in _PLAIN if name != "id"}
    return Practice(id=PracticeId(row.id), address=address_of(row), **plain)
