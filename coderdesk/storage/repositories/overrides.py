"""What people overrode, and why, visit by visit; nothing of it is ever changed."""

from sqlalchemy import func, insert, select

from coderdesk.domain.coding.override import Override
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.coding import finding_override as table


class OverrideRepository:
    """Append-only: the last word on a rule and subject counts."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of_encounter(self, encounter_id: EncounterId) -> tuple[Override, ...]:
        """In the order in which they were made."""
        chosen = select(table).where(table.c.encounter_id == encounter_id).order_by(table.c.place)
        return tuple(
            Override(
                rule_id=row.rule_id, subject=row.subject, reason=row.reason, made_by=row.made_by, made_at=row.made_at
            )
            for row in self._rows.all(chosen)
        )

    def add(self, encounter_id: EncounterId, override: Override) -> None:
        last = select(func.coalesce(func.max(table.c.place), 0)).where(table.c.encounter_id == encounter_id)
        place = self._rows.connection.execute(last).scalar_one() + 1
        values = {
            "encounter_id": encounter_id,
            "place": place,
            "rule_id": override.rule_id,
            "subject": override.subject,
            "reason": override.reason,
            "made_by": override.made_by,
            "made_at": override.made_at,
        }
        self._rows.connection.execute(insert(table), values)
        self._rows.note(Kind.OVERRIDE, f"{encounter_id}/{place}")
