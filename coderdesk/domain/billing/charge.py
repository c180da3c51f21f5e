"""A priced service on a visit."""

from dataclasses import dataclass
from decimal import Decimal

from coderdesk.domain.values.ids import AssignmentId, ChargeId
from coderdesk.domain.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """The price of the service assignment it belongs to. `source` says in words where the unit price comes from."""

    id: ChargeId
    assignment_id: AssignmentId
    unit_price: Money
    units: Decimal
    source: str

    @property
    def amount(self) -> Money:
        return self.unit_price.times(self.units)
