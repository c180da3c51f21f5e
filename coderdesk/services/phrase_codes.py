"""The code that a phrase of a document names, or none: every word of the name must be said, and every word said be in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.reading.phrases import word_list
from coderdesk.search.words import family, stem, words_of
from coderdesk.services.code_browser import CodeHit, children_of, describe_code, search_codes
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.shared.resources import resource_path

_ONLY_DIAGNOSES = frozenset({CodeSystem.ICD10CM})
_LEAST_SCORE = 0.6
_ASKED = 12
_SAID_AS = ("known as: ", "inclusion term: ", "includes: ", "table: ")
_UNTRUSTED = "named in a note as: "
_SIDES = {"right": "right", "left": "left", "bilateral": "bilateral", "both": "bilateral", "bilaterally": "bilateral"}
_NOT_SAID = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|,? (?:initial encounter|not elsewhere classified|not intractable|without [^,]*|for closed fracture"
    r"|with unspecified severity|accidental)|non-pressure chronic",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    "unspecified nos other specified site part behavior classified elsewhere essential primary side status "
    "uncomplicated encounter region area type mellitus single nonspecific unilateral not".split()
)
_SAID_FOR_SHAPE = frozenset("disease disorder condition syndrome grade stage level".split())
_MEASURE = re.compile(r"\d+(?:\.\d+)?-?(?:mm|cm|m|kg|g|mg|ml|cc|lbs?|in|inch)?")
_NO_FINDING = re.compile(
    r"[T](?:3[6-9]|4|5|6[0-2]|6[4-9]|7[0-3])|[VXY]|W(?!5[3-9]|57)|Z(?!79|8[0-9]|9[02-9])|U(?!07|09)"
)


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
    _saying: dict[str, npt.NDArray[np.int32]] = field(default_factory=dict)

    def named_by(self, phrase: str, *, beside: str = "") -> NamedCode | None:
        """The code whose name the phrase is, in any of the ways that the search understands.

        `beside` are the words around the phrase, which may name the side: "right knee" before "MCL strain".
        """
        told = _telling(phrase)
        key = " ".join(told)
        if key not in self._known:
            self._known[key] = self._found(told) if self._may_name(told) else None
        named = self._known[key]
        if named is None or not beside:
            return named
        return replace(named, code=self._on_the_side_of(beside, named.code))

    def _may_name(self, told: Sequence[str]) -> bool:
        """Whether a search can find anything: some entry of the index says every word, or an abbreviation stands for one."""
        if not told or _is_too_general(told):
            return False
        spellings = [word.spelling for word in words_of(" ".join(told))]
        if self._holds_a_rewrite([stem(spelling) for spelling in spellings]):
            return True
        telling = [spelling for spelling in spellings if spelling not in _UNSAID]
        if len(telling) == 1:
            return self._is_a_name(telling[0])
        common: npt.NDArray[np.int32] | None = None
        for spelling in telling:
            saying = self._entries_saying(spelling)
            common = saying if common is None else np.intersect1d(common, saying, assume_unique=True)
            if not common.size:
                return False
        return common is not None

    def _holds_a_rewrite(self, stems: Sequence[str]) -> bool:
        lexicon = self.library.index.lexicon
        count = len(stems)
        spans = (
            (first, after)
            for first in range(count)
            for after in range(first + 1, min(count, first + lexicon.longest) + 1)
        )
        return any(tuple(stems[first:after]) in lexicon.rewrites for first, after in spans)

    def _terms_of(self, spelling: str) -> list[int]:
        """The terms of the index that a word may stand for: its own, those derived from it, and its equivalents."""
        index = self.library.index
        place = index.words.term_places.get(stem(spelling))
        if place is None:
            known = index.words.places.get(spelling)
            if known is None:
                return []
            place = int(index.words.term[known])
        alike = [
            index.words.term_places.get(other) for other in index.lexicon.alternatives.get(index.words.terms[place], ())
        ]
        return [place, *index.words.family_terms[int(index.words.family[place])].tolist(), *filter(None, alike)]

    def _entries_saying(self, spelling: str) -> npt.NDArray[np.int32]:
        if spelling not in self._saying:
            index = self.library.index
            phrases = [index.words.posting[term] for term in self._terms_of(spelling)]
            self._saying[spelling] = (
                np.unique(index.phrases.entry[np.concatenate(phrases)]) if phrases else np.empty(0, np.int32)
            )
        return self._saying[spelling]

    def _is_a_name(self, spelling: str) -> bool:
        """Whether a phrase of the index says this word and nothing else that tells."""
        index = self.library.index
        plain = {index.words.term_places.get(stem(word), -1) for word in _PLAIN}
        for term in self._terms_of(spelling):
            phrases = index.words.posting[term]
            lengths = index.phrases.terms.ends[phrases] - np.where(
                phrases > 0, index.phrases.terms.ends[phrases - 1], 0
            )
            for phrase in phrases[lengths <= 3].tolist():
                if plain.issuperset(set(index.phrases.terms[phrase].tolist()) - {term}):
                    return True
        return False

    def _found(self, told: Sequence[str]) -> NamedCode | None:
        query = " ".join(told)
        hits = search_codes(library=self.library, query=query + " ", on=self.on, systems=_ONLY_DIAGNOSES, limit=_ASKED)
        for hit in hits:
            if hit.score < _LEAST_SCORE:
                return None
            if hit.billable_on_date and _is_meant(query, hit):
                code = self._on_the_side_of(query, hit.code)
                return NamedCode(code=code, score=min(hit.score, 1.0), why=hit.why)
        return None

    def _on_the_side_of(self, query: str, code: Code) -> Code:
        """The sibling for the side that the phrase names, when the code found leaves the side open."""
        side = _side_of(query)
        if side is None or "unspecified" not in code.title:
            return code
        wanted = {
            code.title.replace(f"unspecified {part}", f"{side} {part}") for part in re.findall(r"unspecified (\w+)", code.title)
        }
        for sibling in self._beside(code):
            if sibling.title in wanted and sibling.is_reportable_on(self.on):
                return sibling
        return code

    def _beside(self, code: Code) -> Iterable[Code]:
        page = describe_code(library=self.library, system=code.system, value=code.value, on=self.on)
        seventh = len(code.value.replace(".", "")) == 7
        for parent in reversed(page.parents if page else ()):
            nodes = children_of(library=self.library, system=code.system, value=parent.value, on=self.on)
            for node in nodes:
                value = node.value + code.value[-1] if seventh and len(node.value.replace(".", "")) == 6 else node.value
                found = self.library.code_on(code.system, value, self.on)
                if found is not None:
                    yield found
            if len(parent.value.replace(".", "")) <= 5:
                return


def _telling(phrase: str) -> list[str]:
    """The words of a phrase without those that choose no code."""
    modifiers = word_list("modifiers")
    words = [
        word
        for word in phrase.split()
        if word.lower().replace("-", "") not in modifiers and not _MEASURE.fullmatch(word)
    ]
    return _reworded(" ".join(words)).split()


def _reworded(phrase: str) -> str:
    lowered = phrase.lower()
    for said, searched in rewordings():
        place = f" {lowered} ".find(f" {said} ")
        if place >= 0:
            return (
                _reworded(f"{phrase[:place]}{searched}{phrase[place + len(said) :]}")
                if said not in searched
                else phrase
            )
    return phrase


@cache
def rewordings() -> tuple[tuple[str, str], ...]:
    """How notes say it and how it is searched for, the longest first."""
    lines = resource_path("reading", "rewordings.txt").read_text("utf-8").splitlines()
    pairs = [line.split(" > ") for line in lines if line and not line.startswith("#")]
    return tuple(sorted(((said, searched) for said, searched in pairs), key=lambda pair: -len(pair[0])))


def _is_too_general(told: Sequence[str]) -> bool:
    """One word that names no condition, or capitals that are no abbreviation."""
    telling = [word for word in told if word.lower() not in _SIDES]
    if len(telling) > 1:
        return False
    word = telling[0] if telling else ""
    return (
        word.lower().strip("'") in word_list("too_general") or len(word) < 2 or (len(word) <= 3 and not word.isupper())
    )


def _is_meant(query: str, hit: CodeHit) -> bool:
    if _NO_FINDING.match(hit.code.value) or _UNTRUSTED in hit.why:
        return False
    named = _name_matched(hit)
    rewritten, meant = _rewritings(hit.why)
    if not _is_written_so(query, named, rewritten, is_corrected=" → " in hit.why):
        return False
    key = _families if " " in query.strip() else _stems
    asked, known = key(query), key(named)
    added = known - asked - key(meant) - key(" ".join(_PLAIN))
    missing = asked - known - key(hit.code.title) - key(rewritten) - key(" ".join([*_PLAIN, *_UNSHAPED]))
    return not added and not missing and _sides_agree(query, hit.code.title)


def _name_matched(hit: CodeHit) -> str:
    """The words that matched: an index term, or the title without what it only leaves open."""
    for part in hit.why.split(" · "):
        for said_as in _SAID_AS:
            if part.startswith(said_as):
                return part.removeprefix(said_as)
    return _NOT_SAID.sub("", hit.code.title)


def _rewritings(why: str) -> tuple[str, str]:
    """What the search read differently: the words as written, and what they were taken for."""
    written, meant = [], []
    for part in why.split(" · "):
        for sign in (" = ", " → "):
            if sign in part and not part.startswith(_SAID_AS):
                left, _, right = part.partition(sign)
                written.append(left)
                meant.append(right)
    return " ".join(written), " ".join(meant)


def _is_written_so(query: str, named: str, rewritten: str, *, is_corrected: bool) -> bool:
    """Short words are abbreviations only in capitals, "PSA" is not "PsA", and a lone word is not taken for a misspelling."""
    words = query.split()
    if is_corrected and len(words) < 2:
        return False
    if len(words) == 1 and query.isupper() and len(query) <= 5 and not rewritten:
        return query == named or named.islower() and query == named.upper() and len(query) > 3
    return all(len(word) > 2 or word.upper() in words for word in rewritten.split())


def _stems(text: str) -> set[str]:
    return {stem(word.spelling) for word in words_of(text)}


def _families(text: str) -> set[str]:
    return {family(stem(word.spelling)) for word in words_of(text)}


_UNSHAPED = (*_SAID_FOR_SHAPE, *_SIDES, "sided")
_UNSAID = frozenset({*_UNSHAPED, *_PLAIN})


def _side_of(text: str) -> str | None:
    found = {_SIDES[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _SIDES}
    if found == {"right", "left"}:
        return "bilateral"
    return found.pop() if len(found) == 1 else None


def _sides_agree(query: str, title: str) -> bool:
    said, printed = _side_of(query), _side_of(title)
    return printed is None or said == printed
