"""Cases of the claim edit "subscriber is patient"."""

from dataclasses import replace
from datetime import date

from coderdesk.domain.billing.claim_edits.subscriber_is_patient import subscriber_is_patient
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, a_dependent_claim, places


def test_same_person() -> None:
    """spouse / the holder is the patient herself"""
    claim = a_dependent_claim()
    same = replace(claim, subscriber=claim.patient)
    assert places(subscriber_is_patient(same, TODAY)) == {(Severity.STOP, Place.COVERAGE, "relationship")}


def test_another_person() -> None:
    assert places(subscriber_is_patient(a_dependent_claim(), TODAY)) == set()
    assert places(subscriber_is_patient(a_claim(), TODAY)) == set()


def test_mother_of_one_name() -> None:
    """looks the same, is not: a mother and daughter of one name"""
    claim = a_dependent_claim()
    assert claim.patient is not None
    mother = replace(claim.patient, birth_date=date(1955, 1, 1))
    assert places(subscriber_is_patient(replace(claim, subscriber=mother), TODAY)) == set()
