"""Cases of the claim edit "replacement told"."""

from coderdesk.domain.billing.claim_edits.replacement_told import replacement_told
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_dental_claim
from tests.helpers.claims import TODAY, places


def test_none() -> None:
    """no prosthesis"""
    assert places(replacement_told(a_dental_claim(), TODAY)) == set()


def test_replaced() -> None:
    """R without a day"""
    assert places(replacement_told(a_dental_claim({}, {"svc-1 prosthesis": "R"}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ASSIGNMENT, "details.prosthesis_before")
    }


def test_told() -> None:
    """R with a day"""
    assert (
        places(
            replacement_told(
                a_dental_claim({}, {"svc-1 prosthesis": "R", "svc-1 prosthesis_before": "01/20/2020"}), TODAY
            )
        )
        == set()
    )


def test_after() -> None:
    """placed after this one"""
    assert places(
        replacement_told(a_dental_claim({}, {"svc-1 prosthesis": "R", "svc-1 prosthesis_before": "03/20/2026"}), TODAY)
    ) == {(Severity.STOP, Place.ASSIGNMENT, "details.prosthesis_before")}
