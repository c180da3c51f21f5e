"""Preferences: what a person chose, or the default where no allowed choice is stored."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.shared.preferences import PREFERENCES, Preferences, load_preferences, save_preferences


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    chosen = Preferences().with_value("appearance", "dark").with_value("scale", 150).with_layout({"desk": "AAAA"})
    save_preferences(tmp_path, chosen)
    assert load_preferences(tmp_path) == chosen
    assert (chosen.words("appearance"), chosen.number("scale")) == ("dark", 150)


def test_nothing_stored_means_the_defaults(tmp_path: Path) -> None:
    preferences = load_preferences(tmp_path)
    assert {each.key: preferences.get(each.key) for each in PREFERENCES} == {
        each.key: each.default for each in PREFERENCES
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"values"',
        b"{}",
        b'{"values": []}',
        b'{"values": null, "layout": {}}',
        b'{"values": "scale", "layout": {}}',
        b'{"values": {}, "layout": 7}',
        b"\xff\xfe\x00",
    ],
)
def test_an_unreadable_file_means_the_defaults(tmp_path: Path, content: bytes) -> None:
    """empty / cut off / another shape / another encoding"""
    (tmp_path / "preferences.json").write_bytes(content)
    assert load_preferences(tmp_path) == Preferences()


def test_a_folder_in_its_place_means_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "preferences.json").mkdir()
    assert load_preferences(tmp_path) == Preferences()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@given(key=st.sampled_from([each.key for each in PREFERENCES]), stored=json_values)
def test_whatever_is_stored_the_value_is_an_allowed_one(key: str, stored: Any) -> None:
    """A file of another version, or one edited by hand."""
    preference = next(each for each in PREFERENCES if each.key == key)
    value = Preferences({key: json.loads(json.dumps(stored))}).get(key)
    assert type(value) is type(preference.default)
    assert not preference.choices or value in preference.choices


@pytest.mark.parametrize(("key", "stored"), [("scale", 110), ("scale", "150"), ("scale", True), ("appearance", "pink")])
def test_a_value_that_is_not_offered_falls_back(key: str, stored: str | int) -> None:
    """between two steps / text instead of a number / a yes / a colour we do not have"""
    assert Preferences({key: stored}).get(key) == Preferences().get(key)


def test_every_default_is_offered() -> None:
    assert all(each.default in each.choices for each in PREFERENCES if each.choices)
    assert len({each.key for each in PREFERENCES}) == len(PREFERENCES)


def test_layout_is_added_to_and_values_stay() -> None:
    preferences = Preferences({"scale": 125}, {"desk": "old"}).with_layout({"claims": "new"})
    assert preferences.layout == {"desk": "old", "claims": "new"}
    assert preferences.number("scale") == 125
