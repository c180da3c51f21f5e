"""Cases of the claim edit "prior insurance"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.prior_insurance import prior_insurance
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PAYER, TODAY, a_claim, places
from tests.unit.domain.billing.claim_edits.test_prior_balances import DECISION

STOPS = {(Severity.STOP, Place.CLAIM, "prior")}
MEDICARE = replace(PAYER, payer_id="MCARE", filing_indicator="MB")


def test_medicare_second_without_a_reason() -> None:
    claim = a_claim(payer=MEDICARE, prior=(DECISION,))
    assert places(prior_insurance(claim, TODAY)) == STOPS


def test_the_same_payer_twice() -> None:
    """both have the id CMH77, and no line could say whose decision it has"""
    assert places(prior_insurance(a_claim(prior=(DECISION,)), TODAY)) == STOPS


def test_clean() -> None:
    """Medicare second with a reason / another payer second"""
    other = replace(PAYER, payer_id="OTHER")
    for claim in (
        a_claim(payer=MEDICARE, prior=(DECISION,), insurance_type="12"),
        a_claim(payer=other, prior=(DECISION,)),
    ):
        assert places(prior_insurance(claim, TODAY)) == set()


def test_look_alikes() -> None:
    """Medicare first / one payer, no earlier one"""
    for claim in (a_claim(payer=MEDICARE), a_claim()):
        assert places(prior_insurance(claim, TODAY)) == set()
