"""What an earlier payer decided of a claim, line by line, as it stands on its remittance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from coderdesk.domain.billing.payer import Payer, Relationship
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.money import Money


class AdjustmentKind(StrEnum):
    """The group code of a CAS segment."""

    CONTRACTUAL = "CO"
    PATIENT = "PR"
    OTHER = "OA"
    PAYER = "PI"
    CORRECTION = "CR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """Why less was paid than was billed. `reason` is the payer's claim adjustment reason code ("1" deductible, "45" ...)."""

    kind: AdjustmentKind
    reason: str
    amount: Money
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDecision:
    """`line` counts the claim's lines from 1. `allowed` is None where the remittance names none.

    `code` is "" when what was billed is what was paid for, `units` is None when as many were paid as were billed.
    """

    line: int
    paid: Money
    allowed: Money | None = None
    adjustments: tuple[Adjustment, ...] = ()
    code: str = ""
    modifiers: tuple[str, ...] = ()
    units: Decimal | None = None

    @property
    def adjusted(self) -> Money:
        return Money.sum(row.amount for row in self.adjustments)

    @property
    def owed_by_patient(self) -> Money:
        return owed_by_patient(self.adjustments)


def owed_by_patient(adjustments: Iterable[Adjustment]) -> Money:
    return Money.sum(row.amount for row in adjustments if row.kind is AdjustmentKind.PATIENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorHolder:
    """Who holds the policy with the earlier payer."""

    name: PersonName
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorAdjudication:
    """Loops 2320, 2330 and 2430. `claim_number` is the payer's; `adjustments` are those of the claim as a whole.

    `relationship` is the patient's to the holder of that policy; a payer that decided nothing by the line has no `lines`.
    """

    payer: Payer
    member_id: str
    relationship: Relationship
    holder: PriorHolder
    adjudicated_on: date
    paid: Money
    group_number: str = ""
    plan_name: str = ""
    claim_number: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    lines: tuple[LineDecision, ...] = ()

    @property
    def adjusted(self) -> Money:
        """What was taken off the claim as a whole and off its lines."""
        return Money.sum([*(row.amount for row in self.adjustments), *(line.adjusted for line in self.lines)])

    @property
    def owed_by_patient(self) -> Money:
        return Money.sum([owed_by_patient(self.adjustments), *(line.owed_by_patient for line in self.lines)])
