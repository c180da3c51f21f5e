"""How typed letters rank what the palette knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.ui.dialogs.palette_items import LONGEST_LIST, PaletteItem, rank_of, ranked, without_doubles

EXPORT = PaletteItem(kind="Commands", text="Export the claim", shortcut="Ctrl+E")
RIVERA = PaletteItem(kind="Visits", text="Rivera, Ana M", detail="05/04/2026 · burning urination")


@pytest.mark.parametrize(
    ("query", "item", "rank"),
    [
        ("", EXPORT, 0),
        ("export", EXPORT, 0),
        ("riv", RIVERA, 0),
        ("claim exp", EXPORT, 1),
        ("ana", RIVERA, 1),
        ("05/04", RIVERA, 2),
        ("riv burn", RIVERA, 2),
        ("laim", EXPORT, 3),
        ("etc", EXPORT, 4),
        ("zzz", EXPORT, None),
        ("riv zzz", RIVERA, None),
    ],
)
def test_rank(query: str, item: PaletteItem, rank: int | None) -> None:
    assert rank_of(query, item) == rank


def test_the_best_comes_first_and_equals_keep_their_order() -> None:
    other = PaletteItem(kind="Commands", text="The Export folder")
    assert ranked("exp", (other, RIVERA, EXPORT)) == (EXPORT, other)


def test_the_list_is_bounded() -> None:
    many = tuple(PaletteItem(kind="Visits", text=f"Visit {number}") for number in range(LONGEST_LIST * 2))
    assert len(ranked("visit", many)) == LONGEST_LIST


@given(st.text(max_size=20))
def test_any_text_can_be_typed(query: str) -> None:
    assert set(ranked(query, (EXPORT, RIVERA))) <= {EXPORT, RIVERA}


def test_doubles_are_listed_once() -> None:
    assert without_doubles((EXPORT, RIVERA, EXPORT)) == (EXPORT, RIVERA)
