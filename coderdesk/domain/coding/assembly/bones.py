"""Which metacarpal or metatarsal bone, finger or toe: the number or name that an item tells behind its diagnosis (I.B.2)."""

import re
from collections.abc import Sequence

from coderdesk.domain.coding.assembly.draft import Draft, Note, exchanged
from coderdesk.domain.coding.assembly.wordings import side_told

_OPEN_BONE = re.compile(r"unspecified (metacarpal|metatarsal) bone")
_BONE = re.compile(
    r"\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)(?= (?:\w+ ){0,2}(?:metacarpal|metatarsal|MC|MT)\b)",
    re.IGNORECASE,
)
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth"}
_LIMBS = {"metacarpal": "hand", "metatarsal": "foot"}
_OPEN_FINGER = re.compile(r"unspecified (?:(index|middle|ring|little) )?(finger|thumb)")
_FINGER = re.compile(r"\b(index|middle|long|ring|little|small|pinky) finger|\b(thumb)\b|\b(pinky)\b", re.IGNORECASE)
_FINGERS = {"long": "middle", "small": "little", "pinky": "little"}


def at_the_bone_told(drafts: Sequence[Draft], note: Note) -> list[Draft]:
    """The drafts, with the bone or finger of their item in those that leave it open."""
    kept = list(drafts)
    for one in tuple(kept):
        begin, end = note.words_at(one)
        title = _title_told(one.code.title, note.text[begin:end])
        if title is None:
            continue
        titles = note.titles(one.value[:3])
        value = next((value for value, printed in titles.items() if printed.lower() == title.lower()), "")
        code = note.code(value) if value else None
        if code is not None:
            kept = exchanged(kept, one, one.become(code, "its item tells which one it is (Guidelines I.B.2)"))
    return kept


def _title_told(title: str, said: str) -> str | None:
    side = side_told(said)
    if side not in {"right", "left"}:
        return None
    bone, open_bone = _BONE.search(said), _OPEN_BONE.search(title)
    if bone and open_bone:
        ordinal = _ORDINALS.get(bone[1].lower(), bone[1].lower())
        return title.replace(open_bone[0], f"{ordinal} {open_bone[1]} bone, {side} {_LIMBS[open_bone[1]]}")
    finger, open_finger = _FINGER.search(said), _OPEN_FINGER.search(title)
    if finger and open_finger:
        name = (finger[1] or finger[3] or "").lower()
        told = f"{side} {_FINGERS.get(name, name)} finger" if name else f"{side} thumb"
        return title.replace(open_finger[0], told)
    return None
