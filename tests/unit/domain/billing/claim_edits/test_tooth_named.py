"""Cases of the claim edit "tooth named"."""

from coderdesk.domain.billing.claim_edits.tooth_named import tooth_named
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_dental_claim, an_office_claim
from tests.helpers.claims import TODAY, places


def test_whole() -> None:
    """D2150 in 8 MI"""
    assert places(tooth_named(a_dental_claim(), TODAY)) == set()


def test_no_tooth() -> None:
    """a filling nowhere"""
    assert places(tooth_named(a_dental_claim({}, {"svc-1 teeth": ""}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ASSIGNMENT, "details.teeth")
    }


def test_no_surface() -> None:
    """a filling on no surface"""
    assert places(tooth_named(a_dental_claim({}, {"svc-1 teeth": "8"}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ASSIGNMENT, "details.teeth")
    }


def test_front() -> None:
    """a front tooth has no O"""
    assert places(tooth_named(a_dental_claim({}, {"svc-1 teeth": "8 MO"}), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "details.teeth")
    }


def test_back() -> None:
    """a back tooth has one"""
    assert places(tooth_named(a_dental_claim({}, {"svc-1 teeth": "19 MO"}), TODAY)) == set()


def test_office() -> None:
    """an office claim has no teeth"""
    assert places(tooth_named(an_office_claim(), TODAY)) == set()
