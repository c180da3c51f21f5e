"""Cases of the claim edit "covered days"."""

from coderdesk.domain.billing.claim_edits.covered_days import covered_days
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim
from tests.helpers.claims import TODAY, places


def test_three() -> None:
    """03/01 to 03/04 / 80: 3 / three days of room"""
    assert places(covered_days(a_stay_claim(), TODAY)) == set()


def test_split() -> None:
    """80: 2 and 81: 1"""
    assert places(covered_days(a_stay_claim({"stay.values": "80 2; 81 1"}), TODAY)) == set()


def test_too_many() -> None:
    """80: 4"""
    assert places(covered_days(a_stay_claim({"stay.values": "80 4"}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.stay.values"),
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.stay.revenue_lines"),
    }


def test_untold() -> None:
    """no value code 80"""
    assert places(covered_days(a_stay_claim({"stay.values": "01 850"}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.stay.values")
    }


def test_still_there() -> None:
    """status 30 counts the last day"""
    assert (
        places(
            covered_days(
                a_stay_claim(
                    {"stay.patient_status": "30", "stay.values": "80 4", "stay.revenue_lines": "0120 DA 4 6000.00"}
                ),
                TODAY,
            )
        )
        == set()
    )


def test_room() -> None:
    """two days of room, three covered"""
    assert places(covered_days(a_stay_claim({"stay.revenue_lines": "0120 DA 2 3000.00"}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.stay.revenue_lines")
    }


def test_supplies() -> None:
    """units of supplies are no days"""
    assert places(covered_days(a_stay_claim({"stay.revenue_lines": "0270 UN 12 90.00"}), TODAY)) == set()


def test_outpatient() -> None:
    """outpatients have no days"""
    assert places(covered_days(a_stay_claim({"stay.bill_type": "13", "stay.values": ""}), TODAY)) == set()
