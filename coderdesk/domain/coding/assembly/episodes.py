"""The 7th character of an injury: active treatment, healing, or what remained of it (Guidelines I.C.19.a)."""

import re
from collections.abc import Sequence

from coderdesk.domain.coding.assembly.draft import Draft, Note, Span

_AGAIN = re.compile(
    r"\b(?:follow[- ]?up|f/?u|re-?check|re-?evaluation|cast (?:removal|check)|suture removal|post-?op(?:erative)? (?:visit|check)"
    r"|physical therapy|occupational therapy|rehab(?:ilitation)?)\b",
    re.IGNORECASE,
)
_HEALING = re.compile(
    r"\b(?:healing|healed|subacute|aftercare|routine healing|weeks? (?:out|status post|s/p|post))\b", re.IGNORECASE
)
_LATE = re.compile(r"\b(?:sequelae? of|late effects? of|residual of)\b", re.IGNORECASE)
_FULL_LENGTH = len("S00.000A")


def at_their_episode(drafts: Sequence[Draft], note: Note) -> list[Draft]:
    """Injuries under first treatment take D when the visit or the item says that they heal, S when something remained."""
    return [_at_its_episode(one, note) for one in drafts]


def _at_its_episode(draft: Draft, note: Note) -> Draft:
    if draft.value[0] not in "ST" or len(draft.value) != _FULL_LENGTH or not draft.value.endswith("A"):
        return draft
    begin, end = note.words_at(draft)
    late = _LATE.search(note.text, begin, end)
    if late:
        return _ending(draft, note, "S", late.span())
    healing = _HEALING.search(note.text, begin, end) or _seen_again(note)
    return _ending(draft, note, "D", healing.span()) if healing else draft


def _seen_again(note: Note) -> re.Match[str] | None:
    return next((match for place in note.reason if (match := _AGAIN.search(note.text, *place))), None)


def _ending(draft: Draft, note: Note, character: str, passage: Span) -> Draft:
    code = note.code(draft.value[:-1] + character)
    said = " ".join(note.text[passage[0] : passage[1]].split())
    return (
        draft.become(code, f"“{said}” makes it the episode {character} (Guidelines I.C.19.a)", passage)
        if code
        else draft
    )
