"""Cases of the coding edit "rests on a draft"."""

from dataclasses import replace

from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.edits.rests_on_a_draft import rests_on_a_draft
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Place, Severity
from coderdesk.domain.values.ids import DocumentId
from tests.helpers.claims import DOCUMENT, UTI, VISIT_SERVICE, a_visit, places
from tests.helpers.code_book import BOOK

WARNED = {(Severity.WARN, Place.ASSIGNMENT, "evidence")}
DRAFT = replace(DOCUMENT, is_signed=False)
SIGNED_ADDENDUM = replace(DOCUMENT, id=DocumentId("document-2"), title="Addendum")


def on(visit: CodedVisit, *documents: object) -> CodedVisit:
    return replace(visit, documents=documents)


def test_an_unsigned_note() -> None:
    """dx N39.0 on an unsigned progress note"""
    found = tuple(rests_on_a_draft(on(a_visit(UTI), DRAFT), BOOK))
    assert places(found) == WARNED
    assert "Progress note" in found[0].message


def test_a_service_on_an_unsigned_note() -> None:
    """99213 on an unsigned progress note: one warning for each code"""
    found = tuple(rests_on_a_draft(on(a_visit(UTI, VISIT_SERVICE), DRAFT), BOOK))
    assert [finding.location.id for finding in found] == [UTI.id, VISIT_SERVICE.id]


def test_a_signed_note() -> None:
    """dx N39.0 / 99213 on a signed note"""
    assert places(rests_on_a_draft(a_visit(UTI, VISIT_SERVICE), BOOK)) == set()


def test_a_draft_and_a_signed_document() -> None:
    """looks unsigned, is allowed: a signed addendum states the same words"""
    start = UTI.evidence[0].start
    again = Evidence.quote(SIGNED_ADDENDUM, start, UTI.evidence[0].end)
    both = replace(UTI, evidence=(*UTI.evidence, again))
    assert places(rests_on_a_draft(on(a_visit(both), DRAFT, SIGNED_ADDENDUM), BOOK)) == set()


def test_a_query() -> None:
    """looks unsigned, is no code yet: asked of the provider"""
    asked = replace(UTI, state=AssignmentState.QUERY, evidence=())
    assert places(rests_on_a_draft(on(a_visit(asked), DRAFT), BOOK)) == set()
