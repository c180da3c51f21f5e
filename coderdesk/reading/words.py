"""Words of a clinical sentence as the cue tables spell them: lower case, hyphens dropped, numbers as "#", years as "##"."""

import re
from dataclasses import dataclass

YEAR = "##"
_YEAR = re.compile(r"19[3-9]\d|20[0-3]\d")
_WORD = re.compile(
    r"[hrswcfp]/[opwhx](?![A-Za-z])"  # h/o, r/o, s/p, w/o, c/w, f/h
    r"|[+-]ve(?![A-Za-z])"
    r"|[A-Za-z]+(?:['’][A-Za-z]+)*"
    r"|##|\d+(?:[.,]\d+)*"
    r"|\n[ \t]*\n"
    r"|[^\w\s]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """`spelling` is what cue tables match; `start` and `end` are offsets into the whole text."""

    spelling: str
    start: int
    end: int


def words_between(text: str, start: int, end: int) -> list[Word]:
    """A hyphen inside a compound ("two-day", "ex-smoker") is no word; a dash between blanks is "-"."""
    found: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        written = match.group()
        if written in "-–—" and _is_hyphen(text, match.start(), start, end):
            continue
        found.append(Word(_spelling(written), match.start(), match.end()))
    return found


def _is_hyphen(text: str, place: int, start: int, end: int) -> bool:
    before = text[place - 1] if place > start else " "
    after = text[place + 1] if place + 1 < end else " "
    return before.isalnum() and after.isalnum()


def _spelling(written: str) -> str:
    if written[0].isdigit():
        return YEAR if _YEAR.fullmatch(written) else "#"
    if written in "–—":
        return "-"
    return written.lower().replace("’", "'")
