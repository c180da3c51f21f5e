"""The items of an assessment: where each begins, and the words that name its diagnosis."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coderdesk.domain.clinical.reading import Section, SentenceSpan

_NUMBER = re.compile(r"[ \t]*\(?\d{1,2}[.)][ \t]+|[ \t]*#\d*[ \t]*")
_BULLET = re.compile(r"[ \t]*[-*•+>][ \t]*")
# "Pt w/ sprain of ...": who has it is no part of its name.
_WHO = re.compile(
    r"(?:(?:the|this|a|an) )?(?:(?:pt|patient|he|she)\b|\d+[ -]*(?:yo|y/o|y\.o\.|years?[ -]old)\b[^,.;:\n]{0,20}?)"
    r" ?(?:w/|with|has|presents with|has a|is here for)\s+",
    re.IGNORECASE,
)
_END_OF_NAME = re.compile(r"[.;:?(\[]|\s[-–—=]+\s|\n[ \t]*\n|$")
_COMMA = re.compile(r"\s*,\s*")
_MOST_WORDS = 14
_LONGEST_MARK = 12


@dataclass(frozen=True, slots=True)
class Item:
    """`text[start:end]` names the diagnosis; what follows in the item explains it."""

    start: int
    end: int


def items_of(text: str, section: Section, sentences: Sequence[SentenceSpan]) -> list[Item]:
    """The items of a section: its numbered sentences, its bullets, or those that begin a line."""
    first, after = (bisect_left(sentences, place, key=_start_of) for place in (section.start, section.end))
    inside = sentences[first:after]
    numbered = [span for span in inside if _NUMBER.match(text, span.start, span.end)]
    bulleted = [span for span in inside if _BULLET.match(text, span.start, span.end)]
    if numbered and numbered[0] in inside[:2]:
        opening = numbered
    elif bulleted and bulleted[0] is inside[0]:
        opening = bulleted
    else:
        opening = [span for span in inside if _begins_a_line(text, section, span)]
    return [_item(text, span) for span in opening]


def _start_of(span: SentenceSpan) -> int:
    return span.start


def are_numbered(text: str, items: Sequence[Item]) -> bool:
    """Whether a number or a bullet stands before the first item: then nothing else is one."""
    begin = max(items[0].start - _LONGEST_MARK, text.rfind("\n", 0, items[0].start) + 1, 0)
    line = text[begin : items[0].start]
    return bool(line.strip()) and (_NUMBER.search(line) or _BULLET.fullmatch(line)) is not None


def _begins_a_line(text: str, section: Section, span: SentenceSpan) -> bool:
    before = text[max(section.body, text.rfind("\n", 0, span.start) + 1) : span.start]
    is_bullet = _BULLET.match(text, span.start, span.end) is not None
    return span.start <= section.body + 3 or not (before.strip(" \t,") or is_bullet)


def _item(text: str, span: SentenceSpan) -> Item:
    number = _NUMBER.match(text, span.start, span.end) or _BULLET.match(text, span.start, span.end)
    start = number.end() if number else span.start
    who = _WHO.match(text, start, span.end)
    start = who.end() if who else start
    end = _END_OF_NAME.search(text, start, span.end)
    return Item(start, end.start() if end else span.end)


def names_of(text: str, item: Item) -> Iterator[tuple[int, int]]:
    """What the item may be called, the longest first: all of it, then without its last part behind a comma, and so on."""
    ends = [item.end, *reversed([match.start() for match in _COMMA.finditer(text, item.start, item.end)])]
    for end in ends:
        if end > item.start and len(text[item.start : end].split()) <= _MOST_WORDS:
            yield item.start, end
