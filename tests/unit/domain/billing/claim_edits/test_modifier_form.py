"""Cases of the claim edit "modifier form"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.modifier_form import modifier_form
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, places


def test_twice() -> None:
    """99213-25-25"""
    assert places(modifier_form(a_claim(lines=(replace(a_claim().lines[0], modifiers=("25", "25")),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "modifiers")
    }


def test_one_character() -> None:
    """99213-5"""
    assert places(modifier_form(a_claim(lines=(replace(a_claim().lines[0], modifiers=("5",)),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "modifiers")
    }


def test_five() -> None:
    """five modifiers"""
    assert places(
        modifier_form(a_claim(lines=(replace(a_claim().lines[0], modifiers=("25", "57", "GA", "GC", "XS")),)), TODAY)
    ) == {(Severity.STOP, Place.ASSIGNMENT, "modifiers")}


def test_one() -> None:
    """99213-25"""
    assert places(modifier_form(a_claim(), TODAY)) == set()


def test_four() -> None:
    """looks like too many, is allowed: 25, GA, GC and XS"""
    assert (
        places(modifier_form(a_claim(lines=(replace(a_claim().lines[0], modifiers=("25", "GA", "GC", "XS")),)), TODAY))
        == set()
    )
