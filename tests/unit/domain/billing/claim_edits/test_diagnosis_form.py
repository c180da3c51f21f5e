"""Cases of the claim edit "diagnosis form"."""

from dataclasses import replace
from datetime import date

from coderdesk.domain.billing.claim_edits.diagnosis_form import diagnosis_form
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, coded, places


def test_icd9() -> None:
    """dx 599.0, the ICD-9-CM code of the same infection"""
    assert places(diagnosis_form(a_claim(diagnoses=coded("599.0")), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "code")
    }


def test_too_long() -> None:
    """dx S93.401AX, eight characters"""
    assert places(diagnosis_form(a_claim(diagnoses=coded("S93.401AX")), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "code")
    }


def test_before_transition() -> None:
    """service 09/30/2015 / dx N39.0"""
    assert places(
        diagnosis_form(a_claim(lines=(replace(a_claim().lines[0], service_date=date(2015, 9, 30)),)), TODAY)
    ) == {(Severity.STOP, Place.ENCOUNTER, "date_of_service")}


def test_with_dot() -> None:
    """N39.0, with the dot that the file leaves out"""
    assert places(diagnosis_form(a_claim(), TODAY)) == set()


def test_letter_third() -> None:
    """looks malformed, is allowed: C4A.9, Z3A.28 and O9A.213"""
    assert places(diagnosis_form(a_claim(diagnoses=coded("C4A.9", "Z3A.28", "O9A.213")), TODAY)) == set()


def test_first_day() -> None:
    """looks too early, is allowed: service on 10/01/2015"""
    assert (
        places(diagnosis_form(a_claim(lines=(replace(a_claim().lines[0], service_date=date(2015, 10, 1)),)), TODAY))
        == set()
    )
