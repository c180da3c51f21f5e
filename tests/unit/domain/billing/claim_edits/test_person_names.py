"""Cases of the claim edit "person names"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.person_names import person_names
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, a_dependent_claim, places


def test_no_last_name() -> None:
    """patient without a last name"""
    assert places(
        person_names(a_claim(subscriber=replace(a_claim().subscriber, name=PersonName(last=" ", first="Ana"))), TODAY)
    ) == {(Severity.STOP, Place.PATIENT, "name.last")}


def test_subscriber_without_name() -> None:
    """spouse's policy / subscriber without any name"""
    assert places(
        person_names(
            a_dependent_claim(subscriber=replace(a_dependent_claim().subscriber, name=PersonName(last="", first=""))),
            TODAY,
        )
    ) == {(Severity.STOP, Place.COVERAGE, "subscriber.name.last")}


def test_named() -> None:
    """Rivera, Ana"""
    assert places(person_names(a_claim(), TODAY)) == set()


def test_mononym() -> None:
    """looks incomplete, is allowed with a warning: Suharto, the only name"""
    assert places(
        person_names(
            a_claim(subscriber=replace(a_claim().subscriber, name=PersonName(last="Suharto", first=""))), TODAY
        )
    ) == {(Severity.WARN, Place.PATIENT, "name.first")}
