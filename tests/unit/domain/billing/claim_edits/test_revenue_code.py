"""Cases of the claim edit "revenue code"."""

from coderdesk.domain.billing.claim_edits.revenue_code import revenue_code
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim, an_office_claim
from tests.helpers.claims import TODAY, places


def test_told() -> None:
    """0450 and 0300"""
    assert places(revenue_code(a_stay_claim(), TODAY)) == set()


def test_missing() -> None:
    """a line without its department"""
    assert places(revenue_code(a_stay_claim({}, {"svc-1 revenue_code": ""}), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "details.revenue_code")
    }


def test_outpatient_laboratory() -> None:
    """laboratory of an outpatient without a procedure"""
    assert places(
        revenue_code(a_stay_claim({"stay.bill_type": "13", "stay.revenue_lines": "0300 UN 2 30.00"}), TODAY)
    ) == {(Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.stay.revenue_lines")}


def test_inpatient_laboratory() -> None:
    """the same of an inpatient"""
    assert places(revenue_code(a_stay_claim({"stay.revenue_lines": "0300 UN 2 30.00"}), TODAY)) == set()


def test_supplies() -> None:
    """supplies of an outpatient need none"""
    assert (
        places(revenue_code(a_stay_claim({"stay.bill_type": "13", "stay.revenue_lines": "0270 UN 2 30.00"}), TODAY))
        == set()
    )


def test_office() -> None:
    """an office claim has none"""
    assert places(revenue_code(an_office_claim(), TODAY)) == set()
