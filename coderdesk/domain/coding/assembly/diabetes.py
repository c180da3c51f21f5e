"""Diabetes with its complications: as many codes of its type as are needed (Guidelines I.C.4.a, I.A.15)."""

from collections.abc import Sequence

from coderdesk.domain.coding.assembly.draft import CONCLUDING, Draft, Note, Span
from coderdesk.domain.coding.assembly.tables import Complication

_TYPES = ("E08", "E09", "E10", "E11", "E13")
_MOST = 4


def joined_diabetes(drafts: Sequence[Draft], note: Note, complications: Sequence[Complication]) -> list[Draft]:
    """The diabetes becomes one code for each complication that the conclusion names; what it swallows goes."""
    own = [one for one in drafts if one.value.startswith(_TYPES) and one.section in CONCLUDING]
    if not own:
        return list(drafts)
    kind = own[0].value[:3]
    found: list[Draft] = []
    swallowed: list[Draft] = []
    for complication in complications:
        new, other = _with(own, drafts, note, complication, kind)
        if new is not None and len(found) < _MOST:
            if all(one.value != new.value for one in (*own, *found)):
                found.append(new)
            if other is not None and not complication.stays:
                swallowed.append(other)
    if not found and not swallowed:
        return list(drafts)
    plain = [one for one in own if one.value == f"{kind}.9"] if found else []
    gone = [*plain, *swallowed]
    place = next(place for place, one in enumerate(drafts) if one is own[0])
    merged = [*drafts[:place], *found, *drafts[place:]]
    return [one for one in merged if not any(one is other for other in gone)]


def _with(
    own: Sequence[Draft], drafts: Sequence[Draft], note: Note, complication: Complication, kind: str
) -> tuple[Draft | None, Draft | None]:
    other = next((one for one in drafts if complication.begins and one.value.startswith(complication.begins)), None)
    if other is not None and other.section in CONCLUDING:
        passage: Span | None = other.passages[0]
    else:
        other, passage = None, _said(own, note, complication)
    code = note.code(f"{kind}.{complication.ending}") if passage else None
    if code is None or passage is None:
        return None, None
    said = " ".join(note.text[passage[0] : passage[1]].split())
    reason = f"diabetes with “{said}” is one code ({complication.citation})"
    return own[0].become(code, reason, passage), other


def _said(own: Sequence[Draft], note: Note, complication: Complication) -> Span | None:
    """The words of the complication in an item that names the diabetes."""
    for one in own:
        for match in complication.words.finditer(note.text, *note.words_at(one)):
            if note.affirms(*match.span()):
                return match.span()
    return None
