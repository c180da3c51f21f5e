"""Cases of the claim edit "admission order"."""

from coderdesk.domain.billing.claim_edits.admission_order import admission_order
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim
from tests.helpers.claims import TODAY, places


def test_stay() -> None:
    """in on 03/01, out on 03/04"""
    assert places(admission_order(a_stay_claim(), TODAY)) == set()


def test_late() -> None:
    """in on 03/05, statement until 03/04"""
    assert places(admission_order(a_stay_claim({"stay.admitted_on": "03/05/2026"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.admitted_on")
    }


def test_window() -> None:
    """services of the three days before"""
    assert places(admission_order(a_stay_claim({"stay.statement_from": "02/26/2026"}), TODAY)) == set()


def test_too_early() -> None:
    """services of the week before"""
    assert places(admission_order(a_stay_claim({"stay.statement_from": "02/22/2026"}), TODAY)) == {
        (Severity.WARN, Place.ENCOUNTER, "details.stay.statement_from")
    }


def test_hours() -> None:
    """in at 14:30 and out at 10:00 of one day"""
    assert places(admission_order(a_stay_claim({"stay.admitted_on": "03/04/2026"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.discharge_hour")
    }
