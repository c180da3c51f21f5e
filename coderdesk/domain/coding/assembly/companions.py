"""Codes that follow another when the note tells them: the stage of kidney disease, the body mass index (I.A.17, I.B.14)."""

import re
from collections.abc import Sequence

from coderdesk.domain.coding.assembly.draft import Draft, Note, Span

_STAGE = re.compile(
    r"\bstage\s*(?P<stage>[1-5]|iii|ii|iv|i|v)\s?(?P<half>[ab])?\b|\bG(?P<g>[1-5])(?P<gh>[ab])?\b", re.IGNORECASE
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_STAGES = {"1": "N18.1", "2": "N18.2", "3": "N18.30", "3a": "N18.31", "3b": "N18.32", "4": "N18.4", "5": "N18.5"}
_KIDNEY = re.compile(r"\bckd\b|chronic kidney|chronic renal|nephropathy", re.IGNORECASE)
_BMI = re.compile(
    r"\b(?:bmi|body mass index)\b\W{0,3}(?:is |of |was |= ?|: ?)?(?P<value>\d{2}(?:\.\d+)?)", re.IGNORECASE
)
_WEIGHT = ("E66.0", "E66.1", "E66.2", "E66.8", "E66.9", "E66.3")
_NO_CHILD = 20


def with_companions(drafts: Sequence[Draft], note: Note) -> list[Draft]:
    """The drafts with the codes that "use additional code" asks for, where the words are there."""
    return _with_mass(_with_stage(list(drafts), note), note)


def _with_stage(drafts: list[Draft], note: Note) -> list[Draft]:
    """Diabetes with kidney disease is followed by the stage of the disease (I.C.4.a, N18.-)."""
    own = next((one for one in drafts if re.match(r"E(?:08|09|10|11|13)\.22", one.value)), None)
    if own is None or any(one.value.startswith("N18") for one in drafts):
        return drafts
    begin, end = note.words_at(own)
    kidney = _KIDNEY.search(note.text, begin, end)
    stage = _STAGE.search(note.text, begin, end)
    value = _STAGES.get(_told(stage), "") if stage else ""
    code = note.code(value or "N18.9") if kidney else None
    if code is None:
        return drafts
    passage: Span = stage.span() if stage and value else (own.start, own.end)
    place = next(place for place, one in enumerate(drafts) if one is own) + 1
    new = own.become(code, f"the stage of the kidney disease follows {own.value} (Guidelines I.A.17)", passage)
    return [*drafts[:place], new, *drafts[place:]]


def _told(stage: re.Match[str]) -> str:
    number = (stage["stage"] or stage["g"]).lower()
    return _ROMAN.get(number, number) + (stage["half"] or stage["gh"] or "").lower()


def _with_mass(drafts: list[Draft], note: Note) -> list[Draft]:
    """The index follows obesity that the provider names (I.B.14)."""
    own = next((one for one in drafts if one.value.startswith(_WEIGHT)), None)
    told = _BMI.search(note.text) if own and not any(one.value.startswith("Z68") for one in drafts) else None
    code = note.code(mass_code(float(told["value"]))) if told else None
    if own is None or told is None or code is None:
        return drafts
    return [*drafts, own.become(code, f"the body mass index follows {own.value} (Guidelines I.B.14)", told.span())]


def mass_code(index: float) -> str:
    """The code of an adult's body mass index in kg/m2."""
    whole = int(index)
    if whole < _NO_CHILD:
        return "Z68.1"
    if whole < 40:
        return f"Z68.{whole}"
    return next(
        code
        for least, code in ((70, "Z68.45"), (60, "Z68.44"), (50, "Z68.43"), (45, "Z68.42"), (40, "Z68.41"))
        if whole >= least
    )
