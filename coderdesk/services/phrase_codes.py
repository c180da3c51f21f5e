"""The billable code that a phrase of a document names, or none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.search.explain import why
from coderdesk.search.phrases import PhraseKind
from coderdesk.search.query import readings_of
from coderdesk.search.rank import Match, best_matches
from coderdesk.search.usual import with_defaults
from coderdesk.services.code_browser import children_of, describe_code
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.name_agreement import agrees
from coderdesk.services.phrase_index import PhraseIndex
from coderdesk.services.phrase_words import plain_words, side_of, telling_words

_ONLY_DIAGNOSES = frozenset({CodeSystem.ICD10CM})
_LEAST_SCORE = 0.6
_LOOKED_AT = 15
_HEALING = re.compile(r"\b(?:subsequent|healing|healed|aftercare|routine follow)\b", re.IGNORECASE)
# Drugs and poisons, external causes but bites, deliveries, and reasons for a visit: a phrase that names one is no diagnosis.
_NO_FINDING = re.compile(
    r"T(?:3[6-9]|4|5|6[0-2]|6[4-9]|7[0-3])|[VXY]|W(?!5[3-9]|57)|O80|Z(?!79|8[0-9]|9[02-9])|U(?!07|09)"
)
# Everyday words that are also the names of physicians: alone and in lower case they name no disease ("could not hold down").
_WORDS_AND_NAMES = frozenset("down still best coats brown gray little white battle gull mills foster hand".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCode:
    """A billable code with what led to it; `score` runs from 0 to 1."""

    code: Code
    score: float
    why: str


@dataclass(slots=True)
class PhraseCodes:
    """Looks phrases up for one date of service and remembers the answers, since documents repeat themselves."""

    library: CodeLibrary
    on: date
    _known: dict[str, NamedCode | None] = field(default_factory=dict)
    _sided: dict[tuple[str, str], Code] = field(default_factory=dict)
    _index: PhraseIndex | None = None

    def named_by(self, phrase: str, *, beside: str = "") -> NamedCode | None:
        """The code whose name the phrase is, in any of the ways that the search understands.

        `beside` are the words around the phrase, which may name the side: "right knee" before "MCL strain".
        """
        if phrase in _WORDS_AND_NAMES:
            return None
        whole, telling = plain_words(phrase), telling_words(phrase)
        named = self._looked_up(whole) or (self._looked_up(telling) if telling != whole else None)
        if named is None or not beside:
            return named
        return replace(named, code=self._at_this_encounter(beside, self._on_the_side_of(beside, named.code)))

    def _looked_up(self, words: Sequence[str]) -> NamedCode | None:
        key = " ".join(words)
        if key not in self._known:
            self._index = self._index or PhraseIndex(self.library.index)
            self._known[key] = self._found(key) if self._index.may_name(words) else None
        return self._known[key]

    def _found(self, phrase: str) -> NamedCode | None:
        index = self.library.index
        readings = readings_of(index, phrase + " ")
        matches = with_defaults(index, best_matches(index, readings, on=self.on, systems=_ONLY_DIAGNOSES))
        for match in islice(matches, _LOOKED_AT):
            if match.score < _LEAST_SCORE:
                return None
            code = self._code_meant(phrase, match)
            if code is not None:
                found = self._on_the_side_of(phrase, code)
                return NamedCode(code=found, score=min(match.score, 1.0), why=why(index, match))
        return None

    def _code_meant(self, phrase: str, match: Match) -> Code | None:
        index = self.library.index
        value, title = index.entries.value[match.entry], index.entries.title[match.entry]
        if _NO_FINDING.match(value):
            return None
        name, kind = index.phrases.texts[match.phrase], PhraseKind(int(index.phrases.kind[match.phrase]))
        if not agrees(phrase=phrase, reading=match.reading, name=name, kind=kind, title=title):
            return None
        code = self.library.code_on(CodeSystem.ICD10CM, value, self.on)
        return code if code is not None and code.is_reportable_on(self.on) else None

    def _at_this_encounter(self, words: str, code: Code) -> Code:
        """An injury that is healing or seen again takes the 7th character D (Guidelines I.C.19.a)."""
        if not code.value.endswith("A") or len(undotted(code.value)) < 7 or not _HEALING.search(words):
            return code
        return self.library.code_on(code.system, code.value[:-1] + "D", self.on) or code

    def _on_the_side_of(self, words: str, code: Code) -> Code:
        """The sibling for the side that the words name, when the code found leaves the side open."""
        side = side_of(words)
        open_parts = re.findall(r"unspecified (\w+)", code.title)
        if side is None or not open_parts:
            return code
        if (side, code.value) not in self._sided:
            self._sided[side, code.value] = self._sibling(side, open_parts, code)
        return self._sided[side, code.value]

    def _sibling(self, side: str, open_parts: Sequence[str], code: Code) -> Code:
        wanted = {code.title.replace(f"unspecified {part}", f"{side} {part}") for part in open_parts}
        for sibling in self._beside(code):
            if sibling.title in wanted and sibling.is_reportable_on(self.on):
                return sibling
        return code

    def _beside(self, code: Code) -> Iterable[Code]:
        """The codes under the same category, those of seven characters with the same 7th character."""
        page = describe_code(library=self.library, system=code.system, value=code.value, on=self.on)
        ending = code.value[-1] if len(undotted(code.value)) == 7 else ""
        for parent in reversed(page.parents if page else ()):
            for node in children_of(library=self.library, system=code.system, value=parent.value, on=self.on):
                value = node.value + ending if len(undotted(node.value)) == 6 else node.value
                found = self.library.code_on(code.system, value, self.on)
                if found is not None:
                    yield found
            if len(undotted(parent.value)) <= 4:
                return
