"""Words as the index sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.search.words import family, fold, sound, stem, words_of


def _spellings(text: str) -> list[str]:
    return [word.spelling for word in words_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crohn's disease of the colon", ["crohn", "disease", "colon"]),
        ("Non-pressure chronic ulcer", ["nonpressure", "chronic", "ulcer"]),
        ("Post-traumatic stress", ["posttraumatic", "stress"]),
        ("type II diabetes, stage IIIa", ["type", "2", "diabetes", "stage", "iiia"]),
        ("type I", ["type", "1"]),
        ("first, 2nd and third degree", ["first", "second", "third", "degree"]),
        ("Sjögren syndrome", ["sjogren", "syndrome"]),
        ("œdema", ["oedema"]),
        ("", []),
        ("of the", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """What is typed, and the words that are looked up."""
    assert _spellings(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("haemorrhages", "hemorrhage"),
        ("tumours", "tumor"),
        ("oedema", "edema"),
        ("diagnoses", "diagnosis"),
        ("vertebrae", "vertebra"),
        ("leucocyte", "leukocytes"),
        ("biopsies", "biopsy"),
        ("branches", "branch"),
    ],
)
def test_forms_and_spellings_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["pelvis", "virus", "abscess", "mass", "pus", "lens"])
def test_what_only_looks_like_a_plural_keeps_its_end(word: str) -> None:
    assert len(stem(word)) >= len(word) - 1
    assert stem("pelvis") == "pelvis"
    assert stem("virus") == "virus"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fractured", "fracture"),
        ("infected", "infection"),
        ("pharynx", "pharyngeal"),
        ("thrombosis", "thrombotic"),
        ("coccyx", "coccygeal"),
    ],
)
def test_derived_forms_share_a_family(one: str, other: str) -> None:
    assert family(stem(one)) == family(stem(other))


@pytest.mark.parametrize(
    ("heard", "written"), [("lacerashun", "laceration"), ("unsertain", "uncertain"), ("newmonia", "pneumonia")]
)
def test_what_sounds_alike_has_one_sound(heard: str, written: str) -> None:
    assert sound(heard) == sound(written)


@given(st.text(max_size=60))
def test_offsets_point_at_the_words_and_stems_are_stable(text: str) -> None:
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(fold(text))
        assert stem(stem(word.spelling)) == stem(stem(stem(word.spelling)))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=60))
def test_folding_plain_text_changes_nothing(text: str) -> None:
    assert fold(text) == text
