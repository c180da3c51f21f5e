"""The recovery code is printed, lost in a drawer for years, and typed by a tired person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.storage.recovery_code import new_recovery_code, read_recovery_code

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_code_is_six_groups_of_five_and_none_is_like_another() -> None:
    codes = {new_recovery_code() for _ in range(50)}
    assert len(codes) == 50
    assert all([len(group) for group in code.split("-")] == [5] * 6 for code in codes)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("1", "I"),
        lambda code: f"  {code}\n",
    ],
)
def test_a_code_is_read_as_people_type_it(typed) -> None:
    """any case, O for 0, I or L for 1, hyphens, blanks or none"""
    for _ in range(20):
        code = new_recovery_code()
        assert read_recovery_code(typed(code)) == code.replace("-", "")


@given(place=st.integers(0, 29), digit=st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(place: int, digit: str) -> None:
    code = read_recovery_code(new_recovery_code())
    wrong = code[:place] + digit + code[place + 1 :]
    assert (read_recovery_code(wrong) is None) == (wrong != code)


def test_swapped_neighbours_are_noticed() -> None:
    """all but about one in a thousand"""
    noticed = swapped = 0
    for _ in range(40):
        code = read_recovery_code(new_recovery_code())
        for place in range(29):
            if code[place] != code[place + 1]:
                wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
                swapped += 1
                noticed += read_recovery_code(wrong) is None
    assert noticed > 0.98 * swapped > 500


@pytest.mark.parametrize("typed", ["", "correct horse battery staple", "UUUUU-UUUUU-UUUUU-UUUUU-UUUUU-UUUUU", "1" * 31])
def test_other_words_are_no_code(typed: str) -> None:
    assert read_recovery_code(typed) is None
