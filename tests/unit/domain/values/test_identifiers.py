"""NPI, taxpayer id, taxonomy, ZIP code and Medicare number: what a form may let through."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.values.identifiers import digits_of, is_mbi, is_npi, is_tax_id, is_taxonomy, is_zip


def an_npi(stem: str) -> str:
    """The one NPI with these nine leading digits."""
    (whole,) = (stem + digit for digit in string.digits if is_npi(stem + digit))
    return whole


npis = st.tuples(st.sampled_from("12"), st.text(string.digits, min_size=8, max_size=8)).map("".join).map(an_npi)


def test_the_published_example() -> None:
    """123456789 has the check digit 3 (CMS, NPI check digit calculation)."""
    assert an_npi("123456789") == "1234567893"


@given(npi=npis, place=st.integers(0, 9), digit=st.sampled_from(string.digits))
def test_one_digit_mistyped_is_no_npi(npi: str, place: int, digit: str) -> None:
    mistyped = npi[:place] + digit + npi[place + 1 :]
    assert is_npi(mistyped) == (mistyped == npi)


@given(npi=npis, place=st.integers(1, 8))
def test_two_neighbours_exchanged_are_no_npi(npi: str, place: int) -> None:
    """Except 0 and 9, which the Luhn check cannot tell apart."""
    first, second = npi[place], npi[place + 1]
    exchanged = npi[:place] + second + first + npi[place + 2 :]
    assert is_npi(exchanged) == (first == second or {first, second} == {"0", "9"})


@pytest.mark.parametrize(
    "npi", ["", "123456789", "12345678930", "1234567893\n", "3234567891", "١٢٣٤٥٦٧٨٩٣", "123456789X"]
)
def test_no_npi(npi: str) -> None:
    """too short / too long / a line's end / not 1 or 2 in front / other digits / a letter"""
    assert not is_npi(npi)


@pytest.mark.parametrize(
    ("tax_id", "fits"),
    [("912345678", True), ("91-2345678", False), ("000000000", False), ("12345678", False), ("123456789\n", False)],
)
def test_tax_id(tax_id: str, *, fits: bool) -> None:
    assert is_tax_id(tax_id) is fits


@pytest.mark.parametrize(
    ("taxonomy", "fits"),
    [
        ("207Q00000X", True),
        ("363LF0000X", True),
        ("207Q00000", False),
        ("207q00000X", False),
        ("207Q00000Y", False),
        ("207Q00000X\n", False),
    ],
)
def test_taxonomy(taxonomy: str, *, fits: bool) -> None:
    assert is_taxonomy(taxonomy) is fits


@pytest.mark.parametrize(
    ("zip_code", "fits"),
    [
        ("97205", True),
        ("972051234", True),
        ("97205-1234", False),
        ("9720", False),
        ("00000", False),
        ("000001234", False),
    ],
)
def test_zip(zip_code: str, *, fits: bool) -> None:
    assert is_zip(zip_code) is fits


@pytest.mark.parametrize(
    ("mbi", "fits"),
    [
        ("1EG4-TE5-MK73", True),
        ("1eg4te5mk73", True),
        ("0EG4TE5MK73", False),
        ("1EG4TE5MK7", False),
        ("1SG4TE5MK73", False),
        ("1EG4TE5MKB3", False),
        ("1EG4TE5MK73\n", False),
    ],
)
def test_mbi(mbi: str, *, fits: bool) -> None:
    """The example on the sample card of CMS, and what a hurried hand makes of it."""
    assert is_mbi(mbi) is fits


@given(text=st.text())
def test_digits_of_anything_typed(text: str) -> None:
    digits = digits_of(text)
    assert set(digits) <= set(string.digits)
    assert digits_of(digits) == digits


def test_digits_of_a_telephone_number() -> None:
    assert digits_of("(503) 555-0142") == "5035550142"
