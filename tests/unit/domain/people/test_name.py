"""Names as lists and letters write them."""

import pytest

from coderdesk.domain.people.name import PersonName


@pytest.mark.parametrize(
    ("name", "listed", "full"),
    [
        (PersonName(last="Rivera", first="Ana", middle="Maria"), "Rivera, Ana M", "Ana M. Rivera"),
        (PersonName(last="Vandersloot", first="Pieter", suffix="III"), "Vandersloot, Pieter", "Pieter Vandersloot III"),
        (PersonName(last="Madonna", first=""), "Madonna", "Madonna"),
        (PersonName(last="", first="Ana"), "Ana", "Ana"),
        (PersonName(last="", first=""), "", ""),
    ],
)
def test_names(name: PersonName, listed: str, full: str) -> None:
    assert (name.sorted, name.full) == (listed, full)
