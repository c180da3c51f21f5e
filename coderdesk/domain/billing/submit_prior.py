"""What earlier payers decided, in the loops of the claim to the next one: 2320, 2330 and 2430."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from coderdesk.domain.billing.claim import ServiceLine
from coderdesk.domain.billing.payer import Relationship
from coderdesk.domain.billing.prior_adjudication import Adjustment, LineDecision, PriorAdjudication
from coderdesk.domain.billing.submitted.adjudication import (
    AdjustmentGroup,
    LineAdjudication,
    OtherPayer,
    ReasonAmount,
)
from coderdesk.domain.billing.submitted.party import Party, PartyKind, PostalAddress, Reference
from coderdesk.domain.billing.submitted.policy import SubmittedPayer, SubmittedPerson
from coderdesk.domain.billing.submitted.pricing import KindAmount
from coderdesk.domain.billing.submitted.procedure import Procedure
from coderdesk.domain.billing.submitted.when import Dated, When
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.people.address import Address
from coderdesk.domain.values.money import Money

RESPONSIBILITIES = "PSTABCDEFGH"
_ADJUDICATED, _CLAIM_NUMBER = "573", "F8"
_PAID, _STILL_OWED = "D", "EAF"
_REASONS_OF_A_SEGMENT = 6
_PATIENT_IS = {
    Relationship.SELF: "18",
    Relationship.SPOUSE: "01",
    Relationship.CHILD: "19",
    Relationship.OTHER: "G8",
}


def other_payers(prior: Iterable[PriorAdjudication]) -> tuple[OtherPayer, ...]:
    """In the order in which they paid; the day of their decision stands by the line where there are lines."""
    return tuple(_other_payer(place, row) for place, row in enumerate(prior))


def _other_payer(place: int, row: PriorAdjudication) -> OtherPayer:
    amounts = [KindAmount(kind=_PAID, amount=_amount(row.paid))]
    if not row.lines and row.owed_by_patient.cents:
        amounts.append(KindAmount(kind=_STILL_OWED, amount=_amount(row.owed_by_patient)))
    return OtherPayer(
        responsibility=RESPONSIBILITIES[place],
        relationship=_PATIENT_IS[row.relationship],
        group_number=x12_text(row.group_number),
        group_name="" if row.group_number else x12_text(row.plan_name),
        filing_indicator=x12_text(row.payer.filing_indicator),
        adjustments=adjustment_groups(row.adjustments),
        amounts=tuple(amounts),
        benefits_assigned="Y",
        release="Y",
        subscriber=SubmittedPerson(
            party=Party(
                kind=PartyKind.PERSON,
                name=x12_text(row.holder.name.last),
                first=x12_text(row.holder.name.first),
                middle=x12_text(row.holder.name.middle),
                suffix=x12_text(row.holder.name.suffix),
                number_kind="MI",
                number=x12_text(row.member_id.replace("-", "") if row.payer.is_medicare else row.member_id),
            ),
            address=_address(row.holder.address),
        ),
        payer=_payer(row),
    )


def _payer(row: PriorAdjudication) -> SubmittedPayer:
    number = x12_text(row.claim_number)
    return SubmittedPayer(
        party=Party(
            kind=PartyKind.ORGANISATION,
            name=x12_text(row.payer.name),
            number_kind="PI",
            number=x12_text(row.payer.payer_id),
        ),
        address=_address(row.payer.address) if row.payer.address.line1 else None,
        dates=() if row.lines else (_adjudicated(row),),
        references=(Reference(kind=_CLAIM_NUMBER, value=number),) if number else (),
    )


def line_adjudications(
    prior: Iterable[PriorAdjudication], number: int, line: ServiceLine
) -> tuple[LineAdjudication, ...]:
    """What each earlier payer decided of the line of that number, counted from 1."""
    return tuple(
        _line_adjudication(row, decision, line) for row in prior for decision in row.lines if decision.line == number
    )


def _line_adjudication(row: PriorAdjudication, decision: LineDecision, line: ServiceLine) -> LineAdjudication:
    owed = decision.owed_by_patient
    modifiers = decision.modifiers if decision.code else line.modifiers
    return LineAdjudication(
        payer_id=x12_text(row.payer.payer_id),
        paid=_amount(decision.paid),
        procedure=Procedure(
            kind="HC",
            code=x12_text(decision.code or line.code),
            modifiers=tuple(x12_text(modifier) for modifier in modifiers),
        ),
        units=plain(line.units if decision.units is None else decision.units),
        adjustments=adjustment_groups(decision.adjustments),
        dates=(_adjudicated(row),),
        amounts=(KindAmount(kind=_STILL_OWED, amount=_amount(owed)),) if owed.cents else (),
    )


def adjustment_groups(adjustments: Iterable[Adjustment]) -> tuple[AdjustmentGroup, ...]:
    """One CAS for each kind, in order of first appearance; a seventh reason begins another."""
    of_kind: dict[str, list[ReasonAmount]] = {}
    for row in adjustments:
        reason = ReasonAmount(
            reason=x12_text(row.reason),
            amount=_amount(row.amount),
            quantity=plain(row.quantity) if row.quantity is not None else None,
        )
        of_kind.setdefault(row.kind.value, []).append(reason)
    return tuple(
        AdjustmentGroup(group=kind, reasons=part) for kind, reasons in of_kind.items() for part in _portions(reasons)
    )


def _portions(reasons: list[ReasonAmount]) -> Iterator[tuple[ReasonAmount, ...]]:
    for start in range(0, len(reasons), _REASONS_OF_A_SEGMENT):
        yield tuple(reasons[start : start + _REASONS_OF_A_SEGMENT])


def _adjudicated(row: PriorAdjudication) -> Dated:
    return Dated(kind=_ADJUDICATED, when=When.on(row.adjudicated_on))


def _address(address: Address) -> PostalAddress | None:
    if not address.line1:
        return None
    return PostalAddress(
        line1=x12_text(address.line1),
        line2=x12_text(address.line2),
        city=x12_text(address.city),
        state=x12_text(address.state),
        zip_code=x12_text(address.zip_code),
    )


def _amount(amount: Money) -> Decimal:
    return plain(Decimal(amount.cents).scaleb(-2))


def plain(number: Decimal) -> Decimal:
    """Without zeros at its end, and never in powers of ten."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
