"""The invoices, numbered without gaps, stored whole and never changed."""

from sqlalchemy import func, insert, select

from coderdesk.domain.billing.invoice import Invoice
from coderdesk.domain.values.ids import EncounterId, InvoiceId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.codec import from_json, to_json
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.billing import invoice as table
from coderdesk.storage.tables.billing import invoice_line


class InvoiceRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def next_number(self) -> int:
        """The number of the invoice that is added next in this transaction."""
        return int(self._rows.connection.execute(select(func.coalesce(func.max(table.c.number), 0) + 1)).scalar_one())

    def add(self, invoice: Invoice) -> None:
        """Raises NotDocumented unless every line is billable now, and NeverChanged for a number that is not the next."""
        values = {
            "id": invoice.id,
            "number": invoice.number,
            "encounter_id": invoice.encounter_id,
            "issued_on": invoice.issued_on,
            "due_on": invoice.due_on,
            "total": invoice.total,
            "created_at": self._rows.now,
            "body": to_json(invoice),
        }
        self._rows.connection.execute(insert(table), values)
        for place, line in enumerate(invoice.lines, start=1):
            row = {
                "invoice_id": invoice.id,
                "place": place,
                "assignment_id": line.assignment_id,
                "code": line.code,
                "units": line.units,
                "amount": line.amount,
            }
            self._rows.connection.execute(insert(invoice_line), row)
        self._rows.note(Kind.INVOICE, invoice.id)

    def get(self, invoice_id: InvoiceId) -> Invoice:
        """Raises NotInVault."""
        row = self._rows.one(select(table.c.body).where(table.c.id == invoice_id), "invoice", invoice_id)
        return from_json(Invoice, row.body)

    def of_encounter(self, encounter_id: EncounterId) -> tuple[Invoice, ...]:
        """By number."""
        theirs = select(table.c.body).where(table.c.encounter_id == encounter_id).order_by(table.c.number)
        return tuple(from_json(Invoice, row.body) for row in self._rows.all(theirs))

    def all(self) -> tuple[Invoice, ...]:
        """The newest first."""
        ordered = select(table.c.body).order_by(table.c.number.desc())
        return tuple(from_json(Invoice, row.body) for row in self._rows.all(ordered))
