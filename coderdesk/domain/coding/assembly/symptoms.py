"""Symptoms that a disease of the conclusion explains, and words that name no condition of the patient (I.B.4-I.B.6)."""

import re
from collections.abc import Sequence

from coderdesk.domain.clinical.reading import SectionKind
from coderdesk.domain.coding.assembly.draft import CONCLUDING, Draft, Note
from coderdesk.domain.coding.code import undotted
from coderdesk.domain.coding.rule_book import CodePairing

_NOT_A_CONDITION = re.compile(
    r"[ \t]*(?:\([^)]*\)[ \t]*)?(?:\w+[ \t]+)?(?:immune|immunity|titers?|vaccin\w+|immuniz\w+|immunis\w+|boosters?|prophyla\w+|"
    r"screen(?:ing|s)?|tests?|testing|swabs?|precautions|handouts?|education|risk|clinic|negative|neg)\b",
    re.IGNORECASE,
)
_WORKED_UP = ("R31.1", "R31.2")
_ALWAYS_BLEED = ("N20.1", "N20.2", "N30", "C67")
_STORY = frozenset(
    {SectionKind.PRESENT_ILLNESS, SectionKind.HOSPITAL_COURSE, SectionKind.EXAM, SectionKind.SYSTEMS_REVIEW}
)
_FINDINGS_ONLY = ("L53.9", "R23.1", "R23.2", "R09.81", "R68.89", "R19.8", "R22", "R00", "R09.89", "R63.8")


def without_explained(drafts: Sequence[Draft], explained: Sequence[CodePairing], note: Note) -> list[Draft]:
    """The drafts without the symptoms that belong to a disease among them."""
    values = [undotted(one.value) for one in drafts]
    return [
        one
        for one in drafts
        if _is_worked_up(one, drafts, note) or not any(_covers(row, undotted(one.value), values) for row in explained)
    ]


def _is_worked_up(draft: Draft, drafts: Sequence[Draft], note: Note) -> bool:
    """Blood that only the microscope shows, concluded in an item of its own beside a stone that obstructs nothing."""
    line = note.line_at(draft.start)
    if line is None or not draft.value.startswith(_WORKED_UP):
        return False
    others = [one for one in drafts if one is not draft]
    return not any(line.start <= one.start < line.end or one.value.startswith(_ALWAYS_BLEED) for one in others)


def _covers(row: CodePairing, value: str, values: Sequence[str]) -> bool:
    return row.first.holds(value) and any(row.second.holds(other) for other in values if other != value)


def without_mere_words(drafts: Sequence[Draft], note: Note) -> list[Draft]:
    """Without "rubella immune", "DVT prophylaxis", and without what only an examination finds."""
    return [one for one in drafts if not _is_mere(one, note)]


def _is_mere(draft: Draft, note: Note) -> bool:
    if draft.value.startswith(_FINDINGS_ONLY) and draft.section not in CONCLUDING:
        return True
    is_reason = draft.value.startswith("Z")
    return not is_reason and bool(_NOT_A_CONDITION.match(note.text, draft.end))


def without_the_story(drafts: Sequence[Draft]) -> list[Draft]:
    """When the conclusion names something, what only the story or an examination tells is not billed (IV.G, IV.J)."""
    if not any(one.section in CONCLUDING for one in drafts):
        return list(drafts)
    return [one for one in drafts if one.section not in _STORY or one.value.startswith("Z")]
