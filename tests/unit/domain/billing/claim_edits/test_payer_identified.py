"""Cases of the claim edit "payer identified"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.payer_identified import payer_identified
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PAYER, TODAY, a_claim, places


def test_no_payer_id() -> None:
    """payer without an electronic id"""
    assert places(payer_identified(a_claim(payer=replace(PAYER, payer_id="")), TODAY)) == {
        (Severity.STOP, Place.PAYER, "payer_id")
    }


def test_unknown_indicator() -> None:
    """filing indicator QQ"""
    assert places(payer_identified(a_claim(payer=replace(PAYER, filing_indicator="QQ")), TODAY)) == {
        (Severity.STOP, Place.PAYER, "filing_indicator")
    }


def test_nameless() -> None:
    """payer without a name"""
    assert places(payer_identified(a_claim(payer=replace(PAYER, name="")), TODAY)) == {
        (Severity.STOP, Place.PAYER, "name")
    }


def test_complete() -> None:
    """Cascade Mutual Health, CMH77, commercial (CI)"""
    assert places(payer_identified(a_claim(), TODAY)) == set()


def test_numeric_indicator() -> None:
    """looks unlike a code, is allowed: filing indicator 12, a preferred provider organisation"""
    assert places(payer_identified(a_claim(payer=replace(PAYER, filing_indicator="12")), TODAY)) == set()
