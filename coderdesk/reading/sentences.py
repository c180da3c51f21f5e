"""Sentences of a clinical document: lines, list items and full stops, with the abbreviations that end in one."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from coderdesk.domain.clinical.reading import Section, SentenceSpan
from coderdesk.shared.resources import resource_path

_STOP = re.compile(r"[.!?]+[\"')\]]*(?=\s|,|$)|[.!?](?=[A-Z][a-z])")
_ITEM = re.compile(r"(?:(?<=\s\s)|(?<=[.,;:]\s)|(?<=[.,;:]))(?=\(?\d{1,2}[.)]\s+\S)")
_LIST_LINE = re.compile(r"[ \t]*(?:[-*•+>]|\(?[A-Za-z0-9]{1,2}[.)])[ \t]")
_BLANKS = " \t\r\n,"
_CONTINUES = re.compile(r"[ \t]*[a-z(]")
_LINKING = frozenset(
    "a an the of and or with without for to in on at by no not from his her is was are were has had as".split()
)
_WRAPS_FROM = 45


@cache
def shipped_abbreviations() -> frozenset[str]:
    """Abbreviations written with a full stop after which a sentence goes on."""
    lines = resource_path("reading", "abbreviations.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))


def sentences_of(
    text: str, sections: Sequence[Section], start: int = 0, end: int | None = None
) -> tuple[SentenceSpan, ...]:
    """Sentences of the section bodies within `text[start:end]`. A heading belongs to the first sentence after it."""
    last = len(text) if end is None else end
    spans: list[SentenceSpan] = []
    for section in sections:
        low, high = max(section.body, start), min(section.end, last)
        if low < high:
            spans.extend(_sentences_between(text, low, high))
    return tuple(spans)


def _sentences_between(text: str, low: int, high: int) -> Iterator[SentenceSpan]:
    cuts = sorted({low, high, *_line_ends(text, low, high), *_stops(text, low, high), *_items(text, low, high)})
    for begin, finish in pairwise(cuts):
        while begin < finish and text[begin] in _BLANKS:
            begin += 1
        while finish > begin and text[finish - 1] in _BLANKS:
            finish -= 1
        if begin < finish:
            yield SentenceSpan(begin, finish)


def _line_ends(text: str, low: int, high: int) -> Iterator[int]:
    """Every line break but those at which a sentence was wrapped."""
    place = text.find("\n", low, high)
    while place >= 0:
        if not _is_wrapped(text, low, place, high):
            yield place + 1
        place = text.find("\n", place + 1, high)


def _is_wrapped(text: str, low: int, place: int, high: int) -> bool:
    line = text[max(low, text.rfind("\n", 0, place) + 1) : place].rstrip()
    following = text[place + 1 : min(high, place + 200)]
    if not line or line[-1] in ".:;!?" or _LIST_LINE.match(following) or not following.split("\n", 1)[0].strip():
        return False
    ends_open = line[-1] == "," or line.rsplit(None, 1)[-1].lower() in _LINKING
    return len(line) >= _WRAPS_FROM and (ends_open or bool(_CONTINUES.match(following)))


def _stops(text: str, low: int, high: int) -> Iterator[int]:
    for match in _STOP.finditer(text, low, high):
        if match.group()[0] == "?" and (match.start() == low or text[match.start() - 1].isspace()):
            continue  # "? pneumonia" doubts what follows
        if not (match.group()[0] == "." and _is_inside(text, match, low, high)):
            yield match.end()


def _is_inside(text: str, match: re.Match[str], low: int, high: int) -> bool:
    """A full stop that ends no sentence: of an abbreviation, an initial, or the number of a list item."""
    begin = match.start()
    while begin > low and not text[begin - 1].isspace() and text[begin - 1] not in ",(;:":
        begin -= 1
    word = text[begin : match.start()].lower()
    following = text[match.end() : min(high, match.end() + 12)].lstrip()
    if text[match.end() : match.end() + 1] == ",":
        return "." in word and len(word) < 8
    if word.isdigit() and len(word) < 3:
        line = max(low, text.rfind("\n", low, begin) + 1, begin - 2)
        return text[line:begin].strip(" \t\r,.;:()#") == ""
    if len(word) == 1 and word.isalpha() and text[begin].isupper():
        return True
    if word in shipped_abbreviations():
        return True
    return bool(following) and following[0].islower()


def _items(text: str, low: int, high: int) -> Iterator[int]:
    for match in _ITEM.finditer(text, low, high):
        yield match.start()
