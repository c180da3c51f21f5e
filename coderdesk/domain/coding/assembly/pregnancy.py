"""Trimester and weeks of a pregnancy, from the weeks that the note counts (Guidelines I.C.15.a.3, I.C.21.c.11)."""

import re
from collections.abc import Sequence

from coderdesk.domain.coding.assembly.draft import Draft, Note, Span

_WEEKS = (
    re.compile(
        r"(?:\b(?:iup|pregnan\w*|gestation\w*|ga|eg|ega|ob)\b(?:(?!\b(?:return|follow\w*|rtc|in|for|next|every)\b)[^.\n]){0,30}?)\b(?P<weeks>\d{1,2})"
        r"\s*(?:\+|-|and)?\s*(?:[0-6]/7)?\s*(?:w(?:ee)?ks?|w(?=\d?d?\b)|w\d)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<weeks>\d{1,2})\s*(?:[0-6]/7)?[- ]?(?:w(?:ee)?ks?)[^.\n]{0,30}?\b(?:gestation\w*|pregnan\w*|iup|ga|ega|ega)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<weeks>\d{1,2})\s?w\s?\d\s?d\b", re.IGNORECASE),
)
_TRIMESTERS = ("first", "second", "third")
_OPEN = re.compile(r"unspecified trimester")
_OF_PREGNANCY = re.compile(r"O(?!0[0-8]|8[0-24-9]|9[0-2])|Z34|Z33\.1")
_NORMAL_CARE = "Z34"
_MOST_WEEKS = 42


def with_weeks(drafts: Sequence[Draft], note: Note) -> list[Draft]:
    """Codes of pregnancy take the trimester of the weeks told, and the weeks' own code follows them."""
    if not any(_OF_PREGNANCY.match(one.value) for one in drafts):
        return list(drafts)
    kept = _without_normal_care(drafts)
    found = _weeks(note)
    if found is None:
        return kept
    weeks, passage = found
    kept = [_in_trimester(one, note, weeks, passage) for one in kept]
    code = note.code(f"Z3A.{max(weeks, 7):02d}" if weeks >= 8 else "Z3A.01")
    first = next(one for one in kept if _OF_PREGNANCY.match(one.value))
    if code is None or any(one.value.startswith("Z3A") for one in kept):
        return kept
    companion = Draft(
        code=code,
        passages=(passage,),
        assertion=first.assertion,
        section=first.section,
        score=round(first.score * 0.9, 4),
        reasons=(f"week {weeks} of the pregnancy goes with {first.value} (Guidelines I.C.21.c.11)",),
    )
    return [*kept, companion]


def trimester_of(weeks: int) -> str:
    """First under 14 weeks, second under 28, third from then on (I.C.15.a.3)."""
    return _TRIMESTERS[(weeks >= 14) + (weeks >= 28)]


def _without_normal_care(drafts: Sequence[Draft]) -> list[Draft]:
    """Supervision of a normal pregnancy is not coded with a code of chapter 15 (I.C.15.b.1)."""
    has_trouble = any(one.value.startswith("O") for one in drafts)
    return [one for one in drafts if not (has_trouble and one.value.startswith(_NORMAL_CARE))]


def _weeks(note: Note) -> tuple[int, Span] | None:
    for words in _WEEKS:
        for match in words.finditer(note.text):
            weeks = int(match["weeks"])
            if 1 <= weeks <= _MOST_WEEKS and note.affirms(*match.span("weeks")):
                return weeks, match.span()
    return None


def _in_trimester(draft: Draft, note: Note, weeks: int, passage: Span) -> Draft:
    if not _OPEN.search(draft.code.title):
        return draft
    wanted = _OPEN.sub(f"{trimester_of(weeks)} trimester", draft.code.title)
    value = next((value for value, title in note.titles(draft.value[:3]).items() if title == wanted), None)
    code = note.code(value) if value else None
    if code is None:
        return draft
    return draft.become(code, f"week {weeks} is the {trimester_of(weeks)} trimester (Guidelines I.C.15.a.3)", passage)
