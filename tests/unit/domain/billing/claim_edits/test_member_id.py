"""Cases of the claim edit "member id"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.member_id import member_id
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PAYER, TODAY, a_claim, places


def test_missing() -> None:
    """policy without a member id"""
    assert places(member_id(a_claim(member_id=""), TODAY)) == {(Severity.STOP, Place.COVERAGE, "member_id")}


def test_not_mbi() -> None:
    """Medicare / member id 123456789A, the old claim number"""
    assert places(member_id(a_claim(payer=replace(PAYER, filing_indicator="MB"), member_id="123456789A"), TODAY)) == {
        (Severity.STOP, Place.COVERAGE, "member_id")
    }


def test_letter_s() -> None:
    """Medicare / 1SG4TE5MK73 with an S, which the pattern never uses"""
    assert places(member_id(a_claim(payer=replace(PAYER, filing_indicator="MB"), member_id="1SG4TE5MK73"), TODAY)) == {
        (Severity.STOP, Place.COVERAGE, "member_id")
    }


def test_commercial() -> None:
    """commercial / CMH-004417"""
    assert places(member_id(a_claim(), TODAY)) == set()


def test_mbi_hyphens() -> None:
    """looks malformed, is allowed: Medicare / 1EG4-TE5-MK73 as the card prints it"""
    assert (
        places(member_id(a_claim(payer=replace(PAYER, filing_indicator="MB"), member_id="1EG4-TE5-MK73"), TODAY))
        == set()
    )
