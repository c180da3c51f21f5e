"""A document read once answers as one that is read for each passage."""

from hypothesis import given
from hypothesis import strategies as st

from coderdesk.reading.assertion import assertion_of
from coderdesk.reading.document import read_document

NOTE = """CHIEF COMPLAINT: Cough.
HISTORY OF PRESENT ILLNESS: Cough for two weeks, no fever. Possible asthma as a child.
PAST MEDICAL HISTORY
Hypertension
FAMILY HISTORY: Father had gout.
ASSESSMENT:
1. Acute bronchitis.
2. Rule out pneumonia.
INSTRUCTIONS: Return for fever or chest pain.
"""


@given(start=st.integers(0, len(NOTE) - 1), length=st.integers(1, 20))
def test_both_ways_agree(start: int, length: int) -> None:
    end = min(len(NOTE), start + length)
    assert read_document(NOTE).judgement_of(start, end) == assertion_of(NOTE, start, end)


def test_places_between_sentences_belong_to_none() -> None:
    document = read_document(NOTE)
    assert document.sentence_at(0) is None
    assert document.sentence_at(NOTE.index("Cough")) is not None
    assert document.section_at(NOTE.index("gout")).heading == "FAMILY HISTORY"


def test_an_empty_text_has_no_parts() -> None:
    document = read_document("")
    assert (document.reading.sections, document.reading.sentences) == ((), ())
