"""Places in rows of numbers behave as the tuple of the same places."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.packed_places import PackedPlaces
from coderdesk.domain.clinical.received_document import Box, Place, PlaceMap

numbers = st.integers(-(10**9), 10**9)
places = st.lists(
    st.builds(
        Place,
        st.integers(0, 10**8),
        st.integers(0, 10**8),
        st.integers(0, 5000),
        st.none() | st.builds(Box, numbers, numbers, numbers, numbers),
        st.sampled_from(("", "/a/b", "OBX[3]-5")),
    ),
    max_size=30,
)


@given(places, st.integers(-40, 40), st.integers(-40, 40))
def test_it_is_the_tuple_of_its_places(rows: list[Place], first: int, last: int) -> None:
    packed = PackedPlaces(rows)
    assert packed == tuple(rows)
    assert hash(packed) == hash(tuple(rows))
    assert list(packed) == rows
    assert packed[first:last] == tuple(rows[first:last])
    assert pickle.loads(pickle.dumps(packed)) == packed
    assert [packed[number] for number in range(-len(rows), len(rows))] == [*rows, *rows]


def test_beyond_the_last_there_is_none() -> None:
    packed = PackedPlaces([Place(0, 1)])
    for number in (1, -2):
        with pytest.raises(IndexError):
            packed[number]
    assert packed != [Place(0, 1)]


def test_passages_are_found_in_it() -> None:
    found = PlaceMap(PackedPlaces([Place(0, 4, 1), Place(5, 9, 2), Place(9, 12, 3)]))
    assert [place.page for place in found.within(8, 10)] == [2, 3]
