"""Cases of the claim edit "laboratory certificate"."""

from dataclasses import replace

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.laboratory_certificate import laboratory_certificate
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import PAYER, TODAY, a_claim, places

FIELD = {(Severity.WARN, Place.ENCOUNTER, "details.clia")}


def with_code(code: str, *modifiers: str, indicator: str = "CI") -> Claim:
    claim = a_claim(payer=replace(PAYER, filing_indicator=indicator))
    return replace(claim, lines=(replace(claim.lines[0], code=code, modifiers=modifiers),))


def test_test() -> None:
    """Medicare / a urine test"""
    assert places(laboratory_certificate(with_code("81003", "QW", indicator="MB"), TODAY)) == FIELD


def test_medicaid() -> None:
    """Medicaid / a panel of tests"""
    assert places(laboratory_certificate(with_code("80053", indicator="MC"), TODAY)) == FIELD


def test_commercial() -> None:
    """a commercial payer"""
    assert places(laboratory_certificate(with_code("81003"), TODAY)) == set()


def test_drawing() -> None:
    """looks like a test, is none: drawing the blood"""
    assert places(laboratory_certificate(with_code("36415", indicator="MB"), TODAY)) == set()


def test_interpretation() -> None:
    """a consultation of the pathologist needs no certificate"""
    assert places(laboratory_certificate(with_code("80503", indicator="MB"), TODAY)) == set()


def test_told() -> None:
    """the number is on the claim"""
    claim = an_office_claim({"clia": "38D1234567"}, payer=replace(PAYER, filing_indicator="MB"))
    assert places(laboratory_certificate(claim, TODAY)) == set()
