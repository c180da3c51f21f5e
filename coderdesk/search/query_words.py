"""A word that was typed, as the index understands it: what it may mean, and how much it tells."""

from dataclasses import dataclass
from enum import IntEnum

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.search.build import SYSTEMS
from coderdesk.search.index import SearchIndex, WordColumns
from coderdesk.search.lexicon import affix_of, word_for_affix
from coderdesk.search.spelling import beginning_with, continuations, corrections
from coderdesk.search.words import stem

_MOST_CONTINUATIONS = 40
_MOST_FOR_A_LETTER = 12
_MANY = 2000
_SHORTHAND = 0.85
_HCPCS = SYSTEMS.index(CodeSystem.HCPCS)
# A word that stands in so few phrases may as well be the beginning of a common one.
_RARE = 12
# What the first letters of a word tell, of what the word will tell.
_BEGUN = {1: 0.4, 2: 0.7}


class How(IntEnum):
    """How an alternative comes from what was written."""

    WRITTEN = 0
    DERIVED = 1
    EQUIVALENT = 2
    CONTINUED = 3
    CORRECTED = 4
    NAMED_LIKE = 5


@dataclass(frozen=True, slots=True)
class Alternative:
    """A term of the index that a written word may mean; `spelling` is shown when it was not written so."""

    term: int
    weight: float
    how: How
    spelling: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """The places of the spellings that begin as the word does, and how far they are trusted."""

    first: int
    last: int
    trust: float


@dataclass(frozen=True, slots=True)
class QueryWord:
    """`worth` is what the word tells, whichever alternative is matched.

    `beginning` is set while the word is being typed and may become more words than `alternatives` names.
    """

    written: str
    alternatives: tuple[Alternative, ...]
    worth: float
    beginning: Beginning | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A typed word with the stem that the data files know it by."""

    word: QueryWord
    stem: str


def written_word(index: SearchIndex, spelling: str, *, is_last: bool) -> Written:
    words = index.words
    place = words.places.get(spelling)
    key = stem(spelling)
    term = int(words.term[place]) if place is not None else words.term_places.get(key, -1)
    is_begun = term < 0 or (is_last and _is_shorthand(index, term))
    found: dict[int, Alternative] = {}
    if term >= 0:
        _add_known(index, found, term, _SHORTHAND if is_begun else 1.0, How.WRITTEN, spelling)
    else:
        for one in corrections(words, spelling):
            meant = words.spellings[one.place]
            _add_known(index, found, int(words.term[one.place]), one.weight, How.CORRECTED, meant)
        _add_drug_class(index, found, spelling)
    is_rare = term >= 0 and len(spelling) > 2 and len(words.posting[term]) < _RARE
    beginning = None
    if is_last or is_rare or term < 0:
        beginning = _add_continuations(words, found, spelling, trust=(1.0 if is_last else 0.9) if is_begun else 0.8)
    alternatives = tuple(sorted(found.values(), key=lambda one: one.weight))
    best = alternatives[-1].term if alternatives else -1
    is_open = is_last and beginning is not None
    worth = _worth(words, alternatives) * (_BEGUN.get(len(spelling), 1.0) if is_open else 1.0)
    return Written(
        QueryWord(spelling, alternatives, worth, beginning if is_open else None),
        key if term >= 0 or best < 0 else words.terms[best],
    )


def _is_shorthand(index: SearchIndex, term: int) -> bool:
    """ "inf" and "melano" stand in short descriptors only: while one types, they are the beginnings of words."""
    phrases = index.words.posting[term]
    if not 0 < len(phrases) < _MANY:
        return False
    return bool((index.phrases.system[phrases] == _HCPCS).all())


def _add_continuations(
    words: WordColumns, found: dict[int, Alternative], spelling: str, *, trust: float
) -> Beginning | None:
    """The commonest words that begin so. All of them are named by the answer, when they are more than that."""
    for one in continuations(words, spelling, _MOST_CONTINUATIONS if len(spelling) > 1 else _MOST_FOR_A_LETTER):
        meant = words.spellings[one.place]
        _offer(found, Alternative(int(words.term[one.place]), one.weight * trust, How.CONTINUED, meant))
    first, last = beginning_with(words, spelling)
    return Beginning(first, last, trust) if last - first > _MOST_CONTINUATIONS else None


def _worth(words: WordColumns, alternatives: tuple[Alternative, ...]) -> float:
    if not alternatives:
        return 5.0
    best = alternatives[-1]
    return max(float(words.rarity[best.term]), 0.05)


def _offer(found: dict[int, Alternative], one: Alternative) -> None:
    known = found.get(one.term)
    if known is None or known.weight < one.weight:
        found[one.term] = one


def _add_known(
    index: SearchIndex, found: dict[int, Alternative], term: int, weight: float, how: How, spelling: str
) -> None:
    """A term of the vocabulary, with its derived forms and what it is equivalent to."""
    words = index.words
    _offer(found, Alternative(term, weight, how, spelling))
    derived_how = how if how is How.CORRECTED else How.DERIVED
    for other in words.family_terms[int(words.family[term])].tolist():
        if other != term:
            _offer(found, Alternative(other, weight * 0.86, derived_how, words.terms[other]))
    for equivalent in index.lexicon.alternatives.get(words.terms[term], ()):
        other = words.term_places.get(equivalent, -1)
        if other >= 0:
            _offer(found, Alternative(other, weight * 0.95, How.EQUIVALENT, equivalent))


def _add_drug_class(index: SearchIndex, found: dict[int, Alternative], spelling: str) -> None:
    """A drug that the index does not know by name, by what its name ends with or begins with."""
    affix = affix_of(index.lexicon.affixes, spelling)
    term = index.words.term_places.get(word_for_affix(affix), -1) if affix else -1
    if affix and term >= 0:
        _offer(found, Alternative(term, 0.9, How.NAMED_LIKE, affix))
