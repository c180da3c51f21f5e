"""The prices of the services on a visit, until they stand on a claim file or an invoice."""

from typing import Any

from sqlalchemy import Row, delete, insert, select

from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.values.ids import AssignmentId, ChargeId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.billing import charge as table
from coderdesk.storage.tables.coding import code_assignment


class ChargeRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of_encounter(self, encounter_id: EncounterId) -> tuple[Charge, ...]:
        """In the order of their services."""
        joined = select(table).join(code_assignment, code_assignment.c.id == table.c.assignment_id)
        theirs = joined.where(code_assignment.c.encounter_id == encounter_id)
        return tuple(_charge_of(row) for row in self._rows.all(theirs.order_by(code_assignment.c.position, table.c.id)))

    def put(self, charge: Charge) -> None:
        """A service has one charge: another takes the old one's place. Raises AlreadyBilled once it is exported or invoiced."""
        row = self._rows.connection.execute(select(table).where(table.c.assignment_id == charge.assignment_id)).first()
        values = {
            "id": charge.id,
            "assignment_id": charge.assignment_id,
            "unit_price": charge.unit_price,
            "units": charge.units,
            "source": charge.source,
        }
        if row is None:
            self._rows.connection.execute(insert(table), values)
            self._rows.note(Kind.CHARGE, charge.id)
        elif row.id == charge.id:
            self._rows.change(table, Kind.CHARGE, values)
        elif (row.unit_price, row.units) != (charge.unit_price, charge.units):
            self.remove(ChargeId(row.id))
            self._rows.connection.execute(insert(table), values)
            self._rows.note(Kind.CHARGE, charge.id)

    def remove(self, charge_id: ChargeId) -> None:
        """Raises AlreadyBilled once it is exported or invoiced."""
        self._rows.connection.execute(delete(table).where(table.c.id == charge_id))
        self._rows.note(Kind.CHARGE, charge_id)


def _charge_of(row: Row[Any]) -> Charge:
    return Charge(
        id=ChargeId(row.id),
        assignment_id=AssignmentId(row.assignment_id),
        unit_price=row.unit_price,
        units=row.units,
        source=row.source,
    )
