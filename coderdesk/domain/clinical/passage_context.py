"""A passage with the lines around it, as a reader needs them to judge it."""

from dataclasses import dataclass

LINES_AROUND = 2
LONGEST_SIDE = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageContext:
    """`before + quotation + after` stands in the document; `line` is where the quotation begins, from 1.

    `is_cut_before` and `is_cut_after`: words of the first or last line were left off because the line is very long.
    """

    before: str
    quotation: str
    after: str
    line: int
    is_cut_before: bool = False
    is_cut_after: bool = False


def context_of(text: str, start: int, end: int, *, lines: int = LINES_AROUND) -> PassageContext:
    """The lines of the passage whole, and up to `lines` more on either side.

    >>> context_of("a\\nb\\nc d e\\nf\\ng", 6, 7, lines=1)
    PassageContext(before='b\\nc ', quotation='d', after=' e\\nf', line=3, is_cut_before=False, is_cut_after=False)
    """
    first, last = _line_start(text, start, lines), _line_end(text, end, lines)
    near_first, near_last = max(first, start - LONGEST_SIDE), min(last, end + LONGEST_SIDE)
    if near_first > first:
        near_first = _next_word(text, near_first, start)
    if near_last < last:
        near_last = _word_before(text, near_last, end)
    return PassageContext(
        before=text[near_first:start],
        quotation=text[start:end],
        after=text[end:near_last],
        line=text.count("\n", 0, start) + 1,
        is_cut_before=near_first > first,
        is_cut_after=near_last < last,
    )


def _line_start(text: str, start: int, lines: int) -> int:
    place = text.rfind("\n", 0, start)
    for _ in range(lines):
        if place < 0:
            return 0
        place = text.rfind("\n", 0, place)
    return place + 1


def _line_end(text: str, end: int, lines: int) -> int:
    place = text.find("\n", end)
    for _ in range(lines):
        if place < 0:
            return len(text)
        place = text.find("\n", place + 1)
    return len(text) if place < 0 else place


def _next_word(text: str, place: int, limit: int) -> int:
    blank = text.find(" ", place, limit)
    return limit if blank < 0 else blank + 1


def _word_before(text: str, place: int, limit: int) -> int:
    blank = text.rfind(" ", limit, place)
    return limit if blank < 0 else blank
