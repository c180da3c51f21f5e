"""A remittance as it is typed: adjustments in one line of words, and whether a line comes to its charge."""

import pytest

from coderdesk.domain.billing.prior_adjudication import AdjustmentKind
from coderdesk.domain.billing.typed_decision import NotADecision, TypedLine, adjustments_of, complaint_of, line_decision
from coderdesk.domain.values.money import Money


def typed(paid: str, adjustments: str = "", *, charge: int = 11800, allowed: str = "") -> TypedLine:
    return TypedLine(line=1, charge=Money(charge), paid=paid, adjustments=adjustments, allowed=allowed)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CO45 20.00; PR2 12.50", [("CO", "45", 2000), ("PR", "2", 1250)]),
        ("co-45 1,020.00, pr 2 12", [("CO", "45", 102000), ("PR", "2", 1200)]),
        ("OA23:5\nPI B7=-3.5", [("OA", "23", 500), ("PI", "B7", -350)]),
        ("", []),
    ],
)
def test_adjustments(words: str, expected: list[tuple[str, str, int]]) -> None:
    """separated by semicolons, commas or lines / with a thousands comma / negative / none"""
    assert [(row.kind.value, row.reason, row.amount.cents) for row in adjustments_of(words)] == expected


@pytest.mark.parametrize("words", ["45 20.00", "XX45 20", "CO45", "CO45 twenty"])
def test_what_is_no_adjustment(words: str) -> None:
    with pytest.raises(NotADecision, match=r"CO45 20\.00"):
        adjustments_of(words)


def test_a_line_comes_to_its_charge() -> None:
    """paid and adjusted / a cent short / too much / an amount that is none / nothing paid at all"""
    assert complaint_of(typed("85.50", "CO45 20; PR2 12.50")) == ""
    assert complaint_of(typed("85.49", "CO45 20; PR2 12.50")) == "$0.01 of the charge is neither paid nor adjusted."
    assert complaint_of(typed("118", "PR1 2")) == "$2.00 too much."
    assert complaint_of(typed("much")) == "much is no amount of money."
    assert complaint_of(typed("", "CO97 118")) == ""


def test_what_becomes_of_a_line() -> None:
    decision = line_decision(typed("85.50", "CO45 20; PR2 12.50", allowed="98"))
    assert (decision.paid, decision.allowed) == (Money(8550), Money(9800))
    assert decision.owed_by_patient == Money(1250)
    assert decision.adjustments[0].kind is AdjustmentKind.CONTRACTUAL
