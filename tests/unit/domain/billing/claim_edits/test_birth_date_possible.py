"""Cases of the claim edit "birth date possible"."""

from dataclasses import replace
from datetime import date

from coderdesk.domain.billing.claim_edits.birth_date_possible import birth_date_possible
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, a_dependent_claim, places


def test_future() -> None:
    """today 03/09/2026 / patient born 03/10/2026"""
    assert places(
        birth_date_possible(a_claim(subscriber=replace(a_claim().subscriber, birth_date=date(2026, 3, 10))), TODAY)
    ) == {(Severity.STOP, Place.PATIENT, "birth_date")}


def test_too_old() -> None:
    """today 03/09/2026 / patient born 03/09/1876: 150 years"""
    assert places(
        birth_date_possible(a_claim(subscriber=replace(a_claim().subscriber, birth_date=date(1876, 3, 9))), TODAY)
    ) == {(Severity.STOP, Place.PATIENT, "birth_date")}


def test_subscriber() -> None:
    """subscriber born in 2062"""
    assert places(
        birth_date_possible(
            a_dependent_claim(subscriber=replace(a_dependent_claim().subscriber, birth_date=date(2062, 1, 1))), TODAY
        )
    ) == {(Severity.STOP, Place.COVERAGE, "subscriber.birth_date")}


def test_adult() -> None:
    """patient born 07/14/1981"""
    assert places(birth_date_possible(a_claim(), TODAY)) == set()


def test_today() -> None:
    """looks impossible, is allowed: born today"""
    assert (
        places(
            birth_date_possible(a_claim(subscriber=replace(a_claim().subscriber, birth_date=date(2026, 3, 9))), TODAY)
        )
        == set()
    )
