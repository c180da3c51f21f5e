"""Cases of the coding edit "waiting for provider"."""

from dataclasses import replace

from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.edits.waiting_for_provider import waiting_for_provider
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import DIPSTICK, UTI, VISIT_SERVICE, a_visit, places
from tests.helpers.code_book import BOOK

ASKED = {(Severity.ASK, Place.ASSIGNMENT, "evidence")}


def test_asked_with_a_note() -> None:
    """dx N39.0 asked: "Which site?" """
    asked = replace(UTI, state=AssignmentState.QUERY, evidence=(), query_note="Which site?")
    found = tuple(waiting_for_provider(a_visit(asked), BOOK))
    assert places(found) == ASKED
    assert "N39.0" in found[0].message
    assert "(Which site?)" in found[0].message


def test_asked_without_a_note() -> None:
    """dx N39.0 asked, no words: no empty parentheses"""
    asked = replace(UTI, state=AssignmentState.QUERY, evidence=())
    found = tuple(waiting_for_provider(a_visit(asked), BOOK))
    assert places(found) == ASKED
    assert "(" not in found[0].message


def test_service_asked() -> None:
    """81002 asked / 99213 documented: one question"""
    asked = replace(DIPSTICK, state=AssignmentState.QUERY, evidence=())
    found = tuple(waiting_for_provider(a_visit(UTI, VISIT_SERVICE, asked), BOOK))
    assert [finding.location.id for finding in found] == [DIPSTICK.id]


def test_nothing_asked() -> None:
    """dx N39.0 / 99213, both documented"""
    assert places(waiting_for_provider(a_visit(UTI, VISIT_SERVICE), BOOK)) == set()


def test_unproven() -> None:
    """looks open, is no question: a passage that vanished is the coder's to mend"""
    assert places(waiting_for_provider(a_visit(replace(UTI, state=AssignmentState.UNPROVEN)), BOOK)) == set()
