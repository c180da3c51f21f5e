"""Cases of the claim edit "written values"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.written_values import written_values
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PATIENT, TODAY, a_claim, a_dependent_claim, places


def test_lost() -> None:
    """patient named 王 Ana: the first sign has no Latin form"""
    assert places(
        written_values(
            a_claim(subscriber=replace(a_claim().subscriber, name=PersonName(last="王 Wang", first="Ana"))), TODAY
        )
    ) == {(Severity.WARN, Place.PATIENT, "name.last")}


def test_nothing_left() -> None:
    """patient named 王"""
    assert places(
        written_values(
            a_claim(subscriber=replace(a_claim().subscriber, name=PersonName(last="王", first="Ana"))), TODAY
        )
    ) == {(Severity.STOP, Place.PATIENT, "name.last")}


def test_too_long() -> None:
    """city of 31 characters"""
    assert places(
        written_values(
            a_claim(subscriber=replace(a_claim().subscriber, address=replace(PATIENT.address, city="C" * 31))), TODAY
        )
    ) == {(Severity.STOP, Place.PATIENT, "address.city")}


def test_subscriber() -> None:
    """subscriber with a first name of 36 characters"""
    assert places(
        written_values(
            a_dependent_claim(
                subscriber=replace(a_dependent_claim().subscriber, name=PersonName(last="Rivera", first="L" * 36))
            ),
            TODAY,
        )
    ) == {(Severity.STOP, Place.COVERAGE, "subscriber.name.first")}


def test_grows() -> None:
    """STRASSE grows: ß is written SS, and 55 of them make 110"""
    assert places(
        written_values(
            a_claim(subscriber=replace(a_claim().subscriber, address=replace(PATIENT.address, line1="ß" * 55))), TODAY
        )
    ) == {(Severity.STOP, Place.PATIENT, "address.line1")}


def test_plain() -> None:
    """Rivera, Ana Maria"""
    assert places(written_values(a_claim(), TODAY)) == set()


def test_marks() -> None:
    """looks unfit, is allowed: Škoda-Łęcka, and Живаго is written ZHIVAGO"""
    assert (
        places(
            written_values(
                a_claim(subscriber=replace(a_claim().subscriber, name=PersonName(last="Škoda-Łęcka", first="Живаго"))),
                TODAY,
            )
        )
        == set()
    )


def test_delimiters() -> None:
    """looks dangerous, is allowed: O*Neil~ is written O NEIL"""
    assert (
        places(
            written_values(
                a_claim(subscriber=replace(a_claim().subscriber, name=PersonName(last="O*Neil~", first="Ana"))), TODAY
            )
        )
        == set()
    )
