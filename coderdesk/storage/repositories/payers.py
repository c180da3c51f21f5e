"""The payers that the practice bills."""

from typing import Any

from sqlalchemy import Row, select

from coderdesk.domain.billing.payer import Payer
from coderdesk.domain.values.ids import PayerId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows, address_columns, address_of
from coderdesk.storage.tables.billing import payer as table

_PLAIN = ("id", "name", "payer_id", "filing_indicator", "phone", "filing_days", "member_pattern", "kind")


class PayerRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Payer, ...]:
        """By name."""
        return tuple(_payer_of(row) for row in self._rows.all(select(table).order_by(table.c.name, table.c.id)))

    def get(self, payer_id: PayerId) -> Payer:
        """Raises NotInVault."""
        return _payer_of(self._rows.one(select(table).where(table.c.id == payer_id), "payer", payer_id))

    def save(self, payer: Payer) -> None:
        values = {name: getattr(payer, name) for name in _PLAIN} | address_columns(payer.address)
        self._rows.save(table, Kind.PAYER, values)


def _payer_of(row: Row[Any]) -> Payer:
    return Payer(
        id=PayerId(row.id),
        name=row.name,
        payer_id=row.payer_id,
        filing_indicator=row.filing_indicator,
        address=address_of(row),
        phone=row.phone,
        filing_days=row.filing_days,
        member_pattern=row.member_pattern,
        kind=row.kind,
    )
