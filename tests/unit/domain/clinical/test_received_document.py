"""Places of a derived text."""

from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.received_document import Place, PlaceMap

THREE = PlaceMap((Place(0, 5, 1), Place(6, 9, 1), Place(9, 20, 2)))


def test_a_passage_has_every_place_that_it_touches() -> None:
    assert THREE.within(4, 7) == THREE.places[:2]
    assert THREE.within(5, 6) == ()
    assert THREE.within(8, 10) == THREE.places[1:]
    assert THREE.within(30, 40) == ()


@given(st.lists(st.integers(1, 5), max_size=30), st.integers(0, 120), st.integers(1, 20))
def test_the_quick_search_finds_what_a_slow_one_finds(lengths: list[int], start: int, length: int) -> None:
    places, at = [], 0
    for number in lengths:
        places.append(Place(at, at + number))
        at += number + number % 2
    slow = tuple(place for place in places if place.start < start + length and place.end > start)
    assert PlaceMap(tuple(places)).within(start, start + length) == slow
