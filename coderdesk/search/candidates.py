"""Which phrases are worth scoring for a reading of the query, and how well each of its words is found in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.search.build import SYSTEMS
from coderdesk.search.index import Floats, Ints, SearchIndex
from coderdesk.search.query_words import Beginning, QueryWord
from coderdesk.search.spelling import trust_in

Places = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_ANCHORED = 0.65
# Of each system so many phrases are looked at closely: a drug directory must not crowd out the diagnoses.
_FEW = 48
_MOST = {CodeSystem.ICD10CM: 120}
# So many phrases, or more that cover as much, are looked at with the words that stand in very many.
_PROMISING = 3000
_STEPS = 256
# Marking every phrase costs as much as sorting this share of them.
_DENSE = 0.01
# A word that stands in more phrases than all words of those that are looked at is looked for in these.
_WORDS_OF_A_PHRASE = 8
# So many phrases can be read word by word.
_FEW_ENOUGH = 12_000


@dataclass(frozen=True, slots=True)
class Board:
    """A number for each phrase, zero between uses: where it stands among the phrases that are looked at, from 1."""

    standing: Ints

    @classmethod
    def for_index(cls, index: SearchIndex) -> "Board":
        return cls(np.zeros(len(index.phrases.entry), np.int32))

    def strengths(self, index: SearchIndex, words: Sequence[QueryWord], near: Places) -> tuple[Floats, Floats]:
        """How well each word is found in each phrase (words x phrases), and how much of each phrase they explain together."""
        count = len(near)
        self.standing[near] = np.arange(1, count + 1, dtype=np.int32)
        found = np.zeros((len(words), count + 1), np.float32)
        told = np.zeros((len(words), count + 1), np.float32)
        text = WordsOfPhrases(index, near)
        for place, word in enumerate(words):
            if _length(index, word) > _WORDS_OF_A_PHRASE * count:
                text.look_for(_weights(index, word), found[place, 1:], told[place, 1:])
            else:
                self._look_up(index, word, found[place], told[place])
            if word.beginning is not None and count < _FEW_ENOUGH:
                text.look_for(_begun(index, word, word.beginning), found[place, 1:], told[place, 1:])
        self.standing[near] = 0
        return found[:, 1:], told[:, 1:].sum(axis=0)

    def _look_up(self, index: SearchIndex, word: QueryWord, found: Floats, told: Floats) -> None:
        for alternative in word.alternatives:  # the strongest last, so that it stays
            at = self.standing[index.words.posting[alternative.term]]
            if len(at) > len(found):
                at = at[at > 0]
            found[at] = alternative.weight
            told[at] = index.words.rarity[alternative.term]
            unsaid = self.standing[index.words.unsaid[alternative.term]]
            found[unsaid] = np.maximum(found[unsaid], alternative.weight)

    def holds(self, index: SearchIndex, term: int, near: Places) -> Mask:
        """Whether the phrases given hold a term."""
        self.standing[near] = np.arange(1, len(near) + 1, dtype=np.int32)
        held = np.zeros(len(near) + 1, np.bool_)
        held[self.standing[index.words.posting[term]]] = True
        self.standing[near] = 0
        return held[1:]


class WordsOfPhrases:
    """The words of a few phrases end to end, read when first asked for: cheaper than to follow a word of every title."""

    def __init__(self, index: SearchIndex, near: Places) -> None:
        self._index = index
        self._near = near

    @cached_property
    def _words(self) -> tuple[Ints, Places, Mask]:
        positions, owners = self._index.phrases.terms.positions(self._near)
        return self._index.phrases.terms.items[positions], owners, self._index.phrases.is_named[positions]

    def look_for(self, weights: Floats, found: Floats, told: Floats) -> None:
        """Raise `found` and `told` where a phrase holds a term that weighs more than what was found in it."""
        terms, owners, is_named = self._words
        held = weights[terms]
        better = np.flatnonzero(held > found[owners])
        better = better[np.argsort(held[better], kind="stable")]  # the strongest last, so that it stays
        found[owners[better]] = held[better]
        named = better[is_named[better]]
        told[owners[named]] = self._index.words.rarity[terms[named]]


def _length(index: SearchIndex, word: QueryWord) -> int:
    words = index.words
    return sum(len(words.posting[one.term]) + len(words.unsaid[one.term]) for one in word.alternatives)


def _weights(index: SearchIndex, word: QueryWord) -> Floats:
    """For each term of the index how well it matches the word."""
    weights = np.zeros(len(index.words.terms), np.float32)
    for alternative in word.alternatives:
        weights[alternative.term] = alternative.weight
    return weights


def _begun(index: SearchIndex, word: QueryWord, beginning: Beginning) -> Floats:
    """A word that is being typed may become any word that begins so and stands beside the others, not only a common one."""
    words = index.words
    places = np.arange(beginning.first, beginning.last)
    weights = np.zeros(len(words.terms), np.float32)
    trust = trust_in(words, word.written, places) * np.float32(beginning.trust)
    np.maximum.at(weights, words.term[places], trust)
    return weights


def of_systems(systems: frozenset[CodeSystem] | None) -> Mask | None:
    """For each system whether it is wanted; None when all are."""
    return None if systems is None else np.array([system in systems for system in SYSTEMS])


@dataclass(frozen=True, slots=True)
class Anchored:
    """The phrases that hold one of some words of the query; which words those are, and which are the others."""

    near: Places
    by: list[int]
    others: list[int]


def anchored(index: SearchIndex, words: tuple[QueryWord, ...], wanted: Mask | None) -> Anchored:
    """The phrases that hold one of the words that tell most for what it costs to follow them.

    What holds none of those words covers too little of the query to come before what does.
    """
    left = sum(word.worth for word in words) * _ANCHORED
    order = sorted(range(len(words)), key=lambda place: _cost(index, words[place]))
    postings: list[Ints] = []
    used = 0
    for place in order:
        used += 1
        postings += [_wanted(index, index.words.posting[one.term], wanted) for one in words[place].alternatives]
        left -= words[place].worth
        if left <= 0 and any(map(len, postings)):
            break
    return Anchored(_united(postings, len(index.phrases.entry)), order[:used], order[used:])


def not_hopeless(covered: Floats) -> Mask:
    """Of very many phrases those that cover most of the query so far; none is left out that covers as much as another."""
    if len(covered) <= _PROMISING:
        return np.ones(len(covered), np.bool_)
    steps = (covered * _STEPS).astype(np.intp)
    as_good = np.cumsum(np.bincount(steps, minlength=_STEPS + 1)[::-1])[::-1]
    kept: Mask = steps >= int(np.flatnonzero(as_good >= _PROMISING)[-1])
    return kept


def _cost(index: SearchIndex, word: QueryWord) -> float:
    return sum(len(index.words.posting[one.term]) for one in word.alternatives) / word.worth


def _wanted(index: SearchIndex, phrases: Ints, wanted: Mask | None) -> Ints:
    return phrases if wanted is None else phrases[wanted[index.phrases.system[phrases]]]


def _united(postings: list[Ints], count: int) -> Places:
    if not postings:
        return np.empty(0, np.intp)
    if sum(map(len, postings)) < count * _DENSE:
        several = np.sort(np.concatenate(postings)).astype(np.intp)
        return several[np.diff(several, prepend=-1) > 0]
    marked = np.zeros(count, np.bool_)
    for one in postings:
        marked[one] = True
    return np.flatnonzero(marked)


def best_of_each_system(index: SearchIndex, near: Places, rough: Floats) -> Places:
    """Where in `near` the most promising phrases of each system stand."""
    if len(near) <= _FEW:
        return np.arange(len(near))
    systems = index.phrases.system[near]
    chosen = []
    for number in np.flatnonzero(np.bincount(systems)).tolist():
        own = np.flatnonzero(systems == number)
        most = _MOST.get(SYSTEMS[number], _FEW)
        chosen.append(own if len(own) <= most else own[np.argpartition(-rough[own], most)[:most]])
    return np.concatenate(chosen)
