"""Cases of the claim edit "prior balances"."""

from dataclasses import replace
from datetime import date

import pytest

from coderdesk.domain.billing.claim_edits.prior_balances import prior_balances
from coderdesk.domain.billing.payer import Relationship
from coderdesk.domain.billing.prior_adjudication import (
    Adjustment,
    AdjustmentKind,
    LineDecision,
    PriorAdjudication,
    PriorHolder,
)
from coderdesk.domain.values.finding import Place, Severity
from coderdesk.domain.values.money import Money
from tests.helpers.claims import PATIENT, PAYER, TODAY, a_claim, places

DEDUCTIBLE = Adjustment(kind=AdjustmentKind.PATIENT, reason="1", amount=Money(2500))
CONTRACT = Adjustment(kind=AdjustmentKind.CONTRACTUAL, reason="45", amount=Money(2000))
# the claim of the helpers bills 125.00 and 20.50
LINES = (
    LineDecision(line=1, paid=Money(8000), allowed=Money(10500), adjustments=(DEDUCTIBLE, CONTRACT)),
    LineDecision(line=2, paid=Money(2050)),
)
DECISION = PriorAdjudication(
    payer=PAYER,
    member_id="A1",
    relationship=Relationship.SELF,
    holder=PriorHolder(name=PATIENT.name, address=PATIENT.address),
    adjudicated_on=date(2026, 3, 5),
    paid=Money(10050),
    lines=LINES,
)
STOPS = {(Severity.STOP, Place.CLAIM, "prior")}


def test_clean() -> None:
    """no earlier payer / billed = paid + adjusted, line by line and as a whole / decided on the claim alone"""
    whole = replace(DECISION, lines=(), adjustments=(DEDUCTIBLE, CONTRACT))
    for prior in ((), (DECISION,), (whole,)):
        assert places(prior_balances(a_claim(prior=prior), TODAY)) == set()


def test_a_reversal_is_no_imbalance() -> None:
    """look-alike: a negative adjustment with more paid than billed comes out just the same"""
    bonus = Adjustment(kind=AdjustmentKind.OTHER, reason="94", amount=Money(-500))
    lines = (LINES[0], LineDecision(line=2, paid=Money(2550), adjustments=(bonus,)))
    assert places(prior_balances(a_claim(prior=(replace(DECISION, lines=lines, paid=Money(10550)),)), TODAY)) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        replace(DECISION, paid=Money(10049)),
        replace(DECISION, lines=(replace(LINES[0], paid=Money(8001)), LINES[1])),
        replace(DECISION, lines=(replace(LINES[0], allowed=Money(10400)), LINES[1])),
        replace(DECISION, lines=(*LINES, LineDecision(line=3, paid=Money(0)))),
        replace(DECISION, adjustments=(CONTRACT,)),
    ],
    ids=["claim paid", "line paid", "line allowed", "no such line", "adjusted twice"],
)
def test_violating(wrong: PriorAdjudication) -> None:
    """a cent off in one place or another"""
    assert places(prior_balances(a_claim(prior=(wrong,)), TODAY)) == STOPS
