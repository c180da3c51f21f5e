"""Cases of the coding edit "not a whole code"."""

from dataclasses import replace

import pytest

from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.edits.not_a_whole_code import not_a_whole_code
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import UTI, VISIT_SERVICE, a_visit, places
from tests.helpers.code_book import BOOK

STOPPED = {(Severity.STOP, Place.ASSIGNMENT, "code")}


def test_category() -> None:
    """dx N39: N39.0 to N39.9 stand below it"""
    assert places(not_a_whole_code(a_visit(replace(UTI, code="N39")), BOOK)) == STOPPED


def test_seventh_character_missing() -> None:
    """dx S93.491 without A, D or S"""
    assert places(not_a_whole_code(a_visit(replace(UTI, code="S93.491")), BOOK)) == STOPPED


def test_asked_about_a_category() -> None:
    """a draft query on N39: the provider is asked for the whole code"""
    asked = replace(UTI, code="N39", state=AssignmentState.QUERY, evidence=())
    assert places(not_a_whole_code(a_visit(asked), BOOK)) == STOPPED


@pytest.mark.parametrize("code", ["N39.0", "n390", "S93.491A"])
def test_whole(code: str) -> None:
    """N39.0 / the same without its dot / S93.491A with its 7th character"""
    assert places(not_a_whole_code(a_visit(replace(UTI, code=code), VISIT_SERVICE), BOOK)) == set()


def test_three_characters() -> None:
    """looks like a category, is allowed: I10 has nothing below it"""
    assert places(not_a_whole_code(a_visit(replace(UTI, code="I10")), BOOK)) == set()


def test_unknown() -> None:
    """in no book: another rule says so, and this one does not say it twice"""
    assert places(not_a_whole_code(a_visit(replace(UTI, code="N39.00")), BOOK)) == set()
