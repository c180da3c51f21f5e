"""The policies under which patients are covered."""

from typing import Any

from sqlalchemy import Row, select

from coderdesk.domain.billing.payer import Coverage, Subscriber
from coderdesk.domain.values.ids import CoverageId, PatientId, PayerId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.codec import as_plain, from_plain
from coderdesk.storage.repositories.rows import Rows, period_columns, period_of
from coderdesk.storage.tables.billing import coverage as table

_PLAIN = ("id", "patient_id", "payer_id", "priority", "relationship", "member_id", "group_number", "plan_name")


class CoverageRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of_patient(self, patient_id: PatientId) -> tuple[Coverage, ...]:
        """All policies ever held, the one that is billed first before the others."""
        held = select(table).where(table.c.patient_id == patient_id).order_by(table.c.priority, table.c.id)
        return tuple(_coverage_of(row) for row in self._rows.all(held))

    def all(self) -> tuple[Coverage, ...]:
        """Of every patient, by priority."""
        return tuple(_coverage_of(row) for row in self._rows.all(select(table).order_by(table.c.priority, table.c.id)))

    def get(self, coverage_id: CoverageId) -> Coverage:
        """Raises NotInVault."""
        return _coverage_of(self._rows.one(select(table).where(table.c.id == coverage_id), "coverage", coverage_id))

    def save(self, coverage: Coverage) -> None:
        values = {name: getattr(coverage, name) for name in _PLAIN}
        subscriber = as_plain(coverage.subscriber)
        self._rows.save(table, Kind.COVERAGE, values | {"subscriber": subscriber} | period_columns(coverage.in_force))


def _coverage_of(row: Row[Any]) -> Coverage:
    return Coverage(
        id=CoverageId(row.id),
        patient_id=PatientId(row.patient_id),
        payer_id=PayerId(row.payer_id),
        priority=row.priority,
        relationship=row.relationship,
        member_id=row.member_id,
        group_number=row.group_number,
        plan_name=row.plan_name,
        subscriber=from_plain(Subscriber, row.subscriber) if row.subscriber is not None else None,
        in_force=period_of(row),
    )
