"""Cases of the claim edit "account number"."""

from coderdesk.domain.billing.claim_edits.account_number import account_number
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, places


def test_empty() -> None:
    """visit without an account number"""
    assert places(account_number(a_claim(control=""), TODAY)) == {(Severity.STOP, Place.ENCOUNTER, "account")}


def test_too_long() -> None:
    """account number of 21 characters"""
    assert places(account_number(a_claim(control="V" * 21), TODAY)) == {(Severity.STOP, Place.ENCOUNTER, "account")}


def test_delimiter() -> None:
    """account number V:42 would come back as V 42"""
    assert places(account_number(a_claim(control="V:42"), TODAY)) == {(Severity.STOP, Place.ENCOUNTER, "account")}


def test_plain() -> None:
    """V-2026-0042"""
    assert places(account_number(a_claim(), TODAY)) == set()


def test_full_length() -> None:
    """looks too long, is allowed: exactly 20 characters"""
    assert places(account_number(a_claim(control="V" * 20), TODAY)) == set()
