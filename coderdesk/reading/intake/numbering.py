"""The bullets and numbers that Word counts itself and does not store with the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coderdesk.reading.intake.safe_xml import Node

_BULLETS = "bullet"
_LETTERS = frozenset({"lowerLetter", "upperLetter"})


@dataclass(slots=True)
class Numbering:
    """`forms` gives the number format of each list and level; counters run while a document is read."""

    forms: Mapping[tuple[str, str], str]
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Node | None) -> "Numbering":
        """From word/numbering.xml; without it every list is of bullets."""
        if root is None:
            return cls({})
        levels = {
            (abstract.get("abstractNumId"), level.get("ilvl")): form.get("val")
            for abstract in root.all("abstractNum")
            for level in abstract.all("lvl")
            for form in level.all("numFmt")
        }
        links = {(one.get("numId"), link.get("val")) for one in root.all("num") for link in one.all("abstractNumId")}
        return cls(
            {(own, level): form for own, used in links for (known, level), form in levels.items() if known == used}
        )

    def mark(self, paragraph: Node) -> str:
        """ "• " or "3. " before a list paragraph, "" before any other."""
        number = paragraph.first("pPr", "numPr", "numId")
        if number is None or number.get("val") in {"", "0"}:
            return ""
        depth = paragraph.first("pPr", "numPr", "ilvl")
        key = (number.get("val"), depth.get("val") if depth else "0")
        form = self.forms.get(key, _BULLETS)
        if form in {_BULLETS, "none"}:
            return "• "
        for own, level in list(self._counts):
            if own == key[0] and level > key[1]:
                del self._counts[own, level]
        count = self._counts[key] = self._counts.get(key, 0) + 1
        return f"{chr(96 + count)}. " if form in _LETTERS and count <= 26 else f"{count}. "
