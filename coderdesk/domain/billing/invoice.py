"""An invoice: the page one hands to a patient."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coderdesk.domain.people.address import Address
from coderdesk.domain.people.practice import Practice
from coderdesk.domain.values.ids import AssignmentId, EncounterId, InvoiceId
from coderdesk.domain.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    assignment_id: AssignmentId
    service_date: date
    system: str
    code: str
    modifiers: tuple[str, ...]
    words: str
    units: Decimal
    unit_price: Money
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """`number` runs without gaps within the practice. `pending_payer` names who may still pay; then nothing is due yet.

    `diagnoses` are the visit's codes with their words, for the patient's own insurer.
    """

    id: InvoiceId
    number: int
    encounter_id: EncounterId
    practice: Practice
    issued_on: date
    due_on: date
    account: str
    patient_name: str
    patient_birth_date: date
    bill_to_name: str
    bill_to_address: Address
    provider_name: str
    diagnoses: tuple[tuple[str, str], ...]
    lines: tuple[InvoiceLine, ...]
    pending_payer: str = ""

    @property
    def total(self) -> Money:
        return Money.sum(line.amount for line in self.lines)

    @property
    def pending(self) -> Money:
        """What the payer may still pay: all of it, until the payer has answered."""
        return self.total if self.pending_payer else Money(0)

    @property
    def due(self) -> Money:
        """What the person is asked for today. A payer's part is never in it."""
        return self.total - self.pending

    @property
    def display_number(self) -> str:
        return f"{self.issued_on:%Y}-{self.number:05d}"
