"""The side on which a document tells of a part of the body, for a diagnosis that does not say it again."""

import re
from dataclasses import dataclass, field

from coderdesk.domain.clinical.reading import SectionKind
from coderdesk.reading.document import ReadDocument
from coderdesk.services.phrase_words import side_beside

_WORDS_BETWEEN = 3
_UNTOLD = frozenset(
    {SectionKind.PAST_HISTORY, SectionKind.SURGICAL_HISTORY, SectionKind.FAMILY_HISTORY, SectionKind.OTHER}
)
_NOTHING_WRONG = re.compile(
    r"\b(?:normal|unremarkable|clear|fine|intact|nl|negative|neg|no|denies|without|contralateral|previous|prior|last year)\b"
    r"|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.;\n]")
_OTHER_WORDS = {
    "leg": "leg|limb|calf|thigh",
    "arm": "arm|limb",
    "lower": "leg|calf",
    "foot": "foot|heel|toe",
    "eye": "eye|lens",
}


@dataclass(frozen=True, slots=True)
class SidesTold:
    """The sides on which a document tells of the parts of the body; each part is looked for once."""

    document: ReadDocument
    _known: dict[str, str | None] = field(default_factory=dict)

    def of(self, part: str) -> str | None:
        """The one side on which the document tells of the part; None when it tells of none, or of more than one."""
        if part not in self._known:
            sides = _sides_of(self.document, part)
            self._known[part] = sides.pop() if len(sides) == 1 else None
        return self._known[part]


def _sides_of(document: ReadDocument, part: str) -> set[str]:
    text = document.text
    words = _OTHER_WORDS.get(part, re.escape(part))
    near = re.compile(
        rf"(?:\b(?:left|right|lt|rt|bilateral|both)|\b[LR])(?:[ \t]+[\w-]+){{0,{_WORDS_BETWEEN}}}[ \t]+(?:{words})s?\b",
        re.IGNORECASE,
    )
    sides: set[str] = set()
    for section in document.reading.sections:
        if section.kind in _UNTOLD:
            continue
        for found in near.finditer(text, section.start, section.end):
            stop = _END.search(text, found.end(), section.end)
            side = side_beside(found.group())
            if side and not _NOTHING_WRONG.search(text, found.start(), stop.start() if stop else section.end):
                sides.add(side)
    return sides
