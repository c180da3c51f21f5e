"""Which suggested codes people put aside, and why, visit by visit; nothing of it is ever changed."""

from sqlalchemy import func, insert, select

from coderdesk.domain.coding.dismissal import Dismissal
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.coding import suggestion_dismissal as table


class DismissalRepository:
    """Append-only: the last word on a code counts."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of_encounter(self, encounter_id: EncounterId) -> tuple[Dismissal, ...]:
        """In the order in which they were made."""
        chosen = select(table).where(table.c.encounter_id == encounter_id).order_by(table.c.place)
        return tuple(
            Dismissal(
                system=row.system,
                code=row.code,
                reason=row.reason,
                words=row.words,
                made_by=row.made_by,
                made_at=row.made_at,
            )
            for row in self._rows.all(chosen)
        )

    def add(self, encounter_id: EncounterId, dismissal: Dismissal) -> None:
        last = select(func.coalesce(func.max(table.c.place), 0)).where(table.c.encounter_id == encounter_id)
        place = self._rows.connection.execute(last).scalar_one() + 1
        values = {
            "encounter_id": encounter_id,
            "place": place,
            "system": dismissal.system,
            "code": dismissal.code,
            "reason": dismissal.reason,
            "words": dismissal.words,
            "made_by": dismissal.made_by,
            "made_at": dismissal.made_at,
        }
        self._rows.connection.execute(insert(table), values)
        self._rows.note(Kind.DISMISSAL, f"{encounter_id}/{place}")
