"""Cases of the claim edit "diagnosis repeated"."""

from coderdesk.domain.billing.claim_edits.diagnosis_repeated import diagnosis_repeated
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, coded, places


def test_twice() -> None:
    """dx N39.0 / dx N390"""
    assert places(diagnosis_repeated(a_claim(diagnoses=coded("N39.0", "N390")), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "code")
    }


def test_different() -> None:
    """dx N39.0 / dx E11.9"""
    assert places(diagnosis_repeated(a_claim(), TODAY)) == set()


def test_family() -> None:
    """looks alike, is allowed: E11.21 / E11.22"""
    assert places(diagnosis_repeated(a_claim(diagnoses=coded("E11.21", "E11.22")), TODAY)) == set()
