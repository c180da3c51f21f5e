"""Cases of the claim edit "submitter contact"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.submitter_contact import submitter_contact
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PRACTICE, TODAY, a_claim, places


def test_short_phone() -> None:
    """practice telephone 555-0142 without area code"""
    assert places(submitter_contact(a_claim(billing=replace(PRACTICE, phone="555-0142")), TODAY)) == {
        (Severity.STOP, Place.PRACTICE, "phone")
    }


def test_long_id() -> None:
    """submitter id of 16 characters, ISA06 holds 15"""
    assert places(submitter_contact(a_claim(billing=replace(PRACTICE, submitter_id="A" * 16)), TODAY)) == {
        (Severity.STOP, Place.PRACTICE, "submitter_id")
    }


def test_nameless() -> None:
    """practice without a name"""
    assert places(submitter_contact(a_claim(billing=replace(PRACTICE, name="")), TODAY)) == {
        (Severity.STOP, Place.PRACTICE, "name")
    }


def test_complete() -> None:
    """name, (503) 555-0142, ALDER01"""
    assert places(submitter_contact(a_claim(), TODAY)) == set()


def test_npi_stands_in() -> None:
    """looks incomplete, is allowed: without a submitter id the NPI identifies the practice"""
    assert places(submitter_contact(a_claim(billing=replace(PRACTICE, submitter_id="")), TODAY)) == set()
