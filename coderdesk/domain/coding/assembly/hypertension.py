"""Hypertension with heart failure or kidney disease is one code, since the link is presumed (Guidelines I.C.9.a)."""

import re
from collections.abc import Sequence

from coderdesk.domain.coding.assembly.draft import Draft, Note, first_with

_UNRELATED = re.compile(
    r"\b(?:unrelated to|not (?:due|related) to|not caused by|independent of)\W+(?:\w+\W+){0,3}(?:hypertens|htn|blood pressure)",
    re.IGNORECASE,
)
_LATE = ("N18.5", "N18.6")
_CITATION = "Guidelines I.C.9.a"


def joined_hypertension(drafts: Sequence[Draft], note: Note) -> list[Draft]:
    """I10 with I50.- becomes I11.0, with N18.- I12.-, with both I13.-; the codes of heart and kidney stay behind it."""
    pressure, heart, kidney = first_with(drafts, "I10"), first_with(drafts, "I50"), first_with(drafts, "N18", "E11.22")
    if pressure is None or not (heart or kidney) or _UNRELATED.search(note.text):
        return list(drafts)
    stage = first_with(drafts, "N18")
    is_late = stage is not None and stage.value.startswith(_LATE)
    value = _joined(has_heart=heart is not None, has_kidney=kidney is not None, is_late=is_late)
    code = note.code(value)
    if code is None:
        return list(drafts)
    others = [one for one in (heart, kidney) if one]
    named = " and ".join(one.value for one in others)
    reason = f"hypertension with {named} is presumed to be linked ({_CITATION})"
    new = pressure.become(code, reason, *(one.passages[0] for one in others))
    rest = [one for one in drafts if one is not pressure and not one.value.startswith(("I11", "I12", "I13"))]
    return _before(rest, others[0], new)


def _joined(*, has_heart: bool, has_kidney: bool, is_late: bool) -> str:
    if has_heart and has_kidney:
        return "I13.2" if is_late else "I13.0"
    if has_heart:
        return "I11.0"
    return "I12.0" if is_late else "I12.9"


def _before(drafts: Sequence[Draft], other: Draft, new: Draft) -> list[Draft]:
    place = next((place for place, one in enumerate(drafts) if one is other), 0)
    return [*drafts[:place], new, *drafts[place:]]
