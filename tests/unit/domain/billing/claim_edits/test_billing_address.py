"""Cases of the claim edit "billing address"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.billing_address import billing_address
from coderdesk.domain.people.address import Address
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PRACTICE, TODAY, a_claim, places


def test_box() -> None:
    """billing street P.O. Box 77"""
    assert places(
        billing_address(
            a_claim(billing=replace(PRACTICE, address=replace(PRACTICE.address, line1="P.O. Box 77"))), TODAY
        )
    ) == {(Severity.STOP, Place.PRACTICE, "address.line1")}


def test_five_digit_zip() -> None:
    """billing ZIP 97205"""
    assert places(
        billing_address(a_claim(billing=replace(PRACTICE, address=replace(PRACTICE.address, zip_code="97205"))), TODAY)
    ) == {(Severity.STOP_OVERRIDE, Place.PRACTICE, "address.zip_code")}


def test_empty() -> None:
    """no billing address at all"""
    assert places(billing_address(a_claim(billing=replace(PRACTICE, address=Address())), TODAY)) == {
        (Severity.STOP, Place.PRACTICE, "address.line1"),
        (Severity.STOP, Place.PRACTICE, "address.city"),
        (Severity.STOP, Place.PRACTICE, "address.state"),
        (Severity.STOP, Place.PRACTICE, "address.zip_code"),
    }


def test_state_in_words() -> None:
    """billing state Oregon instead of OR"""
    assert places(
        billing_address(a_claim(billing=replace(PRACTICE, address=replace(PRACTICE.address, state="Oregon"))), TODAY)
    ) == {(Severity.STOP, Place.PRACTICE, "address.state")}


def test_street() -> None:
    """410 Alder Street, Portland OR 97205-1234"""
    assert places(billing_address(a_claim(), TODAY)) == set()


def test_boxwood() -> None:
    """looks like a box, is allowed: 12 Boxwood Post Road"""
    assert (
        places(
            billing_address(
                a_claim(billing=replace(PRACTICE, address=replace(PRACTICE.address, line1="12 Boxwood Post Road"))),
                TODAY,
            )
        )
        == set()
    )
