"""Cases of the claim edit "prior possible"."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coderdesk.domain.billing.claim_edits.prior_possible import prior_possible
from coderdesk.domain.billing.prior_adjudication import LineDecision, PriorAdjudication
from coderdesk.domain.values.finding import Place, Severity
from coderdesk.domain.values.money import Money
from tests.helpers.claim_details import a_dental_claim
from tests.helpers.claims import TODAY, VISIT_DAY, a_claim, places
from tests.unit.domain.billing.claim_edits.test_prior_balances import CONTRACT, DECISION

STOPS = {(Severity.STOP, Place.CLAIM, "prior")}


@pytest.mark.parametrize("day", [VISIT_DAY, TODAY])
@pytest.mark.parametrize("reason", ["45", "253", "A1", "B15"])
def test_clean(day: date, reason: str) -> None:
    """decided on the day of the service, or today; reasons with and without a letter"""
    prior = replace(DECISION, adjudicated_on=day, adjustments=(replace(CONTRACT, reason=reason),))
    assert places(prior_possible(a_claim(prior=(prior,)), TODAY)) == set()


def test_a_taken_back_adjustment_is_none_of_its_matters() -> None:
    """look-alike: a negative adjustment is what a payer does"""
    prior = replace(DECISION, adjustments=(replace(CONTRACT, amount=Money(-100)),))
    assert places(prior_possible(a_claim(prior=(prior,)), TODAY)) == set()


def test_a_predetermination_is_decided_before_the_service() -> None:
    prior = replace(DECISION, adjudicated_on=date(2026, 1, 5))
    claim = a_dental_claim({"dental.is_predetermination": "Y"}, prior=(prior,))
    assert places(prior_possible(claim, TODAY)) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        replace(DECISION, adjudicated_on=TODAY + timedelta(days=1)),
        replace(DECISION, adjudicated_on=VISIT_DAY - timedelta(days=1)),
        replace(DECISION, adjudicated_on=date(1900, 1, 1)),
        replace(DECISION, paid=Money(-1)),
        replace(DECISION, lines=(LineDecision(line=1, paid=Money(-1)),)),
        replace(DECISION, adjustments=(replace(CONTRACT, reason="Z9999"),)),
        replace(DECISION, adjustments=(replace(CONTRACT, reason=""),)),
    ],
    ids=["tomorrow", "day before", "long ago", "paid", "line paid", "no reason known", "no reason"],
)
def test_violating(wrong: PriorAdjudication) -> None:
    assert places(prior_possible(a_claim(prior=(wrong,)), TODAY)) == STOPS
