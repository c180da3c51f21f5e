"""A quotation and its place: stands, moved, vanished or foreign, whatever characters the text holds."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coderdesk.domain.clinical.document import Document, content_hash
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState, Supports, reanchored, state_of
from coderdesk.domain.values.ids import DocumentId, EncounterId
from tests.helpers.claims import DOCUMENT

HERE = DOCUMENT.encounter_id

# few letters, so that words repeat and overlap; emoji of several code points, combining marks, right-to-left, line ends
texts = st.text(st.sampled_from("aab \n\r\t\u0301é😀👩\u200d⚕️שן\ufeff-,"), max_size=40)
words = texts.filter(lambda text: any(character.isalnum() for character in text))


def written(text: str, document: Document = DOCUMENT) -> Document:
    return replace(document, text=text, hash=content_hash(text))


def state_in(evidence: Evidence, document: Document) -> EvidenceState:
    return state_of(evidence, {document.id: document}, HERE)


def places_of(quotation: str, text: str) -> list[int]:
    """Every place, those that overlap included."""
    return [start for start in range(len(text)) if text.startswith(quotation, start)]


@given(before=texts, passage=words, after=texts)
def test_a_passage_stands_in_the_text_it_was_quoted_from(before: str, passage: str, after: str) -> None:
    document = written(before + passage + after)
    evidence = Evidence.quote(document, len(before), len(before) + len(passage))
    assert evidence.quotation == passage
    assert state_in(evidence, document) is EvidenceState.MATCHES
    assert reanchored(evidence, document) == evidence


@given(before=texts, passage=words, after=texts, edit=texts)
def test_an_edit_behind_the_passage_leaves_it_at_its_place(before: str, passage: str, after: str, edit: str) -> None:
    """It is judged again, for another text has another hash, and it can be placed without guessing."""
    assume(edit != after)
    evidence = Evidence.quote(written(before + passage + after), len(before), len(before) + len(passage))
    revised = written(before + passage + edit)
    assert state_in(evidence, revised) is EvidenceState.MOVED
    again = reanchored(evidence, revised)
    assert again is not None
    assert (again.start, again.end, again.document_hash) == (evidence.start, evidence.end, revised.hash)
    assert state_in(again, revised) is EvidenceState.MATCHES


@given(before=texts, passage=words, after=texts, order=st.lists(st.integers(0, 5), max_size=6))
def test_any_revision_is_judged_by_where_the_words_stand(
    before: str, passage: str, after: str, order: list[int]
) -> None:
    """at its place or in one place: moved / in none or in several: vanished. What can be placed matches from then on."""
    original = written(before + passage + after)
    pieces = (before, passage, after, passage[1:], passage[:-1], "b")
    revision = "".join(pieces[number] for number in order)
    evidence = Evidence.quote(original, len(before), len(before) + len(passage))
    revised = written(revision)
    assume(revised.hash != original.hash)
    places = places_of(passage, revision)
    is_placeable = evidence.start in places or len(places) == 1
    assert state_in(evidence, revised) is (EvidenceState.MOVED if is_placeable else EvidenceState.VANISHED)
    again = reanchored(evidence, revised)
    assert (again is not None) == is_placeable
    if again is not None:
        assert (again.quotation, again.supports) == (evidence.quotation, evidence.supports)
        assert state_in(again, revised) is EvidenceState.MATCHES


@given(before=texts, passage=words, after=texts, edit=words)
def test_an_edit_in_front_moves_the_passage(before: str, passage: str, after: str, edit: str) -> None:
    original = written(before + passage + after)
    assume(original.text.count(passage) == 1)
    revised = written(edit + original.text)
    assume(places_of(passage, revised.text) == [len(edit) + len(before)])
    evidence = Evidence.quote(original, len(before), len(before) + len(passage))
    again = reanchored(evidence, revised)
    assert state_in(evidence, revised) is EvidenceState.MOVED
    assert again is not None
    assert again.start == evidence.start + len(edit)


@pytest.mark.parametrize(
    ("revision", "state"),
    [
        ("Assessment: urinary tract infection.", EvidenceState.MOVED),
        ("Assessment: urinary tract infection. Addendum.", EvidenceState.MOVED),
        ("A: no urinary tract infection.", EvidenceState.MOVED),
        ("Assessment: urinary infection.", EvidenceState.VANISHED),
        ("Assessment: urinary  tract infection.", EvidenceState.VANISHED),
        ("Assessment: Urinary tract infection.", EvidenceState.VANISHED),
        ("urinary tract infection, last year urinary tract infection", EvidenceState.VANISHED),
        ("", EvidenceState.VANISHED),
    ],
)
def test_a_draft_is_revised(revision: str, state: EvidenceState) -> None:
    """The passage "urinary tract infection" of "Assessment: urinary tract infection"."""
    original = written("Assessment: urinary tract infection")
    evidence = Evidence.quote(original, 12, 35)
    assert state_in(evidence, written(revision)) is state


def test_words_that_overlap_themselves_stand_in_two_places() -> None:
    """ "aba" stands twice in "ababa", so that none can be chosen for the coder"""
    evidence = Evidence.quote(written("xx aba"), 3, 6)
    assert state_in(evidence, written("ababa")) is EvidenceState.VANISHED
    assert reanchored(evidence, written("ababa")) is None


def test_a_decomposed_letter_is_another_text() -> None:
    """Sjögren with ö / with o and a combining mark: the eye sees one word, the payer's auditor gets another"""
    evidence = Evidence.quote(written("Sj\u00f6gren syndrome"), 0, 7)
    assert state_in(evidence, written("Sjo\u0308gren syndrome")) is EvidenceState.VANISHED


def test_another_documents_passage_is_foreign() -> None:
    """a document that is gone / a document of another visit with the very same words"""
    evidence = Evidence.quote(DOCUMENT, 0, 23)
    elsewhere = replace(DOCUMENT, encounter_id=EncounterId("encounter-2"))
    assert state_of(evidence, {}, HERE) is EvidenceState.FOREIGN
    assert state_in(evidence, elsewhere) is EvidenceState.FOREIGN
    assert state_in(replace(evidence, document_id=DocumentId("document-2")), DOCUMENT) is EvidenceState.FOREIGN


def test_a_forged_hash_does_not_match() -> None:
    """The right words at the right place, under the name of another version."""
    evidence = replace(Evidence.quote(DOCUMENT, 0, 23), document_hash="0" * 64)
    assert state_in(evidence, DOCUMENT) is EvidenceState.MOVED


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4), (0, 10_000), (23, 24)])
def test_no_passage_without_words(start: int, end: int) -> None:
    """empty / backwards / before the text / behind it / only the full stop's neighbour, a blank"""
    document = written("Urinary tract infection Type 2 diabetes")
    with pytest.raises(ValueError, match="at least one word"):
        Evidence.quote(document, start, end)


def test_what_a_passage_supports_stays_with_it() -> None:
    evidence = Evidence.quote(written("two strips"), 0, 10, Supports.UNITS)
    again = reanchored(evidence, written("used two strips"))
    assert again is not None
    assert again.supports is Supports.UNITS
