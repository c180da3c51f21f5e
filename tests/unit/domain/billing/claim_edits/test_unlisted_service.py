"""Cases of the claim edit "unlisted service"."""

from dataclasses import replace

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.unlisted_service import unlisted_service
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import PAYER, TODAY, a_claim, places

FIELD = {(Severity.STOP_OVERRIDE, Place.ASSIGNMENT, "details.description")}


def with_code(code: str, *modifiers: str, indicator: str = "CI") -> Claim:
    claim = a_claim(payer=replace(PAYER, filing_indicator=indicator))
    return replace(claim, lines=(replace(claim.lines[0], code=code, modifiers=modifiers),))


def test_unlisted() -> None:
    """an unlisted procedure of the intestine"""
    assert places(unlisted_service(with_code("44799"), TODAY)) == FIELD


def test_hcpcs() -> None:
    """a drug that no code names"""
    assert places(unlisted_service(with_code("J3490"), TODAY)) == FIELD


def test_listed() -> None:
    """an office visit"""
    assert places(unlisted_service(with_code("99213"), TODAY)) == set()


def test_ends_in_99() -> None:
    """looks unlisted, is not: 36299 is, 99199 is, 36589 and 64499 are not"""
    assert places(unlisted_service(with_code("36589"), TODAY)) == set()


def test_described() -> None:
    """44799 with the words for what was done"""
    claim = an_office_claim(lines={"svc-1 description": "lengthening of the ileum"})
    claim = replace(claim, lines=(replace(claim.lines[0], code="44799"),))
    assert places(unlisted_service(claim, TODAY)) == set()
