"""Cases of the claim edit "diagnosis count"."""

from coderdesk.domain.billing.claim_edits.diagnosis_count import diagnosis_count
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, coded, places


def test_none() -> None:
    """no diagnosis"""
    assert places(diagnosis_count(a_claim(diagnoses=()), TODAY)) == {(Severity.STOP, Place.ENCOUNTER, "diagnoses")}


def test_thirteen() -> None:
    """thirteen diagnoses"""
    assert places(diagnosis_count(a_claim(diagnoses=coded(*(f"L03.{n:03d}" for n in range(13)))), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "diagnoses")
    }


def test_two() -> None:
    """N39.0 / E11.9"""
    assert places(diagnosis_count(a_claim(), TODAY)) == set()


def test_twelve() -> None:
    """looks like too many, is allowed: twelve"""
    assert places(diagnosis_count(a_claim(diagnoses=coded(*(f"L03.{n:03d}" for n in range(12)))), TODAY)) == set()
