"""The providers of the practice."""

from typing import Any

from sqlalchemy import Row, select

from coderdesk.domain.people.practice import Provider
from coderdesk.domain.values.ids import ProviderId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows, name_columns, name_of
from coderdesk.storage.tables.people import provider as table

_PLAIN = ("id", "credentials", "npi", "taxonomy", "specialty", "is_active")


class ProviderRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Provider, ...]:
        """By name."""
        ordered = select(table).order_by(table.c.name_last, table.c.name_first, table.c.id)
        return tuple(_provider_of(row) for row in self._rows.all(ordered))

    def get(self, provider_id: ProviderId) -> Provider:
        """Raises NotInVault."""
        return _provider_of(self._rows.one(select(table).where(table.c.id == provider_id), "provider", provider_id))

    def save(self, provider: Provider) -> None:
        values = {name: getattr(provider, name) for name in _PLAIN} | name_columns(provider.name)
        self._rows.save(table, Kind.PROVIDER, values)


def _provider_of(row: Row[Any]) -> Provider:
    return Provider(
        id=ProviderId(row.id),
        name=name_of(row),
        credentials=row.credentials,
        npi=row.npi,
        taxonomy=row.taxonomy,
        specialty=row.specialty,
        is_active=row.is_active,
    )
