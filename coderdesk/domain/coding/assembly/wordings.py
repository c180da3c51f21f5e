"""Words of the conclusion, or of the reason for the visit, that name a code as notes name it and code books do not."""

import re
from collections.abc import Iterator, Sequence

from coderdesk.domain.clinical.reading import Assertion, SectionKind
from coderdesk.domain.coding.assembly.draft import Draft, Line, Note, Span
from coderdesk.domain.coding.assembly.tables import Wording

_SIDE = re.compile(r"\b(right|left|bilateral(?:ly)?|both|rt|lt|[rl](?=\s)|od|os|ou|au)\b\.?", re.IGNORECASE)
_SIDES = {"r": "right", "rt": "right", "od": "right", "l": "left", "lt": "left", "os": "left"}
_BOTH = frozenset({"bilateral", "bilaterally", "both", "ou", "au"})
_NORMAL = re.compile(r"\W*(?:\w+\W+)?(?:(?:is|was|are)\W+)?(?:normal|unremarkable|clear|intact|fine)\b", re.IGNORECASE)
_SURE = 0.95


def side_told(text: str) -> str:
    """ "right", "left", "bilateral", or "" when a text names no side of a complaint, or two in turn."""
    found = set()
    for match in _SIDE.finditer(text):
        word = match[1].lower()
        if re.search(r"normal[\w ]{0,24}$", text[: match.start()], re.IGNORECASE) or _NORMAL.match(text, match.end()):
            continue
        found.add("bilateral" if word in _BOTH else _SIDES.get(word, word))
    if found == {"right", "left"}:
        return "bilateral"
    return found.pop() if len(found) == 1 else ""


def named_by_wordings(drafts: Sequence[Draft], note: Note, wordings: Sequence[Wording]) -> list[Draft]:
    """The drafts, with those codes whose wording an item of the conclusion holds in the place of what was read into it."""
    kept = list(drafts)
    for line in note.lines:
        for wording in wordings:
            for span, code in _met(note, (line.start, line.end), wording):
                held = [one for one in kept if one.start < span[1] and span[0] < one.end]
                if any(one.value == code for one in held):
                    continue
                new = _draft(note, span, code, line.section, wording)
                if new is not None and not any(one.value == new.value for one in kept):
                    kept = [one for one in kept if one not in held] + [new]
    return kept


def reasons_for_the_visit(drafts: Sequence[Draft], note: Note, wordings: Sequence[Wording]) -> list[Draft]:
    """The drafts with the encounter that the title, the complaint or the conclusion gives as the reason (I.C.21)."""
    places = [*note.reason, *((line.start, line.end) for line in note.lines)]
    for wording in wordings:
        for place in places:
            for span, code in _met(note, place, wording):
                new = _draft(note, span, code, _kind(note, span), wording)
                if new is not None and not any(one.value[:5] == new.value[:5] for one in drafts):
                    return [new, *drafts]
    return list(drafts)


def _kind(note: Note, span: Span) -> SectionKind:
    line = note.line_at(span[0])
    return line.section if line else SectionKind.CHIEF_COMPLAINT


def _met(note: Note, place: Span, wording: Wording) -> Iterator[tuple[Span, str]]:
    for match in wording.words.finditer(note.text, *place):
        clause = note.text[match.start() : _end_of_clause(note.text, match.end(), place[1])]
        before = note.text[max(place[0], match.start() - 24) : match.start()]
        if wording.unless and wording.unless.search(note.text[place[0] : place[1]]):
            continue
        code = wording.codes.get(side_told(before + clause)) or wording.codes.get("", "")
        if code and note.affirms(*match.span()):
            yield match.span(), code


def _end_of_clause(text: str, start: int, limit: int) -> int:
    end = re.compile(r"[.;\n]").search(text, start, limit)
    return end.start() if end else limit


def _draft(note: Note, span: Span, value: str, section: SectionKind, wording: Wording) -> Draft | None:
    code = note.code(value)
    if code is None:
        return None
    said = " ".join(note.text[span[0] : span[1]].split())
    return Draft(
        code=code,
        passages=(span,),
        assertion=Assertion.AFFIRMED,
        section=section,
        score=_SURE,
        reasons=(f"“{said}” is how notes name it ({wording.citation})",),
    )


def lines_without(drafts: Sequence[Draft], note: Note) -> list[Line]:
    """The items of the conclusion that no draft speaks of."""
    return [line for line in note.lines if not any(line.start <= one.start < line.end for one in drafts)]
