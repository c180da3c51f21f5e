"""The list of documents on their way in: many leave it at once without holding the window up."""

import pytest

from coderdesk.ui.models.arrivals import Arrival, ArrivalsModel


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        (range(300), [(0, 299)]),
        ((0, 1, 2, 298, 299), [(298, 299), (0, 2)]),
        ((7,), [(7, 7)]),
        ((), []),
        ((900,), []),
    ],
)
def test_neighbours_leave_together(gone: tuple[int, ...], told: list[tuple[int, int]]) -> None:
    """all / both ends / one / none / one that is not there; the others stay in their order"""
    model = ArrivalsModel()
    model.add([Arrival(key=key, name=f"{key}.txt") for key in range(300)])
    heard: list[tuple[int, int]] = []
    model.rowsRemoved.connect(lambda _parent, first, last: heard.append((first, last)))
    model.take_away(gone)
    assert heard == told
    assert [row.key for row in model.rows] == [key for key in range(300) if key not in gone]
