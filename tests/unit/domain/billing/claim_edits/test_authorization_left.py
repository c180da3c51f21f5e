"""Cases of the claim edit "authorization left"."""

from coderdesk.domain.billing.claim_edits.authorization_left import authorization_left
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import TODAY, places


def test_none() -> None:
    """nothing entered"""
    assert places(authorization_left(an_office_claim(), TODAY)) == set()


def test_enough() -> None:
    """three units billed, three left"""
    assert (
        places(authorization_left(an_office_claim({"authorization": "PA1", "authorization_units": "3"}), TODAY))
        == set()
    )


def test_too_few() -> None:
    """three units billed, two left"""
    assert places(authorization_left(an_office_claim({"authorization": "PA1", "authorization_units": "2"}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.authorization_units")
    }


def test_ended() -> None:
    """ended on 03/01, seen on 03/02"""
    assert places(
        authorization_left(an_office_claim({"authorization": "PA1", "authorization_until": "03/01/2026"}), TODAY)
    ) == {(Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.authorization_until")}


def test_not_begun() -> None:
    """begins on 03/03"""
    assert places(
        authorization_left(an_office_claim({"authorization": "PA1", "authorization_from": "03/03/2026"}), TODAY)
    ) == {(Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.authorization_from")}


def test_no_number() -> None:
    """units of no authorization"""
    assert places(authorization_left(an_office_claim({"authorization_units": "5"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.authorization")
    }


def test_last_day() -> None:
    """ends on the day itself"""
    assert (
        places(
            authorization_left(an_office_claim({"authorization": "PA1", "authorization_until": "03/02/2026"}), TODAY)
        )
        == set()
    )
