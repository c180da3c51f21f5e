"""Sentences of clinical documents."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.reading.sections import sections_of
from coderdesk.reading.sentences import sentences_of


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences_of(text, sections_of(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("No fever. Has cough.", ["No fever.", "Has cough."]),
        ("Seen by Dr. Adams today. Well.", ["Seen by Dr. Adams today.", "Well."]),
        ("Takes 2.5 mg p.o. daily. Well.", ["Takes 2.5 mg p.o. daily.", "Well."]),
        ("- no rash\n- cough", ["- no rash", "- cough"]),
        ("1.  Flank pain.,2.  Stone.", ["1.  Flank pain.", "2.  Stone."]),
        ("Seen:  1) Hernia  2) Polyp", ["Seen:", "1) Hernia", "2) Polyp"]),
        ("? pneumonia. Well.", ["? pneumonia.", "Well."]),
        ("C. diff colitis. Well.", ["C. diff colitis.", "Well."]),
        ("Cough\nFever", ["Cough", "Fever"]),
        (
            "The patient has had a cough for three weeks and\nno fever at any time. Well.",
            ["The patient has had a cough for three weeks and\nno fever at any time.", "Well."],
        ),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    """Stops, lines, bullets and numbers end one; abbreviations, initials, decimals and wrapped lines do not."""
    assert _sentences(text) == sentences


@given(st.text(alphabet="ab. ,\n-1)?!CDr", max_size=200))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    spans = sentences_of(text, sections_of(text))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    outside = set(range(len(text))) - {place for span in spans for place in range(span.start, span.end)}
    bodies = [range(section.body, section.end) for section in sections_of(text)]
    assert all(text[place] in " \t\r\n," for place in outside if any(place in body for body in bodies))
