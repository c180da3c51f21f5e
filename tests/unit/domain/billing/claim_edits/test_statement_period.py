"""Cases of the claim edit "statement period"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.statement_period import statement_period
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim, an_office_claim
from tests.helpers.claims import TODAY, places


def test_stay() -> None:
    """lines of 03/02 within 03/01 to 03/04"""
    assert places(statement_period(a_stay_claim(), TODAY)) == set()


def test_missing() -> None:
    """inpatient without its first day"""
    assert places(statement_period(a_stay_claim({"stay.statement_from": ""}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.statement_from")
    }


def test_backwards() -> None:
    """ends before it begins; its lines stand outside"""
    assert places(statement_period(replace(a_stay_claim({"stay.statement_until": "02/27/2026"}), lines=()), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.statement_until")
    }


def test_line_outside() -> None:
    """a visit to the emergency room the week before"""
    assert places(statement_period(a_stay_claim({}, {"svc-1 performed_on": "02/22/2026"}), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "details.performed_on")
    }


def test_future() -> None:
    """until next week"""
    assert places(statement_period(a_stay_claim({"stay.statement_until": "03/16/2026"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.statement_until")
    }


def test_outpatient() -> None:
    """outpatient 13 without a period: the lines tell it"""
    assert (
        places(
            statement_period(
                a_stay_claim({"stay.bill_type": "13", "stay.statement_from": "", "stay.statement_until": ""}), TODAY
            )
        )
        == set()
    )


def test_office() -> None:
    """an office claim"""
    assert places(statement_period(an_office_claim(), TODAY)) == set()
