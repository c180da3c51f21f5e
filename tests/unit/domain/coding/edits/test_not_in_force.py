"""Cases of the coding edit "not in force"."""

from dataclasses import replace
from datetime import date

from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.edits.not_in_force import not_in_force
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import UTI, VISIT_SERVICE, a_visit, places
from tests.helpers.code_book import BOOK

STOPPED = {(Severity.STOP, Place.ASSIGNMENT, "code")}


def seen_on(day: date, code: str) -> CodedVisit:
    visit = a_visit(replace(UTI, code=code))
    return replace(visit, encounter=replace(visit.encounter, date_of_service=day))


def sentence(visit: CodedVisit) -> str:
    (finding,) = not_in_force(visit, BOOK)
    return finding.message


def test_ended() -> None:
    """DOS 03/02/2026 / dx M54.5, which was divided and ended on 09/30/2021"""
    visit = seen_on(date(2026, 3, 2), "M54.5")
    assert places(not_in_force(visit, BOOK)) == STOPPED
    assert sentence(visit) == "M54.5 is not in force on 03/02/2026: it ended on 09/30/2021."


def test_not_begun() -> None:
    """DOS 09/30/2021 / dx U09.9, which begins on 10/01/2021"""
    visit = seen_on(date(2021, 9, 30), "U09.9")
    assert places(not_in_force(visit, BOOK)) == STOPPED
    assert sentence(visit) == "U09.9 is not in force on 09/30/2021: it begins on 10/01/2021."


def test_in_no_book() -> None:
    """dx N39.00, a slip of the hand"""
    visit = seen_on(date(2026, 3, 2), "N39.00")
    assert places(not_in_force(visit, BOOK)) == STOPPED
    assert "none of the installed code sets" in sentence(visit)


def test_right_characters_wrong_system() -> None:
    """a diagnosis "99213": the number is a service"""
    assert places(not_in_force(seen_on(date(2026, 3, 2), "99213"), BOOK)) == STOPPED


def test_asked() -> None:
    """a draft query with an ended code: the answer could not be billed either"""
    visit = seen_on(date(2026, 3, 2), "M54.5")
    asked = tuple(replace(row, state=AssignmentState.QUERY) for row in visit.assignments)
    assert places(not_in_force(replace(visit, assignments=asked), BOOK)) == STOPPED


def test_in_force() -> None:
    """DOS 03/02/2026 / dx N39.0 / 99213 of the charge list"""
    assert places(not_in_force(a_visit(UTI, VISIT_SERVICE), BOOK)) == set()


def test_last_day() -> None:
    """looks ended, is allowed: DOS 09/30/2021, the last day of M54.5"""
    assert places(not_in_force(seen_on(date(2021, 9, 30), "M54.5"), BOOK)) == set()


def test_first_day() -> None:
    """looks early, is allowed: DOS 10/01/2021, the first day of U09.9"""
    assert places(not_in_force(seen_on(date(2021, 10, 1), "U09.9"), BOOK)) == set()


def test_category() -> None:
    """looks wrong, is in force: N39 is a category, which is the matter of another rule"""
    assert places(not_in_force(seen_on(date(2026, 3, 2), "N39"), BOOK)) == set()


def test_undotted() -> None:
    """looks unknown, is allowed: n390 is N39.0"""
    assert places(not_in_force(seen_on(date(2026, 3, 2), "n390"), BOOK)) == set()
