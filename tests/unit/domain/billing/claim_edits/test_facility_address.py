"""Cases of the claim edit "facility address"."""

from coderdesk.domain.billing.claim_edits.facility_address import facility_address
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import TODAY, places


def test_none() -> None:
    """no facility"""
    assert places(facility_address(an_office_claim(), TODAY)) == set()


def test_whole() -> None:
    """name, street, city, state, nine digits"""
    assert (
        places(
            facility_address(
                an_office_claim(
                    {
                        "facility.name": "Annex",
                        "facility.address.line1": "1 Oak St",
                        "facility.address.city": "Salem",
                        "facility.address.state": "OR",
                        "facility.address.zip_code": "97301-0001",
                    }
                ),
                TODAY,
            )
        )
        == set()
    )


def test_five() -> None:
    """five digits"""
    assert places(
        facility_address(
            an_office_claim(
                {
                    "facility.name": "Annex",
                    "facility.address.line1": "1 Oak St",
                    "facility.address.city": "Salem",
                    "facility.address.state": "OR",
                    "facility.address.zip_code": "97301",
                }
            ),
            TODAY,
        )
    ) == {(Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.facility.address.zip_code")}


def test_no_zip() -> None:
    """no ZIP code"""
    assert places(
        facility_address(
            an_office_claim(
                {
                    "facility.name": "Annex",
                    "facility.address.line1": "1 Oak St",
                    "facility.address.city": "Salem",
                    "facility.address.state": "OR",
                }
            ),
            TODAY,
        )
    ) == {(Severity.STOP, Place.ENCOUNTER, "details.facility.address.zip_code")}


def test_unknown_state() -> None:
    """ZZ is no state"""
    assert places(
        facility_address(
            an_office_claim(
                {
                    "facility.name": "Annex",
                    "facility.address.line1": "1 Oak St",
                    "facility.address.city": "Salem",
                    "facility.address.state": "ZZ",
                    "facility.address.zip_code": "973010001",
                }
            ),
            TODAY,
        )
    ) == {(Severity.STOP, Place.ENCOUNTER, "details.facility.address.state")}
