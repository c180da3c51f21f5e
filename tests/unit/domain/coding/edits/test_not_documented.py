"""Cases of the coding edit "not documented"."""

from collections.abc import Iterable
from dataclasses import replace

from coderdesk.domain.clinical.document import content_hash
from coderdesk.domain.clinical.evidence import Evidence, Supports
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment
from coderdesk.domain.coding.edits.not_documented import missing_evidence, not_documented
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Place, Severity
from coderdesk.domain.values.ids import DocumentId
from tests.helpers.claims import DIPSTICK, DOCUMENT, NOTE, UTI, VISIT_SERVICE, a_visit, places
from tests.helpers.code_book import BOOK

STOPPED = {(Severity.STOP, Place.ASSIGNMENT, "evidence")}


def after_revision(text: str, *assignments: CodeAssignment) -> CodedVisit:
    """The visit whose note was revised after its codes were attached."""
    return replace(a_visit(*assignments), documents=(replace(DOCUMENT, text=text, hash=content_hash(text), version=2),))


def passage(words: str, supports: Supports = Supports.CODE) -> Evidence:
    start = NOTE.index(words)
    return Evidence.quote(DOCUMENT, start, start + len(words), supports)


def sentences(visit: CodedVisit) -> Iterable[str]:
    return [finding.message for finding in not_documented(visit, BOOK)]


def test_no_passage() -> None:
    """dx N39.0 / nothing selected in the note"""
    visit = a_visit(replace(UTI, evidence=()))
    assert places(not_documented(visit, BOOK)) == STOPPED
    assert "no passage of the documentation is attached" in "".join(sentences(visit))


def test_service_without_passage() -> None:
    """99213 / nothing selected in the note"""
    assert places(not_documented(a_visit(UTI, replace(VISIT_SERVICE, evidence=())), BOOK)) == STOPPED


def test_words_gone() -> None:
    """dx N39.0 on "Urinary tract infection" / the revised note says "Dysuria" instead"""
    visit = after_revision(NOTE.replace("Urinary tract infection", "Dysuria"), UTI)
    assert places(not_documented(visit, BOOK)) == STOPPED
    assert "no longer stands" in "".join(sentences(visit))


def test_words_moved() -> None:
    """dx N39.0 on "Urinary tract infection" / the revised note begins with "No " before it"""
    visit = after_revision("No " + NOTE, UTI)
    assert places(not_documented(visit, BOOK)) == STOPPED
    assert "confirm it at its new place" in "".join(sentences(visit))


def test_another_version() -> None:
    """the words stand where they stood, but a later sentence changed: the coder reads it before it is billed"""
    assert places(not_documented(after_revision(NOTE + " Ruled out by culture.", UTI), BOOK)) == STOPPED


def test_another_visits_document() -> None:
    """dx N39.0 / its passage stands in the note of another visit"""
    foreign = replace(passage("Urinary tract infection"), document_id=DocumentId("document-9"))
    visit = a_visit(replace(UTI, evidence=(foreign,)))
    assert places(not_documented(visit, BOOK)) == STOPPED
    assert "another visit's document" in "".join(sentences(visit))


def test_proof_of_something_else() -> None:
    """81002 x 2 / the only passage, "2 strips", states the units and not the service"""
    counted = replace(DIPSTICK, evidence=(passage("2 strips", Supports.UNITS),))
    assert places(not_documented(a_visit(UTI, counted), BOOK)) == STOPPED


def test_billable_by_word_only() -> None:
    """stored as billable without any passage: what is stored is not believed"""
    claimed = replace(UTI, state=AssignmentState.BILLABLE, evidence=())
    assert places(not_documented(a_visit(claimed), BOOK)) == STOPPED


def test_documented() -> None:
    """dx N39.0 on "Urinary tract infection" """
    assert places(not_documented(a_visit(UTI), BOOK)) == set()


def test_one_of_two_passages_stands() -> None:
    """looks undocumented, is allowed: a first passage vanished, a second one still stands"""
    gone = replace(passage("Urinary tract infection"), quotation="Cystitis of pregnancy")
    assert places(not_documented(a_visit(replace(UTI, evidence=(gone, *UTI.evidence))), BOOK)) == set()


def test_asked() -> None:
    """looks undocumented, is allowed: the provider was asked about it, and it is on no claim"""
    asked = replace(UTI, state=AssignmentState.QUERY, evidence=())
    assert places(not_documented(a_visit(asked), BOOK)) == set()


def test_stands_again() -> None:
    """looks unproven, is allowed: the draft was changed back and the passage matches"""
    assert places(not_documented(a_visit(replace(UTI, state=AssignmentState.UNPROVEN)), BOOK)) == set()


def test_the_worst_is_told() -> None:
    """one passage moved, one vanished: the coder is sent to the one that is gone"""
    evidence = (passage("Urinary tract infection"), replace(passage("Type 2 diabetes"), quotation="Diabetes type 9"))
    visit = after_revision("No " + NOTE, replace(UTI, evidence=evidence))
    assert "no longer stands" in missing_evidence(visit.diagnoses[0], visit)
