"""Cases of the claim edit "medicare own policy"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.medicare_own_policy import medicare_own_policy
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PAYER, TODAY, a_claim, a_dependent_claim, places

MEDICARE = replace(PAYER, filing_indicator="MB")


def test_spouse() -> None:
    """Medicare / the husband's policy"""
    claim = a_dependent_claim(payer=MEDICARE)
    assert places(medicare_own_policy(claim, TODAY)) == {(Severity.STOP, Place.COVERAGE, "relationship")}


def test_own() -> None:
    assert places(medicare_own_policy(a_claim(payer=MEDICARE), TODAY)) == set()


def test_advantage_of_an_employer() -> None:
    """looks the same, is allowed: the husband's policy with a commercial payer"""
    assert places(medicare_own_policy(a_dependent_claim(), TODAY)) == set()
