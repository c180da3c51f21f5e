"""Cases of the claim edit "subscriber named"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.subscriber_named import subscriber_named
from coderdesk.domain.billing.payer import Relationship
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PATIENT, TODAY, a_claim, a_dependent_claim, places


def test_nobody() -> None:
    """spouse's policy / no subscriber"""
    assert places(subscriber_named(a_dependent_claim(subscriber=None), TODAY)) == {
        (Severity.STOP, Place.COVERAGE, "subscriber")
    }


def test_own_policy_with_dependent() -> None:
    """own policy / and a patient loop beside it"""
    assert places(subscriber_named(replace(a_dependent_claim(), relationship=Relationship.SELF), TODAY)) == {
        (Severity.STOP, Place.COVERAGE, "relationship")
    }


def test_self() -> None:
    """own policy"""
    assert places(subscriber_named(a_claim(), TODAY)) == set()


def test_same_name() -> None:
    """looks like one person, is allowed: mother and daughter of one name"""
    assert (
        places(
            subscriber_named(
                a_dependent_claim(
                    Relationship.CHILD, subscriber=replace(a_dependent_claim().subscriber, name=PATIENT.name)
                ),
                TODAY,
            )
        )
        == set()
    )
