"""A passage with the lines around it."""

from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.passage_context import context_of

NOTE = "one\ntwo\nthree four five\nsix\nseven\neight"


def test_two_lines_on_either_side() -> None:
    start = NOTE.index("four")
    context = context_of(NOTE, start, start + 4)
    assert (context.before, context.quotation, context.after) == ("one\ntwo\nthree ", "four", " five\nsix\nseven")
    assert (context.line, context.is_cut_before, context.is_cut_after) == (3, False, False)


def test_at_the_first_and_last_line_there_is_less_around() -> None:
    assert context_of(NOTE, 0, 3).before == ""
    assert context_of(NOTE, len(NOTE) - 5, len(NOTE)).after == ""


def test_a_dictation_without_line_ends_is_cut_at_a_word() -> None:
    text = "word " * 400 + "here" + " word" * 400
    context = context_of(text, 2000, 2004)
    assert context.quotation == "here"
    assert context.is_cut_before
    assert context.is_cut_after
    assert context.before.startswith("word ")
    assert context.after.endswith(" word")
    assert len(context.before) < 330
    assert len(context.after) < 330


@given(text=st.text("ab \n", max_size=900), ends=st.tuples(st.integers(0, 900), st.integers(0, 900)))
def test_what_is_shown_stands_in_the_text_as_it_is_shown(text: str, ends: tuple[int, int]) -> None:
    start, end = sorted(min(end, len(text)) for end in ends)
    context = context_of(text, start, end)
    assert context.quotation == text[start:end]
    assert text[:start].endswith(context.before)
    assert text[end:].startswith(context.after)
    assert f"{context.before}{context.quotation}{context.after}" in text
