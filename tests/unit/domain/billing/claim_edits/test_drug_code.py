"""Cases of the claim edit "drug code"."""

from dataclasses import replace

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.drug_code import drug_code
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import PAYER, TODAY, a_claim, places

FIELD = {(Severity.WARN, Place.ASSIGNMENT, "details.drug_code")}


def with_code(code: str, *modifiers: str, indicator: str = "CI") -> Claim:
    claim = a_claim(payer=replace(PAYER, filing_indicator=indicator))
    return replace(claim, lines=(replace(claim.lines[0], code=code, modifiers=modifiers),))


def test_drug() -> None:
    """Medicaid / an injected drug"""
    assert places(drug_code(with_code("J0696", indicator="MC"), TODAY)) == FIELD


def test_biosimilar() -> None:
    """Medicaid / a biosimilar"""
    assert places(drug_code(with_code("Q5101", indicator="MC"), TODAY)) == FIELD


def test_commercial() -> None:
    """the same drug for another payer"""
    assert places(drug_code(with_code("J0696"), TODAY)) == set()


def test_injection() -> None:
    """looks like a drug, is the giving of it"""
    assert places(drug_code(with_code("96372", indicator="MC"), TODAY)) == set()


def test_told() -> None:
    """the code with its quantity and unit"""
    claim = an_office_claim(
        lines={"svc-1 drug_code": "00002-1434-81", "svc-1 drug_quantity": "2", "svc-1 drug_unit": "ML"},
        payer=replace(PAYER, filing_indicator="MC"),
    )
    assert places(drug_code(claim, TODAY)) == set()


def test_code_alone() -> None:
    """neither quantity nor unit"""
    found = places(drug_code(an_office_claim(lines={"svc-1 drug_code": "00002143481"}), TODAY))
    assert found == {
        (Severity.STOP, Place.ASSIGNMENT, "details.drug_quantity"),
        (Severity.STOP, Place.ASSIGNMENT, "details.drug_unit"),
    }


def test_quantity_alone() -> None:
    """2 ML of nothing"""
    claim = an_office_claim(lines={"svc-1 drug_quantity": "2", "svc-1 drug_unit": "ML"})
    assert places(drug_code(claim, TODAY)) == {(Severity.STOP, Place.ASSIGNMENT, "details.drug_code")}
