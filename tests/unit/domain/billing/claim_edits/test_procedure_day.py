"""Cases of the claim edit "procedure day"."""

from coderdesk.domain.billing.claim_edits.procedure_day import procedure_day
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_operated_stay
from tests.helpers.claims import TODAY, places


def test_missing() -> None:
    """no day"""
    assert places(procedure_day(an_operated_stay(), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "details.performed_on")
    }


def test_within() -> None:
    """on the second day"""
    assert places(procedure_day(an_operated_stay({}, {"svc-pcs performed_on": "03/02/2026"}), TODAY)) == set()


def test_window() -> None:
    """two days before the admission"""
    assert places(procedure_day(an_operated_stay({}, {"svc-pcs performed_on": "02/27/2026"}), TODAY)) == set()


def test_outside() -> None:
    """after the discharge"""
    assert places(procedure_day(an_operated_stay({}, {"svc-pcs performed_on": "03/05/2026"}), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "details.performed_on")
    }
