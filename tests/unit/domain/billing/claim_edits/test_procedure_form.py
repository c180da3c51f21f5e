"""Cases of the claim edit "procedure form"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.procedure_form import procedure_form
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, places


def test_four_digits() -> None:
    """service 9921"""
    assert places(procedure_form(a_claim(lines=(replace(a_claim().lines[0], code="9921"),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "code")
    }


def test_dental() -> None:
    """service D0120 on a professional claim"""
    assert places(procedure_form(a_claim(lines=(replace(a_claim().lines[0], code="D0120"),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "code")
    }


def test_lower_case() -> None:
    """service g0463 in lower case"""
    assert places(procedure_form(a_claim(lines=(replace(a_claim().lines[0], code="g0463"),)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "code")
    }


def test_cpt() -> None:
    """99213 / 81002"""
    assert places(procedure_form(a_claim(), TODAY)) == set()


def test_category_two() -> None:
    """looks malformed, is allowed: 1036F, a performance measure"""
    assert places(procedure_form(a_claim(lines=(replace(a_claim().lines[0], code="1036F"),)), TODAY)) == set()


def test_hcpcs() -> None:
    """J1100, a HCPCS drug code"""
    assert places(procedure_form(a_claim(lines=(replace(a_claim().lines[0], code="J1100"),)), TODAY)) == set()
