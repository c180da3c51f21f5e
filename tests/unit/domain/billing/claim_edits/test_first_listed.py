"""Cases of the claim edit "first listed"."""

from coderdesk.domain.billing.claim_edits.first_listed import first_listed
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, coded, places


def test_external_cause() -> None:
    """dx W10.9XXA / dx S93.401A"""
    assert places(first_listed(a_claim(diagnoses=coded("W10.9XXA", "S93.401A")), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "code")
    }


def test_sequela() -> None:
    """dx S93.401S first"""
    assert places(first_listed(a_claim(diagnoses=coded("S93.401S")), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "code")
    }


def test_injury_first() -> None:
    """dx S93.401A / dx W10.9XXA"""
    assert places(first_listed(a_claim(diagnoses=coded("S93.401A", "W10.9XXA")), TODAY)) == set()


def test_reason() -> None:
    """looks like an external cause, is allowed: Z00.00, and an S code that is not a sequela"""
    assert places(first_listed(a_claim(diagnoses=coded("Z00.00", "S93.401S")), TODAY)) == set()
