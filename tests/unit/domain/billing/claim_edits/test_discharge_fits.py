"""Cases of the claim edit "discharge fits"."""

from coderdesk.domain.billing.claim_edits.discharge_fits import discharge_fits
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim
from tests.helpers.claims import TODAY, places


def test_home() -> None:
    """01 with an hour, bill 111"""
    assert places(discharge_fits(a_stay_claim(), TODAY)) == set()


def test_still_there() -> None:
    """30 on a bill from admission to discharge"""
    assert places(discharge_fits(a_stay_claim({"stay.patient_status": "30", "stay.discharge_hour": ""}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.patient_status")
    }


def test_interim() -> None:
    """30 on the first of several bills"""
    assert (
        places(
            discharge_fits(
                a_stay_claim({"stay.patient_status": "30", "stay.discharge_hour": "", "stay.interim": "2"}), TODAY
            )
        )
        == set()
    )


def test_interim_home() -> None:
    """01 on a bill that others follow"""
    assert places(discharge_fits(a_stay_claim({"stay.interim": "3"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.patient_status")
    }


def test_hour_of_nobody() -> None:
    """30 with a discharge hour"""
    assert places(discharge_fits(a_stay_claim({"stay.patient_status": "30", "stay.interim": "2"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.discharge_hour")
    }


def test_no_hour() -> None:
    """01 without an hour"""
    assert places(discharge_fits(a_stay_claim({"stay.discharge_hour": ""}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.discharge_hour")
    }


def test_outpatient() -> None:
    """outpatients have no hour"""
    assert places(discharge_fits(a_stay_claim({"stay.bill_type": "13", "stay.discharge_hour": ""}), TODAY)) == set()
