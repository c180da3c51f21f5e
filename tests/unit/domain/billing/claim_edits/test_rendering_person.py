"""Cases of the claim edit "rendering person"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.rendering_person import rendering_person
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PRACTICE, PROVIDER, TODAY, a_claim, places


def test_same_number() -> None:
    """the provider's record has the practice's NPI"""
    claim = a_claim(rendering=replace(PROVIDER, npi=PRACTICE.npi))
    assert places(rendering_person(claim, TODAY)) == {(Severity.WARN, Place.PROVIDER, "npi")}


def test_own_number() -> None:
    assert places(rendering_person(a_claim(), TODAY)) == set()


def test_no_number() -> None:
    """looks the same, is nothing: neither has a number, which another rule says"""
    claim = a_claim(billing=replace(PRACTICE, npi=""), rendering=replace(PROVIDER, npi=""))
    assert places(rendering_person(claim, TODAY)) == set()
