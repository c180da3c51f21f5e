"""Cases of the claim edit "ordering provider"."""

from dataclasses import replace

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.ordering_provider import ordering_provider
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import PAYER, TODAY, a_claim, places

FIELD = {(Severity.WARN, Place.ENCOUNTER, "details.ordering.last")}


def with_code(code: str, *modifiers: str, indicator: str = "CI") -> Claim:
    claim = a_claim(payer=replace(PAYER, filing_indicator=indicator))
    return replace(claim, lines=(replace(claim.lines[0], code=code, modifiers=modifiers),))


def test_image() -> None:
    """Medicare / a chest image"""
    assert places(ordering_provider(with_code("71046", indicator="MB"), TODAY)) == FIELD


def test_equipment() -> None:
    """Medicare / a walker"""
    assert places(ordering_provider(with_code("E0143", indicator="MB"), TODAY)) == FIELD


def test_commercial() -> None:
    """the same image for another payer"""
    assert places(ordering_provider(with_code("71046"), TODAY)) == set()


def test_visit() -> None:
    """looks ordered, is not: a visit"""
    assert places(ordering_provider(with_code("99213", indicator="MB"), TODAY)) == set()


def test_ordered() -> None:
    """a urine test for Medicare, ordered by Dr. Sato"""
    claim = an_office_claim({"ordering.last": "Sato"}, payer=replace(PAYER, filing_indicator="MB"))
    assert places(ordering_provider(claim, TODAY)) == set()
