"""Letter by letter: what is meant comes up before the word is finished, and stays where it is while it still fits."""

from datetime import date

import pytest

from coderdesk.search.find import find_codes
from coderdesk.services.code_sets import CodeLibrary

ON = date(2026, 9, 1)


def _firsts(library: CodeLibrary, typed: str, start: int) -> list[str]:
    ends = range(start, len(typed) + 1)
    return [find_codes(library.index, typed[:end], on=ON, limit=5)[0].code.value for end in ends]


@pytest.mark.parametrize(
    ("typed", "start", "code"),
    [
        ("type 2 diabetes", len("type 2 dia"), "E11.9"),
        ("urinary tract infection", len("urinary tract i"), "N39.0"),
        ("shortness of breath", len("shortness o"), "R06.02"),
        ("heart attack", len("heart att"), "I21.9"),
        ("essential hypertension", len("essential hyper"), "I10"),
        ("laparoscopic appendectomy", len("laparoscopic append"), "0DTJ4ZZ"),
    ],
)
def test_once_first_it_stays_first(library: CodeLibrary, typed: str, start: int, code: str) -> None:
    """From this many letters on the same code stands first until the end."""
    assert set(_firsts(library, typed, start)) == {code}


def test_an_unfinished_word_may_be_any_that_stands_beside_the_others(library: CodeLibrary) -> None:
    """ "b" begins thousands of words; beside "shortness" it is breath."""
    assert find_codes(library.index, "shortness of b", on=ON)[0].code.value == "R06.02"


def test_the_same_query_has_the_same_answer(library: CodeLibrary) -> None:
    once, again = (find_codes(library.index, "fracture of hand", on=ON) for _ in range(2))
    assert once == again
