"""Cases of the claim edit "bill codes repeated"."""

from coderdesk.domain.billing.claim_edits.bill_codes_repeated import bill_codes_repeated
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim
from tests.helpers.claims import TODAY, places


def test_values() -> None:
    """80 twice"""
    assert places(bill_codes_repeated(a_stay_claim({"stay.values": "80 3; 80 3"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.values")
    }


def test_occurrences() -> None:
    """11 on two days"""
    assert (
        places(bill_codes_repeated(a_stay_claim({"stay.occurrences": "11 03/01/2026; 11 03/02/2026"}), TODAY)) == set()
    )


def test_same() -> None:
    """11 on one day twice"""
    assert places(bill_codes_repeated(a_stay_claim({"stay.occurrences": "11 03/01/2026; 11 03/01/2026"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.occurrences")
    }


def test_once() -> None:
    """each once"""
    assert places(bill_codes_repeated(a_stay_claim(), TODAY)) == set()
