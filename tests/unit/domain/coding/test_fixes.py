"""Mends of a list of codes: each does what its words say, once, and leaves alone what it does not name."""

from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.coding.fixes import Add, Fix, MoveBefore, Remove, Replace, applied

CODES = ("I10", "E11.9", "N18.31")
some_codes = st.lists(st.sampled_from(["I10", "E11.9", "N18.31", "I50.9", "Z79.4"]), unique=True).map(tuple)
some_code = st.sampled_from(["I10", "E11.9", "N18.31", "I50.9", "Z79.4"])
some_fix: st.SearchStrategy[Fix] = st.one_of(
    st.builds(MoveBefore, some_code, some_code),
    st.builds(Remove, some_code),
    st.builds(lambda code: Add((code,)), some_code),
    st.builds(lambda old, new: Replace((old,), (new,)), some_code, some_code),
)


def test_a_code_moves_before_another_or_to_the_head() -> None:
    assert applied(MoveBefore("N18.31", "E11.9"), CODES) == ("I10", "N18.31", "E11.9")
    assert applied(MoveBefore("N18.31"), CODES) == ("N18.31", "I10", "E11.9")
    assert applied(MoveBefore("I10", "N18.31"), CODES) == CODES


def test_codes_are_replaced_where_the_first_of_them_stood() -> None:
    assert applied(Replace(("I10",), ("I12.9",)), CODES) == ("I12.9", "E11.9", "N18.31")
    assert applied(Replace(("E11.9", "N18.31"), ("E11.22", "N18.31")), CODES) == ("I10", "E11.22", "N18.31")
    assert applied(Replace(("Z79.4",), ("I12.9",)), CODES) == CODES


def test_a_code_that_stands_twice_loses_its_last_place() -> None:
    assert applied(Remove("I10"), ("I10", "E11.9", "i10")) == ("I10", "E11.9")


def test_only_an_addition_without_a_choice_is_applied() -> None:
    assert applied(Add(("Z79.4",), after="E11.9"), CODES) == ("I10", "E11.9", "Z79.4", "N18.31")
    assert applied(Add(("Z79.4", "Z79.84")), CODES) == CODES
    assert applied(Add(("N18.-",)), CODES) == CODES


@given(some_fix, some_codes)
def test_a_fix_applied_twice_is_applied_once(fix: Fix, codes: tuple[str, ...]) -> None:
    once = applied(fix, codes)
    assert applied(fix, once) == once
    assert len(set(once)) == len(once)
    assert fix.words
