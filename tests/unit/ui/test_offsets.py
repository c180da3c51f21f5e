"""Code points and Qt positions, for every kind of character that a note may hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.ui.views.desk.offsets import Offsets

CHARACTERS = st.sampled_from(
    ["a", " ", "\n", "\r\n", "é", "e\u0301", "±", "\U0001f600", "\U0001f469\u200d\u2695\ufe0f", "\u202e", "漢", "\t"]
)
TEXTS = st.lists(CHARACTERS, max_size=30).map("".join)


def qt_length(text: str) -> int:
    """How long Qt counts it: UTF-16 units, with one mark for each line ending."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "offset", "position"),
    [
        ("fever", 3, 3),
        ("\U0001f600 fever", 1, 2),
        ("\U0001f600 fever", 7, 8),
        ("e\u0301 fever", 3, 3),
        ("a\r\nb", 3, 2),
        ("a\r\nb", 4, 3),
        ("a\rb", 2, 2),
    ],
)
def test_positions(text: str, offset: int, position: int) -> None:
    """plain / emoji before / emoji, end / combining mark / CRLF before / CRLF, end / lone carriage return"""
    offsets = Offsets(text)
    assert offsets.to_qt(offset) == position
    assert offsets.from_qt(position) == offset


def test_inside_an_emoji() -> None:
    """A selection that Qt begins or ends within a surrogate pair takes the whole character."""
    offsets = Offsets("a\U0001f600b")
    assert (offsets.from_qt(2), offsets.from_qt(2, rounds_up=True)) == (1, 2)


def test_out_of_range() -> None:
    offsets = Offsets("ab\U0001f600")
    assert (offsets.to_qt(-1), offsets.to_qt(99)) == (0, 4)
    assert (offsets.from_qt(-1), offsets.from_qt(99)) == (0, 3)


@given(TEXTS)
def test_the_end_is_where_qt_counts_it(text: str) -> None:
    assert Offsets(text).to_qt(len(text)) == qt_length(text)


@given(TEXTS, st.data())
def test_every_offset_is_where_qt_counts_it(text: str, data: st.DataObject) -> None:
    """Any offset that does not cut a line ending in two"""
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n":
        offset -= 1
    offsets = Offsets(text)
    assert offsets.to_qt(offset) == qt_length(text[:offset])
    assert offsets.from_qt(offsets.to_qt(offset)) == offset


@given(TEXTS)
def test_positions_never_run_backwards(text: str) -> None:
    offsets = Offsets(text)
    positions = [offsets.to_qt(offset) for offset in range(len(text) + 1)]
    assert positions == sorted(positions)
