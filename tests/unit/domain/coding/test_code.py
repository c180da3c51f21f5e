"""Codes with and without their dot, and the days on which they may be reported."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.coding.code import CodeSystem, dotted, undotted
from tests.helpers.code_book import a_code

codes = st.text(string.ascii_letters + string.digits + ". ", max_size=10)


@given(code=st.text(max_size=10))
def test_writing_twice_is_writing_once(code: str) -> None:
    assert dotted(dotted(code)) == dotted(code)
    assert undotted(undotted(code)) == undotted(code)


@given(code=codes)
def test_both_writings_name_the_same_code(code: str) -> None:
    assert undotted(dotted(code)) == undotted(code)
    assert dotted(undotted(code)) == dotted(code)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("n390", "N39.0"), ("N39.0", "N39.0"), (" e11 22", "E11.22"), ("I10", "I10"), ("s93.491a", "S93.491A"), ("", "")],
)
def test_as_the_book_prints_it(typed: str, printed: str) -> None:
    assert dotted(typed) == printed


@pytest.mark.parametrize(
    ("day", "is_billable", "is_reportable"),
    [
        (date(2021, 10, 1), True, True),
        (date(2021, 9, 30), True, False),
        (date(2022, 10, 1), True, False),
        (date(2021, 10, 1), False, False),
    ],
)
def test_reportable_when_whole_and_in_force(day: date, *, is_billable: bool, is_reportable: bool) -> None:
    code = a_code("U09.9", start=date(2021, 10, 1), end=date(2022, 9, 30), is_billable=is_billable)
    assert code.is_reportable_on(day) is is_reportable


def test_only_one_system_holds_diagnoses() -> None:
    assert [system for system in CodeSystem if system.is_diagnosis] == [CodeSystem.ICD10CM]
