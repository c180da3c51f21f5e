"""Pricing a service from the fee schedule, or keeping the price that a person typed."""

from typing import TYPE_CHECKING

from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.billing.fees import Price, price_on
from coderdesk.domain.billing.payer import primary_on
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import ChargeId
from coderdesk.domain.values.money import Money
from coderdesk.shared.ids import new_id

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork  # SQLAlchemy, with the first visit that is opened

TYPED = "typed"


def put_price(
    *,
    unit: "UnitOfWork",
    visit: CodedVisit,
    assignment: CodeAssignment,
    typed: Money | None = None,
    is_new: bool = False,
) -> None:
    """Write the charge of a service. A typed price stays through changes of units and modifiers, until `is_new` resets it.

    Without any price there is no charge; the rules then say that the price is missing.
    """
    if assignment.service is None:
        return
    existing = {charge.assignment_id: charge for charge in unit.charges.of_encounter(visit.encounter.id)}
    current = existing.get(assignment.id)
    if typed is None and not is_new and current is not None and current.source == TYPED:
        typed = current.unit_price
    price = Price(typed, TYPED) if typed is not None else _scheduled(unit, visit, assignment)
    if price is None:
        if current is not None:
            unit.charges.remove(current.id)
        return
    unit.charges.put(
        Charge(
            id=current.id if current else ChargeId(new_id()),
            assignment_id=assignment.id,
            unit_price=price.unit_price,
            units=assignment.service.units,
            source=price.source,
        )
    )


def _scheduled(unit: "UnitOfWork", visit: CodedVisit, assignment: CodeAssignment) -> Price | None:
    coverage = primary_on(unit.coverages.of_patient(visit.patient.id), visit.date_of_service)
    return price_on(
        unit.fees.fees(),
        code=assignment.code,
        modifiers=assignment.service.modifiers if assignment.service else (),
        payer_id=coverage.payer_id if coverage else None,
        date_of_service=visit.date_of_service,
    )
