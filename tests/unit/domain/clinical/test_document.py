"""The name of a document version is the hash of its text."""

from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.document import content_hash


def test_the_known_hash() -> None:
    """SHA-256 of "abc" (FIPS 180-2, appendix B.1)."""
    assert content_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(text=st.text(st.characters()), other=st.text(st.characters()))
def test_every_text_has_a_name_of_its_own(text: str, other: str) -> None:
    """Half of a character pair included, which a paste from elsewhere can hold."""
    assert (content_hash(text) == content_hash(other)) == (text == other)
    assert len(content_hash(text)) == 64


def test_half_a_character_pair_has_a_name() -> None:
    assert content_hash("\ud83d") != content_hash("\ude00")


def test_composed_and_decomposed_letters_are_two_texts() -> None:
    """é as one character / e with a combining accent: they look alike, their offsets differ"""
    assert content_hash("caf\u00e9") != content_hash("cafe\u0301")
