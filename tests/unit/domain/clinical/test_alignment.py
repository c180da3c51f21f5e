"""Two texts beside one another: what both say, in which order, and what is new."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.alignment import aligned

LINES = st.lists(
    st.sampled_from(["Denies fever.", "Cough for two days.", "BP 120/80.", "", "PLAN", "Rest."]), max_size=12
)
TEXTS = LINES.map("\n".join)


def changed(left: str, right: str) -> list[str]:
    return [left[one.start : one.end] for one in aligned(left, right).changed]


@pytest.mark.parametrize(
    ("left", "right", "new", "gone"),
    [
        ("", "", [], []),
        ("a\nb\nc", "a\nb\nc", [], []),
        ("a\nnew\nc", "a\nold\nc", ["new"], ["old"]),
        ("a\nb\nc", "a\nc", ["b"], []),
        ("a\nc", "a\nb\nc", [], ["b"]),
        ("Denies  FEVER,\nb", "denies fever\nb", [], []),
        ("x\nx\nb", "b\nx\nx", ["x\nx"], ["x\nx"]),
        ("one\ntwo", "three", ["one\ntwo"], ["three"]),
        ("same\nsame\nend", "same\nsame\nend", [], []),
    ],
)
def test_what_is_new_and_what_is_gone(left: str, right: str, new: list[str], gone: list[str]) -> None:
    """nothing / the same / one line altered / added / dropped / capitals and signs / moved / nothing shared / repeated"""
    assert changed(left, right) == new
    assert changed(right, left) == gone


@given(TEXTS, TEXTS)
def test_pairs_rise_in_both_and_cover_what_is_not_new(left: str, right: str) -> None:
    found = aligned(left, right)
    for before, after in pairwise(found.pairs):
        assert before.end <= after.start
        assert before.other_end <= after.other
    spans = [(one.start, one.end) for one in found.pairs] + [(one.start, one.end) for one in found.changed]
    covered = {place for start, end in spans for place in range(start, end)}
    assert all(place in covered for place, letter in enumerate(left) if not letter.isspace())
    assert found.turned().turned() == found


@given(TEXTS, TEXTS)
def test_the_place_beside_rises_with_the_place(left: str, right: str) -> None:
    found = aligned(left, right)
    places = [found.beside(place) for place in range(len(left) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(right) for place in places)


@given(TEXTS)
def test_a_text_beside_itself(text: str) -> None:
    found = aligned(text, text)
    assert found.changed == ()
    assert all(found.beside(one.start) == one.start for one in found.pairs)


def test_changes_one_after_the_other_and_round() -> None:
    found = aligned("a\nb\nc\nd\ne", "a\nc\ne")
    first = found.change_after(0, 1)
    assert first is not None
    second = found.change_after(first.start, 1)
    assert second is not None
    assert (first.start, second.start) == (2, 6)
    assert found.change_after(second.start, 1) == first
    assert found.change_after(second.start, -1) == first
    assert found.change_after(first.start, -1) == second
    assert aligned("a", "a").change_after(0, 1) is None
