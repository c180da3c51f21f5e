"""Which phrases are worth scoring for a reading of the query, and how well each of its words is found in them."""

from collections.abc import Iterable
from dataclasses import dataclass

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
# Marking every phrase costs as much as sorting this share of them.
_DENSE = 0.01
# So many phrases can be read word by word.
_FEW_ENOUGH = 12_000


@dataclass(frozen=True, slots=True)
class Board:
    """A number for each phrase, zero between uses: where it stands among the phrases that are looked at, from 1."""

    standing: Ints

    @classmethod
    def for_index(cls, index: SearchIndex) -> "Board":
        return cls(np.zeros(len(index.phrases.entry), np.int32))

    def strengths(self, index: SearchIndex, words: Iterable[QueryWord], near: Places) -> tuple[Floats, Floats]:
        """How well each word is found in each phrase (words x phrases), and how much of each phrase they explain together."""
        words = tuple(words)
        count = len(near)
        self.standing[near] = np.arange(1, count + 1, dtype=np.int32)
        found = np.zeros((len(words), count + 1), np.float32)
        told = np.zeros((len(words), count + 1), np.float32)
        for place, word in enumerate(words):
            for alternative in word.alternatives:  # the strongest last, so that it stays
                at = self.standing[index.words.posting[alternative.term]]
                if len(at) > count:
                    at = at[at > 0]
                found[place, at] = alternative.weight
                told[place, at] = index.words.rarity[alternative.term]
                unsaid = self.standing[index.words.unsaid[alternative.term]]
                found[place, unsaid] = np.maximum(found[place, unsaid], alternative.weight)
            if word.beginning is not None and len(words) > 1 and count < _FEW_ENOUGH:
                _continue(index, word, word.beginning, near, (found[place, 1:], told[place, 1:]))
        self.standing[near] = 0
        return found[:, 1:], told[:, 1:].sum(axis=0)

    def holds(self, index: SearchIndex, term: int, near: Places) -> Mask:
        """Whether the phrases given hold a term."""
        self.standing[near] = np.arange(1, len(near) + 1, dtype=np.int32)
        held = np.zeros(len(near) + 1, np.bool_)
        held[self.standing[index.words.posting[term]]] = True
        self.standing[near] = 0
        return held[1:]


def _continue(
    index: SearchIndex, word: QueryWord, beginning: Beginning, near: Places, strengths: tuple[Floats, Floats]
) -> None:
    """Let the word that is being typed become any word that stands beside the others, not only a common one."""
    words, (found, told) = index.words, strengths
    places = np.arange(beginning.first, beginning.last)
    trust = np.zeros(len(words.terms), np.float32)
    np.maximum.at(trust, words.term[places], trust_in(words, word.written, places) * np.float32(beginning.trust))
    terms, owners = index.phrases.terms.gathered(near)
    begun = np.flatnonzero(trust[terms] > found[owners])
    found[owners[begun]] = trust[terms[begun]]
    told[owners[begun]] = words.rarity[terms[begun]]


def of_systems(systems: frozenset[CodeSystem] | None) -> Mask | None:
    """For each system whether it is wanted; None when all are."""
    return None if systems is None else np.array([system in systems for system in SYSTEMS])


def anchored(index: SearchIndex, words: tuple[QueryWord, ...], wanted: Mask | None) -> Places:
    """The phrases that hold one of the words that tell most for what it costs to follow them.

    What holds none of those words covers too little of the query to come before what does.
    """
    left = sum(word.worth for word in words) * _ANCHORED
    postings: list[Ints] = []
    for _, word in sorted(((_cost(index, word), word) for word in words), key=lambda pair: pair[0]):
        postings += [_wanted(index, index.words.posting[one.term], wanted) for one in word.alternatives]
        left -= word.worth
        if left <= 0 and any(map(len, postings)):
            break
    return _united(postings, len(index.phrases.entry))


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
