"""The side that the conclusion leaves open, when the whole note speaks of one side of that body part (Guidelines I.B.13)."""

import re
from collections.abc import Iterator, Sequence

from coderdesk.domain.coding.assembly.draft import Draft, Note, Span, exchanged
from coderdesk.domain.coding.assembly.tables import BodyPart
from coderdesk.domain.coding.assembly.wordings import side_told
from coderdesk.domain.coding.laterality import sides_among

_SIDE = r"\b(?P<side>right|left|bilateral|both|rt\.?|lt\.?|[RL])(?:[- ]sided)?\s+(?:\w+\s+){0,2}?(?:"
_OPEN = re.compile(
    r"unspecified (?:side|[a-z ]*?(?:ear|eye|shoulder|elbow|wrist|hand|hip|knee|ankle|foot|limb|breast|"
    r"arm|leg|finger|thumb|toe|kidney|ovary|lung|upper limb|lower limb|lower extremity|upper extremity))",
    re.IGNORECASE,
)
_HEALTHY = re.compile(
    r"\W{1,3}(?:(?:is|was|are|side|exam|tm|canal)\W+){0,2}"
    r"(?:normal|fine|unremarkable|unaffected|negative|intact|clear|nontender|non-tender|dominant|handed)\b",
    re.IGNORECASE,
)
_READINGS = {"r": "right", "rt": "right", "l": "left", "lt": "left", "both": "bilateral"}
_CITATION = "Guidelines I.B.13: the side is told elsewhere in the note"


def sided(drafts: Sequence[Draft], note: Note, parts: Sequence[BodyPart]) -> list[Draft]:
    """Codes of an unspecified side become those of the only side that the note speaks of."""
    kept = list(drafts)
    for one in drafts:
        if not _OPEN.search(one.code.title):
            continue
        found = _own(one, note) or only_side(note, [part for part in parts if part.titles.search(one.code.title)])
        value = _on(found[0], one, note) if found else None
        code = note.code(value) if value else None
        if code is not None and found is not None:
            kept = exchanged(kept, one, one.become(code, f"{found[0]} ({_CITATION})", found[1]))
    return kept


def _own(draft: Draft, note: Note) -> tuple[str, Span] | None:
    """The side in the item itself."""
    begin, end = note.words_at(draft)
    first = re.compile(r"[.;\n]").search(note.text, draft.end, end)
    stop = first.start() if first else end
    side = side_told(note.text[begin:stop])
    return (side, (begin, stop)) if side else None


def only_side(note: Note, parts: Sequence[BodyPart]) -> tuple[str, Span] | None:
    """The one side that the whole note tells of these parts, with its first passage; None when it tells none or two."""
    told = [found for part in parts for found in _told(note, part)]
    sides = {side for side, _ in told}
    return told[0] if len(sides) == 1 else None


def _told(note: Note, part: BodyPart) -> Iterator[tuple[str, Span]]:
    words = re.compile(_SIDE + part.notes + r")\b", re.IGNORECASE)
    for match in words.finditer(note.text):
        if not _HEALTHY.match(note.text, match.end()) and note.affirms(*match.span()):
            side = match["side"].lower().rstrip(".")
            yield _READINGS.get(side, side), match.span()


def _on(side: str, draft: Draft, note: Note) -> str | None:
    titles = note.titles(draft.value[:3])
    ending = draft.value[-1] if len(draft.value) == len("S00.000A") and draft.value[-1].isalpha() else ""
    alike = [(value, title) for value, title in titles.items() if value.endswith(ending)]
    return sides_among(alike).get(draft.value, {}).get(side)
