"""Cases of the claim edit "line pointers"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.line_pointers import line_pointers
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, coded, places


def test_none() -> None:
    """99213 points to nothing"""
    assert places(line_pointers(a_claim(lines=(replace(a_claim().lines[0], pointers=()),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "pointers")
    }


def test_beyond() -> None:
    """two diagnoses / 99213 points to the third"""
    assert places(line_pointers(a_claim(lines=(replace(a_claim().lines[0], pointers=(1, 3)),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "pointers")
    }


def test_gone() -> None:
    """99213 points to a diagnosis that left the claim"""
    assert places(line_pointers(a_claim(lines=(replace(a_claim().lines[0], pointers=(0,)),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "pointers")
    }


def test_repeated() -> None:
    """99213 points to the first diagnosis twice"""
    assert places(line_pointers(a_claim(lines=(replace(a_claim().lines[0], pointers=(1, 1)),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "pointers")
    }


def test_five() -> None:
    """five diagnoses / 99213 points to all"""
    assert places(
        line_pointers(
            a_claim(
                diagnoses=coded("N39.0", "E11.9", "I10", "R05.9", "J06.9"),
                lines=(replace(a_claim().lines[0], pointers=(1, 2, 3, 4, 5)),),
            ),
            TODAY,
        )
    ) == {(Severity.STOP, Place.ASSIGNMENT, "pointers")}


def test_ordered() -> None:
    """99213 points to 1 and 2 / 81002 to 1"""
    assert places(line_pointers(a_claim(), TODAY)) == set()


def test_backwards() -> None:
    """looks disordered, is allowed: the line's own first diagnosis is the claim's second"""
    assert places(line_pointers(a_claim(lines=(replace(a_claim().lines[0], pointers=(2, 1)),)), TODAY)) == set()
