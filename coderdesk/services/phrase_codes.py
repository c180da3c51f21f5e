"""The billable code that a phrase of a document names, or none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.search.candidates import Board
from coderdesk.search.explain import why
from coderdesk.search.find import code_at
from coderdesk.search.phrases import PhraseKind
from coderdesk.search.query import readings_of
from coderdesk.search.rank import Match, best_among
from coderdesk.search.usual import with_defaults
from coderdesk.search.words import stem, words_of
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.name_agreement import NOT_ASKED, agrees, fits_title
from coderdesk.services.phrase_words import is_too_general, plain_words, reworded, side_beside, side_of, telling_words

if TYPE_CHECKING:
    from coderdesk.search.names import Names

_LEAST_SCORE = 0.6
_LOOKED_AT = 15
_WITH_ENCOUNTER = 7
_NO_PART = frozenset("site severity part type trimester fracture degree cause stage".split())
# "Knee replacement" is something done or planned; only said to be there it is a status.
_AS_STATUS = re.compile(r"\b(?:status|presence|absence|acquired|dependen\w+|s/p|post)\b", re.IGNORECASE)
# What follows is not said of this patient now, or not surely: it chooses no code.
_NOT_HELD = re.compile(
    r"\b(?:no|not|without|w/o|denies|denied|neg|negative|possibl[ey]|probabl[ey]|likely|suspect\w*|r/o|rule[sd]? out"
    r"|vs|versus|rather than|history of|h/o|hx|s/p|status post|family|risk|if|concern|question\w*|may|might|could|for)\b.*|\?.*",
    re.IGNORECASE | re.DOTALL,
)
_HEALING = re.compile(r"\b(?:subsequent|healing|healed|aftercare|routine follow)\b", re.IGNORECASE)
# Drugs and poisons, external causes but bites, deliveries, and reasons for a visit: a phrase that names one is no diagnosis.
_NO_FINDING = re.compile(
    r"T(?:3[6-9]|4|5|6[0-2]|6[4-9]|7[0-3])|[VXY]|W(?!5[3-9]|57)|O80|Z(?!79|8[0-9]|9[02-68])|U(?!07|09)"
)
# Everyday words that are also the names of physicians: alone and in lower case they name no disease ("could not hold down").
_WORDS_AND_NAMES = frozenset("down still best coats brown gray little white battle gull mills foster hand".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCode:
    """A billable code with what led to it; `score` runs from 0 to 1."""

    code: Code
    score: float
    why: str


@dataclass
class PhraseCodes:
    """Looks phrases up for one date of service and remembers the answers, since documents repeat themselves. For one thread."""

    library: CodeLibrary
    on: date
    _known: dict[str, NamedCode | None] = field(default_factory=dict)
    _sided: dict[tuple[str, str], Code] = field(default_factory=dict)
    _codes: dict[str, Code | None] = field(default_factory=dict)
    _may_name: dict[str, bool] = field(default_factory=dict)
    _refined: dict[tuple[str, str, str], NamedCode | None] = field(default_factory=dict)

    @cached_property
    def _names(self) -> "Names":
        return self.library.names

    @cached_property
    def _board(self) -> Board:
        return Board.for_index(self.library.index)

    @cached_property
    def _not_asked(self) -> frozenset[int]:
        return frozenset(map(self._names.family_of, NOT_ASKED))

    def reportable(self, value: str) -> Code | None:
        """The diagnosis code of that value when it may be reported on the date of service."""
        code = self._code(value)
        return code if code is not None and code.is_reportable_on(self.on) else None

    def may_name(self, words: str) -> bool:
        """Whether any part of these words may be the name of a code: a quick look, since most of a note names nothing."""
        known = self._may_name.get(words)
        if known is None:
            said = {words, reworded(words)}
            known = any(self._names.are_in([word.spelling for word in words_of(one)]) for one in said)
            self._may_name[words] = known
        return known

    def named_by(self, phrase: str, *, beside: str = "", near: str = "") -> NamedCode | None:
        """The code whose name the phrase is, in any of the ways that the search understands.

        `beside` are the words around the phrase, which may name the side: "right knee" before "MCL strain"; `near` those
        of them that belong to it most closely, when something else is named beside it.
        """
        if phrase in _WORDS_AND_NAMES:
            return None
        whole, telling = plain_words(phrase), telling_words(phrase)
        named = self._looked_up(whole) or (self._looked_up(telling) if telling != whole else None)
        if named is None or not beside:
            return named
        closer = self._closer(named, " ".join(telling), f"{_NOT_HELD.sub('', reworded(beside))} {' '.join(telling)}")
        side = side_of(phrase) or side_beside(near) or side_beside(beside)
        return replace(closer, code=self._at_this_encounter(beside, self._on_the_side(side, closer.code)))

    def _closer(self, named: NamedCode, phrase: str, beside: str) -> NamedCode:
        """The code that says more of what stands beside the phrase, all of it said: "cellulitis" of the "left lower limb"."""
        if phrase == beside:
            return named
        key = (named.code.value, phrase, beside)
        if key not in self._refined:
            self._refined[key] = self._refinement(named, phrase, beside)
        return self._refined[key] or named

    def _refinement(self, named: NamedCode, phrase: str, beside: str) -> NamedCode | None:
        names, entries = self._names, self.library.index.entries
        own = [names.said(word.spelling).families for word in words_of(phrase)]
        own = [families for families in own if families.isdisjoint(self._not_asked)]
        found: list[tuple[int, str, int]] = []
        base = len(own)
        spelled = [word.spelling for word in words_of(beside)]
        for name in names.within(spelled, but=self._not_asked):
            entry = int(entries.default[int(self.library.index.phrases.entry[name.phrase])])
            value = entries.value[entry]
            if value == named.code.value:
                base = max(base, len(name.asked - self._not_asked))
            keeps = value[:3] == named.code.value[:3] or all(families & name.asked for families in own)
            if keeps and not _NO_FINDING.match(value) and not value.startswith("Z9"):
                found.append((len(name.asked - self._not_asked), value, entry))
        found.sort(key=lambda one: (-one[0], one[1]))
        for count, value, entry in found:
            if count <= base:
                break
            code = self.reportable(value)
            title = entries.title[entry]
            if code is not None and fits_title(beside, title) and names.says_title(spelled, title):
                return replace(named, code=code, why=f"{named.why} · {code.title.lower()}")
        return None

    def _looked_up(self, words: Sequence[str]) -> NamedCode | None:
        key = " ".join(words)
        if key not in self._known:
            self._known[key] = None if is_too_general(words) else self._found(key)
        return self._known[key]

    def _found(self, phrase: str) -> NamedCode | None:
        index = self.library.index
        near = self._names.in_full([word.spelling for word in words_of(phrase)], but=self._not_asked)
        if not near:
            return None
        readings = tuple(one for one in readings_of(index, phrase + " ") if one.systems is None)
        found = best_among(index, readings, np.array(near, np.intp), on=self.on, board=self._board)
        for match in islice(with_defaults(index, found), _LOOKED_AT):
            if match.score < _LEAST_SCORE:
                return None
            code = self._code_meant(phrase, match)
            if code is not None:
                sided = self._on_the_side_of(phrase, code)
                return NamedCode(code=sided, score=min(match.score, 1.0), why=why(index, match))
        return None

    def _code_meant(self, phrase: str, match: Match) -> Code | None:
        index = self.library.index
        value, title = index.entries.value[match.entry], index.entries.title[match.entry]
        if _NO_FINDING.match(value) or (value.startswith("Z9") and not _AS_STATUS.search(phrase)):
            return None
        name, kind = index.phrases.texts[match.phrase], PhraseKind(int(index.phrases.kind[match.phrase]))
        if not agrees(phrase=phrase, reading=match.reading, name=name, kind=kind, title=title):
            return None
        printed = code_at(index, match.entry)
        code = printed if printed.in_force.covers(self.on) else self._code(value)
        return code if code is not None and code.is_reportable_on(self.on) else None

    def _code(self, value: str) -> Code | None:
        if value not in self._codes:
            self._codes[value] = self.library.code_on(CodeSystem.ICD10CM, value, self.on)
        return self._codes[value]

    def _at_this_encounter(self, words: str, code: Code) -> Code:
        """An injury that is healing or seen again takes the 7th character D (Guidelines I.C.19.a); a stage its own."""
        if len(undotted(code.value)) < _WITH_ENCOUNTER:
            return code
        if code.value.endswith("A"):
            return (_HEALING.search(words) and self._code(code.value[:-1] + "D")) or code
        if not code.title.endswith("unspecified"):
            return code
        stage = re.search(r"\b(mild|moderate|severe|indeterminate)\b", words.lower())
        place = {"mild": "1", "moderate": "2", "severe": "3", "indeterminate": "4"}.get(stage[1] if stage else "", "")
        found = self.reportable(code.value[:-1] + place) if place else None
        return found if found is not None and stage is not None and stage[1] in found.title.lower() else code

    def open_part(self, code: Code) -> str | None:
        """The part of the body whose side a code leaves open: "shoulder" of "impingement syndrome of unspecified shoulder"."""
        found = re.search(r"unspecified (\w+)$|unspecified (\w+)(?=,)", code.title)
        part = next(filter(None, found.groups()), None) if found else None
        return None if part in _NO_PART else part

    def on_side(self, named: NamedCode, side: str) -> NamedCode:
        """The same code on the side that another passage tells."""
        code = self._on_the_side(side, named.code)
        return (
            named
            if code is named.code
            else replace(named, code=code, why=f"{named.why} · {side} elsewhere in the document")
        )

    def _on_the_side_of(self, words: str, code: Code) -> Code:
        return self._on_the_side(side_of(words), code)

    def _on_the_side(self, side: str | None, code: Code) -> Code:
        """The sibling for the side that is named, when the code found leaves the side open."""
        open_parts = re.findall(r"unspecified (\w+)", code.title)
        if side is None or not open_parts:
            return code
        if (side, code.value) not in self._sided:
            self._sided[side, code.value] = self._sibling(side, open_parts, code)
        return self._sided[side, code.value]

    def _sibling(self, side: str, open_parts: Sequence[str], code: Code) -> Code:
        """The code of the same category that differs in the side only, the nearest when several do."""
        wanted = {_stems_of(code.title.replace(f"unspecified {part}", f"{side} {part}")) for part in open_parts}
        titles = self.library.store.titles_on(code.system, code.value[:3], on=self.on)
        ending = code.value[-1] if len(undotted(code.value)) == _WITH_ENCOUNTER else ""
        found = [value for value, title in titles.items() if _stems_of(title) in wanted and value.endswith(ending)]
        nearest = min(found, key=lambda value: _distance(value, code.value), default=code.value)
        return self._code(nearest) or code


def _stems_of(title: str) -> tuple[str, ...]:
    """Alike for "left lower extremity" and "bilateral lower extremities" but for the side."""
    return tuple(stem(word.spelling) for word in words_of(title))


def _distance(value: str, other: str) -> int:
    """How many characters of a code follow the first in which it differs from another."""
    same = next((place for place, (one, two) in enumerate(zip(value, other, strict=False)) if one != two), len(value))
    return len(value) - same
