"""Cases of the claim edit "admission told"."""

from coderdesk.domain.billing.claim_edits.admission_told import admission_told
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim, an_office_claim
from tests.helpers.claims import TODAY, places


def test_stay() -> None:
    """all told"""
    assert places(admission_told(a_stay_claim(), TODAY)) == set()


def test_hour() -> None:
    """no hour of admission"""
    assert places(admission_told(a_stay_claim({"stay.admission_hour": ""}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.admission_hour")
    }


def test_status() -> None:
    """no discharge status"""
    assert places(admission_told(a_stay_claim({"stay.patient_status": ""}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.patient_status")
    }


def test_reason() -> None:
    """no admitting diagnosis"""
    assert places(admission_told(a_stay_claim({"stay.admitting_diagnosis": ""}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.admitting_diagnosis")
    }


def test_outpatient() -> None:
    """outpatient 13 has no admission"""
    assert (
        places(
            admission_told(
                a_stay_claim(
                    {
                        "stay.bill_type": "13",
                        "stay.admitted_on": "",
                        "stay.admission_hour": "",
                        "stay.admission_source": "",
                        "stay.admitting_diagnosis": "",
                    }
                ),
                TODAY,
            )
        )
        == set()
    )


def test_office() -> None:
    """an office claim"""
    assert places(admission_told(an_office_claim(), TODAY)) == set()
