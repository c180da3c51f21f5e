"""Cases of the claim edit "line count"."""

from coderdesk.domain.billing.claim_edits.line_count import line_count
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, places


def test_none() -> None:
    """no service line"""
    assert places(line_count(a_claim(lines=()), TODAY)) == {(Severity.STOP, Place.ENCOUNTER, "services")}


def test_fifty_one() -> None:
    """51 service lines"""
    assert places(line_count(a_claim(lines=a_claim().lines[:1] * 51), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "services")
    }


def test_two() -> None:
    """99213 / 81002"""
    assert places(line_count(a_claim(), TODAY)) == set()


def test_fifty() -> None:
    """looks like too many, is allowed: 50 lines"""
    assert places(line_count(a_claim(lines=a_claim().lines[:1] * 50), TODAY)) == set()
