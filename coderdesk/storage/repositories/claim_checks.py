"""What came out when each visit's claim was first checked; written once, for the clean-claim rate."""

from sqlalchemy import insert, select

from coderdesk.domain.billing.clean_claims import FirstCheck
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.billing import claim_first_check as table


class ClaimCheckRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def is_known(self, encounter_id: EncounterId) -> bool:
        return bool(self._rows.all(select(table.c.encounter_id).where(table.c.encounter_id == encounter_id)))

    def add(self, check: FirstCheck) -> None:
        """Raises NeverChanged when the visit's claim was checked before."""
        values = {"encounter_id": check.encounter_id, "checked_at": check.checked_at, "findings": check.findings}
        self._rows.connection.execute(insert(table), values)
        self._rows.note(Kind.CLAIM_CHECK, check.encounter_id)

    def all(self) -> tuple[FirstCheck, ...]:
        """The oldest first."""
        ordered = select(table).order_by(table.c.checked_at, table.c.encounter_id)
        return tuple(
            FirstCheck(encounter_id=row.encounter_id, checked_at=row.checked_at, findings=row.findings)
            for row in self._rows.all(ordered)
        )
