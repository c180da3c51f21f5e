"""Words in a document, as typed and with a typo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.services.text_search import find_in, searched_text

TEXT = "Denies chest pain.\nChest  pain began in May; hypertension, ß-blocker, no rash.\n"


def found(query: str, text: str = TEXT) -> list[str]:
    return [text[one.start : one.end] for one in find_in(searched_text(text), query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("chest pain", ["chest pain", "Chest  pain"]),
        ("CHEST", ["chest", "Chest"]),
        ("hypertention", ["hypertension"]),
        ("chset pian", ["chest pain", "Chest  pain"]),
        ("hypertnsi", ["hypertension"]),
        ("may;", ["May;"]),
        ("rsh", []),
        ("no such words", []),
        ("  ", []),
    ],
)
def test_what_is_found(query: str, expected: list[str]) -> None:
    """capitals and blanks aside / a letter wrong / swapped / not typed to its end / three letters take no typo"""
    assert found(query) == expected


def test_near_ones_only_where_nothing_stands_as_typed() -> None:
    assert [one.is_exact for one in find_in(searched_text("fever fevers"), "fever")] == [True, True]
    assert [one.is_exact for one in find_in(searched_text("fevers"), "fevrs")] == [False]


@given(st.text(max_size=200), st.text(max_size=20))
def test_places_are_in_order_and_in_the_text(text: str, query: str) -> None:
    places = [(one.start, one.end) for one in find_in(searched_text(text), query)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
