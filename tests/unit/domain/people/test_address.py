"""An address as an envelope shows it, and the boxes that are no street address."""

import pytest

from coderdesk.domain.people.address import Address


def test_lines_of_an_envelope() -> None:
    address = Address(line1="410 Alder Street", line2="Suite 2", city="Portland", state="OR", zip_code="972051234")
    assert address.lines == ("410 Alder Street", "Suite 2", "Portland, OR 97205-1234")


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (Address(), ()),
        (Address(city="Portland", state="OR"), ("Portland, OR",)),
        (Address(line1="77 Fir Lane", zip_code="97206"), ("77 Fir Lane", "97206")),
        (Address(state="OR", zip_code="97206"), ("OR 97206",)),
    ],
)
def test_what_is_unknown_leaves_no_gap(address: Address, lines: tuple[str, ...]) -> None:
    assert address.lines == lines


@pytest.mark.parametrize(
    "line1", ["PO Box 12", "P.O. Box 12", "p o box 12", "Post Office Box 7", "Lock Box 400", "Lockbox 9"]
)
def test_a_box(line1: str) -> None:
    assert Address(line1=line1).is_po_box


@pytest.mark.parametrize(
    "line1", ["12 Boxwood Lane", "9 Depot Boxcar Road", "14 Polo Box Hill", "1 Lockwood Street", ""]
)
def test_a_street_that_looks_like_a_box(line1: str) -> None:
    assert not Address(line1=line1).is_po_box
