"""A payer's decision as it is typed from the remittance: allowed, paid, and the adjustments in one line of words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coderdesk.domain.billing.prior_adjudication import Adjustment, AdjustmentKind, LineDecision
from coderdesk.domain.values.money import Money

_ADJUSTMENT = re.compile(
    r"(?P<kind>CO|PR|OA|PI|CR)[\s-]*(?P<reason>[A-Z]?\d{1,4})[\s:=]+(?P<amount>-?\$?[\d,]*\.?\d+)", re.I
)
_BETWEEN = re.compile(r"[;\n]|,(?!\d{3}(\D|$))")


class NotADecision(ValueError):
    """What was typed is no amount or no adjustment; the words say which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLine:
    """One line of the remittance as typed. `adjustments` is like "CO45 20.00; PR2 12.50"."""

    line: int
    charge: Money
    allowed: str = ""
    paid: str = ""
    adjustments: str = ""


def adjustments_of(words: str) -> tuple[Adjustment, ...]:
    """ "CO45 20.00; PR-2 12.50" as two adjustments. Raises NotADecision."""
    return tuple(_adjustment(part.strip()) for part in _BETWEEN.sub(";", words).split(";") if part.strip())


def _adjustment(words: str) -> Adjustment:
    found = _ADJUSTMENT.fullmatch(words)
    if found is None:
        raise NotADecision(f"{words} is no adjustment. Write group, reason and amount: CO45 20.00.")
    return Adjustment(
        kind=AdjustmentKind(found["kind"].upper()),
        reason=found["reason"].upper(),
        amount=_amount(found["amount"].replace("$", "")),
    )


def line_decision(typed: TypedLine) -> LineDecision:
    """Raises NotADecision."""
    return LineDecision(
        line=typed.line,
        paid=_amount(typed.paid),
        allowed=_amount(typed.allowed) if typed.allowed.strip() else None,
        adjustments=adjustments_of(typed.adjustments),
    )


def missing_of(typed: TypedLine) -> Money:
    """What of the charge is neither paid nor adjusted; negative when more than the charge is. Raises NotADecision."""
    decision = line_decision(typed)
    return typed.charge - decision.paid - decision.adjusted


def complaint_of(typed: TypedLine) -> str:
    """What is wrong with a line, "" when paid and adjusted come to the charge."""
    try:
        missing = missing_of(typed)
    except NotADecision as fault:
        return str(fault)
    if not missing.cents:
        return ""
    return f"{missing} of the charge is neither paid nor adjusted." if missing.cents > 0 else f"{-missing} too much."


def total_paid(lines: Iterable[LineDecision]) -> Money:
    return Money.sum(row.paid for row in lines)


def _amount(words: str) -> Money:
    try:
        return Money.parse(words.strip() or "0")
    except ValueError:
        raise NotADecision(f"{words.strip()} is no amount of money.") from None
