"""Cases of the claim edit "hospital admission day"."""

from coderdesk.domain.billing.claim_edits.hospital_admission_day import hospital_admission_day
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import TODAY, places


def test_inpatient() -> None:
    """seen in hospital"""
    assert places(hospital_admission_day(an_office_claim(place_of_service="21"), TODAY)) == {
        (Severity.WARN, Place.ENCOUNTER, "details.days.hospital_from")
    }


def test_told() -> None:
    """with the day"""
    assert (
        places(
            hospital_admission_day(an_office_claim({"days.hospital_from": "03/01/2026"}, place_of_service="21"), TODAY)
        )
        == set()
    )


def test_outpatient() -> None:
    """hospital outpatient"""
    assert places(hospital_admission_day(an_office_claim(place_of_service="22"), TODAY)) == set()
