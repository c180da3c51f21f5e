"""Cases of the claim edit "bill type"."""

from coderdesk.domain.billing.claim_edits.bill_type import bill_type
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim, an_office_claim
from tests.helpers.claims import TODAY, places


def test_stay() -> None:
    """a stay of type 11"""
    assert places(bill_type(a_stay_claim(), TODAY)) == set()


def test_missing() -> None:
    """no type"""
    assert places(bill_type(a_stay_claim({"stay.bill_type": ""}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.bill_type")
    }


def test_reserved() -> None:
    """51 is reserved"""
    assert places(bill_type(a_stay_claim({"stay.bill_type": "51"}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.stay.bill_type")
    }


def test_clinic() -> None:
    """79 looks reserved and is another clinic"""
    assert places(bill_type(a_stay_claim({"stay.bill_type": "79"}), TODAY)) == set()


def test_office() -> None:
    """an office claim has none"""
    assert places(bill_type(an_office_claim(), TODAY)) == set()
