"""Cases of the claim edit "billing tax id"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.billing_tax_id import billing_tax_id
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PRACTICE, TODAY, a_claim, places


def test_eight_digits() -> None:
    """tax id 91234567"""
    assert places(billing_tax_id(a_claim(billing=replace(PRACTICE, tax_id="91234567")), TODAY)) == {
        (Severity.STOP, Place.PRACTICE, "tax_id")
    }


def test_letters() -> None:
    """tax id 91-234567B"""
    assert places(billing_tax_id(a_claim(billing=replace(PRACTICE, tax_id="91-2345678B")), TODAY)) == {
        (Severity.STOP, Place.PRACTICE, "tax_id")
    }


def test_equal_digits() -> None:
    """tax id 000000000, a placeholder"""
    assert places(billing_tax_id(a_claim(billing=replace(PRACTICE, tax_id="000000000")), TODAY)) == {
        (Severity.STOP, Place.PRACTICE, "tax_id")
    }


def test_nine_digits() -> None:
    """tax id 912345678"""
    assert places(billing_tax_id(a_claim(), TODAY)) == set()


def test_hyphen() -> None:
    """looks malformed, is allowed: 91-2345678 is written without its hyphen"""
    assert places(billing_tax_id(a_claim(billing=replace(PRACTICE, tax_id="91-2345678")), TODAY)) == set()
