"""Cases of the claim edit "service date possible"."""

from dataclasses import replace
from datetime import date

from coderdesk.domain.billing.claim_edits.service_date_possible import service_date_possible
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, places


def test_tomorrow() -> None:
    """today 03/09/2026 / service 03/10/2026"""
    assert places(
        service_date_possible(a_claim(lines=(replace(a_claim().lines[0], service_date=date(2026, 3, 10)),)), TODAY)
    ) == {(Severity.STOP, Place.ENCOUNTER, "date_of_service")}


def test_before_birth() -> None:
    """born 03/03/2026 / service 03/02/2026"""
    assert places(
        service_date_possible(a_claim(subscriber=replace(a_claim().subscriber, birth_date=date(2026, 3, 3))), TODAY)
    ) == {(Severity.STOP, Place.ENCOUNTER, "date_of_service")}


def test_last_week() -> None:
    """today 03/09/2026 / service 03/02/2026"""
    assert places(service_date_possible(a_claim(), TODAY)) == set()


def test_day_of_birth() -> None:
    """looks impossible, is allowed: a newborn seen on the day of birth"""
    assert (
        places(
            service_date_possible(a_claim(subscriber=replace(a_claim().subscriber, birth_date=date(2026, 3, 2))), TODAY)
        )
        == set()
    )


def test_same_day() -> None:
    """looks too early, is allowed: billed on the day of service"""
    assert (
        places(service_date_possible(a_claim(lines=(replace(a_claim().lines[0], service_date=TODAY),)), TODAY)) == set()
    )
