"""Cases of the claim edit "place of service"."""

from coderdesk.domain.billing.claim_edits.place_of_service import place_of_service
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, places


def test_unknown() -> None:
    """place of service 98"""
    assert places(place_of_service(a_claim(place_of_service="98"), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "place_of_service")
    }


def test_one_digit() -> None:
    """place of service 2 instead of 02"""
    assert places(place_of_service(a_claim(place_of_service="2"), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "place_of_service")
    }


def test_office() -> None:
    """place of service 11"""
    assert places(place_of_service(a_claim(), TODAY)) == set()


def test_street() -> None:
    """looks unassigned, is allowed: 27, outreach site or street, since October 2023"""
    assert places(place_of_service(a_claim(place_of_service="27"), TODAY)) == set()
