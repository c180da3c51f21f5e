"""Cases of the claim edit "taxonomy form"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.taxonomy_form import taxonomy_form
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PRACTICE, PROVIDER, TODAY, a_claim, places


def test_malformed() -> None:
    """rendering taxonomy 207Q00000 lacks the X"""
    assert places(taxonomy_form(a_claim(rendering=replace(PROVIDER, taxonomy="207Q00000")), TODAY)) == {
        (Severity.STOP, Place.PROVIDER, "taxonomy")
    }


def test_missing() -> None:
    """practice without a taxonomy: only some payers ask"""
    assert places(taxonomy_form(a_claim(billing=replace(PRACTICE, taxonomy="")), TODAY)) == {
        (Severity.WARN, Place.PRACTICE, "taxonomy")
    }


def test_formed() -> None:
    """207Q00000X"""
    assert places(taxonomy_form(a_claim(), TODAY)) == set()


def test_letters_inside() -> None:
    """looks odd, is allowed: 261QF0400X"""
    assert places(taxonomy_form(a_claim(billing=replace(PRACTICE, taxonomy="261QF0400X")), TODAY)) == set()
