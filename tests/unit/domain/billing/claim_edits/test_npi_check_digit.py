"""Cases of the claim edit "npi check digit"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.npi_check_digit import npi_check_digit
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PRACTICE, PROVIDER, TODAY, a_claim, places


def test_wrong_check_digit() -> None:
    """billing NPI 1234567890: the last digit should be 3"""
    assert places(npi_check_digit(a_claim(billing=replace(PRACTICE, npi="1234567890")), TODAY)) == {
        (Severity.STOP, Place.PRACTICE, "npi")
    }


def test_missing_rendering() -> None:
    """rendering NPI missing"""
    assert places(npi_check_digit(a_claim(rendering=replace(PROVIDER, npi="")), TODAY)) == {
        (Severity.STOP, Place.PROVIDER, "npi")
    }


def test_first_digit() -> None:
    """rendering NPI of ten digits with a valid sum, but beginning with 3"""
    assert places(npi_check_digit(a_claim(rendering=replace(PROVIDER, npi="3000000000")), TODAY)) == {
        (Severity.STOP, Place.PROVIDER, "npi")
    }


def test_both_valid() -> None:
    """billing NPI 1234567893 / rendering NPI 1987654328"""
    assert places(npi_check_digit(a_claim(), TODAY)) == set()


def test_solo() -> None:
    """looks like a repetition, is allowed: a solo practice bills and renders under one NPI"""
    assert places(npi_check_digit(a_claim(rendering=replace(PROVIDER, npi=PRACTICE.npi)), TODAY)) == set()
