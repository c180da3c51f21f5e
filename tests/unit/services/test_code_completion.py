"""The rest of the word that is being typed, as the best hits have it."""

import pytest

from coderdesk.services.code_completion import completion_of
from tests.helpers.desk_values import a_hit

HITS = (a_hit("E11.9", "Type 2 diabetes mellitus without complications"), a_hit())


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        ("diab", "etes"),
        ("Diab", "etes"),
        ("diabetes mell", "itus"),
        ("urin", "ary"),
        ("di", ""),
        ("diabetes", ""),
        ("E11", ""),
        ("zzz", ""),
        ("", ""),
        ("infectio", ""),
    ],
)
def test_the_word_goes_on_as_in_the_book(query: str, rest: str) -> None:
    """two letters are too few, a whole word is whole, codes are no words, one missing letter is left to the hand"""
    assert completion_of(query, HITS) == rest
