"""Cases of the coding edit "duplicate code"."""

from dataclasses import replace

from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.edits.duplicate_code import duplicate_code
from coderdesk.domain.values.finding import Place, Severity
from coderdesk.domain.values.ids import AssignmentId
from tests.helpers.claims import DIABETES, DIPSTICK, UTI, VISIT_SERVICE, a_visit, places
from tests.helpers.code_book import BOOK

STOPPED = {(Severity.STOP, Place.ASSIGNMENT, "code")}


def again(assignment: CodeAssignment, key: str = "again", position: int = 2, **changes: object) -> CodeAssignment:
    return replace(assignment, id=AssignmentId(key), position=position, **changes)


def test_twice() -> None:
    """dx N39.0 / dx N39.0: the second is to be mended"""
    found = tuple(duplicate_code(a_visit(UTI, again(UTI)), BOOK))
    assert places(found) == STOPPED
    assert [finding.location.id for finding in found] == ["again"]


def test_twice_in_other_writing() -> None:
    """dx N39.0 / dx n390"""
    assert places(duplicate_code(a_visit(UTI, again(UTI, code="n390")), BOOK)) == STOPPED


def test_three_times() -> None:
    """dx N39.0 / dx N39.0 / dx N39.0: two are too many"""
    found = duplicate_code(a_visit(UTI, again(UTI), again(UTI, "once more", 3)), BOOK)
    assert [finding.location.id for finding in found] == ["again", "once more"]


def test_unproven_counts() -> None:
    """dx N39.0 / dx N39.0 whose passage vanished"""
    assert places(duplicate_code(a_visit(UTI, again(UTI, state=AssignmentState.UNPROVEN)), BOOK)) == STOPPED


def test_different() -> None:
    """dx N39.0 / dx E11.9"""
    assert places(duplicate_code(a_visit(UTI, DIABETES), BOOK)) == set()


def test_asked_beside_it() -> None:
    """looks double, is allowed: the provider is asked about a second site while N39.0 stands"""
    asked = again(UTI, state=AssignmentState.QUERY, evidence=())
    assert places(duplicate_code(a_visit(UTI, asked), BOOK)) == set()


def test_service_repeated() -> None:
    """looks double, is allowed: a service done twice stands on two lines, the second with modifier 76"""
    visit = a_visit(UTI, VISIT_SERVICE, DIPSTICK, again(DIPSTICK, position=3))
    assert places(duplicate_code(visit, BOOK)) == set()
