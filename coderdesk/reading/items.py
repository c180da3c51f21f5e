"""The items of an assessment: where each begins, and the words that name its diagnosis."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coderdesk.domain.clinical.reading import Section, SentenceSpan

_NUMBER = re.compile(r"[ \t]*\(?\d{1,2}[.)][ \t]+|[ \t]*#\d*[ \t]*")
_BULLET = re.compile(r"[ \t]*[-*•+>][ \t]*")
_END_OF_NAME = re.compile(r"[.;:(\[]|\s[-–—=]+\s|\n[ \t]*\n|$")
_COMMA = re.compile(r"\s*,\s*")
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Item:
    """`text[start:end]` names the diagnosis; what follows in the item explains it."""

    start: int
    end: int


def items_of(text: str, section: Section, sentences: Sequence[SentenceSpan]) -> list[Item]:
    """The items of a section: its numbered sentences, its bullets, or those that begin a line."""
    inside = [span for span in sentences if section.start <= span.start < section.end]
    numbered = [span for span in inside if _NUMBER.match(text, span.start, span.end)]
    bulleted = [span for span in inside if _BULLET.match(text, span.start, span.end)]
    if numbered and numbered[0] in inside[:2]:
        opening = numbered
    elif bulleted and bulleted[0] is inside[0]:
        opening = bulleted
    else:
        opening = [span for span in inside if _begins_a_line(text, section, span)]
    return [_item(text, span) for span in opening]


def _begins_a_line(text: str, section: Section, span: SentenceSpan) -> bool:
    before = text[max(section.body, text.rfind("\n", 0, span.start) + 1) : span.start]
    is_bullet = _BULLET.match(text, span.start, span.end) is not None
    return span.start <= section.body + 3 or not (before.strip(" \t,") or is_bullet)


def _item(text: str, span: SentenceSpan) -> Item:
    number = _NUMBER.match(text, span.start, span.end) or _BULLET.match(text, span.start, span.end)
    start = number.end() if number else span.start
    end = _END_OF_NAME.search(text, start, span.end)
    return Item(start, end.start() if end else span.end)


def names_of(text: str, item: Item) -> Iterator[tuple[int, int]]:
    """What the item may be called, the longest first: all of it, then without its last part behind a comma, and so on."""
    ends = [item.end, *reversed([match.start() for match in _COMMA.finditer(text, item.start, item.end)])]
    for end in ends:
        if end > item.start and len(text[item.start : end].split()) <= _MOST_WORDS:
            yield item.start, end
