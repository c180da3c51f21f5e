"""Whether two names, birth dates and numbers are one person's."""

from dataclasses import replace
from datetime import date

import pytest

from coderdesk.domain.clinical.received_document import StatedIdentifier, StatedPatient
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Sex
from coderdesk.services.same_person import LIKE_NAME, SAME_NAME, likeness, name_likeness, shares_number
from tests.helpers.claims import PATIENT

ANA = replace(
    PATIENT,
    record_number="AC-1023",
    name=PersonName(last="Rivera", first="Ana", middle="Maria"),
    birth_date=date(1984, 3, 17),
    sex=Sex.FEMALE,
)


def named(last: str, first: str, middle: str = "") -> PersonName:
    return PersonName(last=last, first=first, middle=middle)


@pytest.mark.parametrize(
    "other",
    [named("RIVERA", "ANA"), named("Rivera", "Ana", "M"), named("Rivéra", "Ána"), named("Rivera ", "ana")],
)
def test_the_same_name_however_it_is_written(other: PersonName) -> None:
    assert name_likeness(ANA.name, other) >= SAME_NAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Rivera", "Ana"), named("Riviera", "Ana")),
        (named("Rivera", "Ana"), named("Rivera-Lopez", "Ana")),
        (named("Rivera", "Ana"), named("Ana", "Rivera")),
        (named("Rivera", "Ana"), named("Rivera", "A")),
        (named("Stone", "William"), named("Stone", "Bill")),
        (named("Stone", "Katherine"), named("Stone", "Kate")),
        (named("O'Brien", "Sean"), named("Obrien", "Sean")),
        (named("Rivera", "Ana", "Maria"), named("Rivera", "Maria")),
    ],
)
def test_names_that_are_alike(one: PersonName, other: PersonName) -> None:
    assert LIKE_NAME <= name_likeness(one, other) <= 1.0
    assert name_likeness(one, other) == name_likeness(other, one)


@pytest.mark.parametrize(
    "other",
    [
        named("Rivera", "Eva"),
        named("Rivera", "Luis"),
        named("Stone", "Ana"),
        named("River", "Anton"),
        named("", "Ana"),
        named("Rivera", ""),
    ],
)
def test_another_first_or_last_name_is_another_person(other: PersonName) -> None:
    """a family shares the last name / a common first name proves nothing"""
    assert name_likeness(named("Rivera", "Ana"), other) < LIKE_NAME


def stated(**given: object) -> StatedPatient:
    whole = {"name": ANA.name, "birth_date": ANA.birth_date, "sex": Sex.FEMALE}
    return StatedPatient(**(whole | given))  # type: ignore[arg-type]


def test_confidence_grows_with_what_agrees_and_falls_with_what_does_not() -> None:
    number = (StatedIdentifier("AC1023"),)
    rising = [
        StatedPatient(),
        stated(birth_date=date(1985, 3, 17)),
        stated(name=None, sex=None),
        stated(birth_date=None, sex=None),
        stated(sex=None),
        stated(),
        stated(identifiers=number),
    ]
    sure = [likeness(one, ANA).confidence for one in rising]
    assert sure == sorted(sure)
    assert sure[0] == 0
    assert sure[1] < 0.2
    assert sure[-1] > 0.99
    assert likeness(stated(name=named("Stone", "Peter")), ANA).confidence < 0.2


def test_a_name_that_is_alike_needs_a_birth_date_or_number_beside_it() -> None:
    alike = named("Riviera", "Ana")
    assert likeness(stated(name=alike), ANA).name_agrees
    assert likeness(stated(name=alike, birth_date=None), ANA).name_agrees is False
    assert likeness(stated(name=None), ANA).name_agrees is None


@pytest.mark.parametrize(
    ("value", "known", "same"),
    [
        ("AC1023", "AC-1023", True),
        ("00451023", "451023", True),
        ("ac 1023", "AC-1023", True),
        ("1023", "AC-1023", False),
        ("7", "7", False),
        ("", "", False),
        ("ABC", "ABC", False),
    ],
)
def test_numbers_are_compared_by_their_characters(value: str, known: str, same: bool) -> None:  # noqa: FBT001
    assert shares_number((StatedIdentifier(value),), (known,)) is same
