"""Score every phrase against a reading of the query, and give each entry the best of its phrases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.search.candidates import Board, Mask, Places, anchored, best_of_each_system, not_hopeless, of_systems
from coderdesk.search.index import Floats, Ints, SearchIndex
from coderdesk.search.query import Reading
from coderdesk.search.query_words import QueryWord

_SURROUNDINGS = 0.6
_DENIED = 0.85
_NOT_IN_FORCE = 0.75

# What is known of the visit: for each of these entries a factor near 1.
Nudge = Callable[[Ints], Floats]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry with its score, the phrase that earned it and the reading it was earned under."""

    entry: int
    score: float
    phrase: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Scored:
    """Phrases with their scores under one reading."""

    phrases: Places
    scores: Floats


def best_matches(
    index: SearchIndex,
    readings: tuple[Reading, ...],
    *,
    on: date,
    systems: frozenset[CodeSystem] | None = None,
    nudge: Nudge | None = None,
) -> Iterator[Match]:
    """Entries by falling score; an entry stands once. Only entries of `systems` when given."""
    board = Board.for_index(index)
    found = [_scored(index, reading, board, _wanted(reading, systems)) for reading in readings]
    yield from _by_score(index, readings, found, on, nudge)


def best_among(
    index: SearchIndex, readings: tuple[Reading, ...], near: Places, *, on: date, board: Board
) -> Iterator[Match]:
    """The entries that these phrases name, by falling score. The board is the caller's, one for each thread."""
    found = [_scored_among(index, reading, board, near) for reading in readings]
    yield from _by_score(index, readings, found, on, None)


def _by_score(
    index: SearchIndex, readings: tuple[Reading, ...], found: list[_Scored], on: date, nudge: Nudge | None
) -> Iterator[Match]:
    phrases = np.concatenate([one.phrases for one in found]) if found else np.empty(0, np.intp)
    if not len(phrases):
        return
    scores = np.concatenate([one.scores for one in found])
    under = np.repeat(np.arange(len(found)), [len(one.phrases) for one in found])
    entries = index.phrases.entry[phrases]
    scores = scores * _in_force(index, entries, on.toordinal())
    if nudge is not None:
        scores = scores * nudge(entries)
    seen: set[int] = set()
    for place in np.lexsort((entries, -scores)).tolist():
        entry = int(entries[place])
        if entry not in seen:
            seen.add(entry)
            yield Match(entry, float(scores[place]), int(phrases[place]), readings[under[place]])


def _wanted(reading: Reading, systems: frozenset[CodeSystem] | None) -> Mask | None:
    if reading.systems is None or systems is None:
        return of_systems(reading.systems or systems)
    return of_systems(reading.systems & systems)


def _in_force(index: SearchIndex, entries: Ints, on: int) -> Floats:
    starts, ends = index.entries.starts[entries], index.entries.ends[entries]
    lasts = (starts <= on) & ((ends == 0) | (on <= ends))
    return np.where(lasts, np.float32(1), np.float32(_NOT_IN_FORCE))


def _scored(index: SearchIndex, reading: Reading, board: Board, wanted: Mask | None) -> _Scored:
    """The phrases that fit the reading best."""
    words, phrases = reading.words, index.phrases
    worth = np.array([word.worth for word in words], np.float32)
    near, found, told = _looked_at(index, words, worth, board, wanted)
    if not len(near):
        return _Scored(near, np.empty(0, np.float32))
    share = np.minimum(told / phrases.mass[near], 1)
    weight = phrases.weight[near] * np.float32(reading.weight)
    chosen = best_of_each_system(index, near, _blend(_cover(worth, found), share) * weight)
    near, found, share, weight = near[chosen], found[:, chosen], share[chosen], weight[chosen]
    scores = _blend(_with_surroundings(index, words, found, worth, near), share) * weight
    return _Scored(near, scores * _undenied(index, words, board, near))


def _scored_among(index: SearchIndex, reading: Reading, board: Board, near: Places) -> _Scored:
    words, phrases = reading.words, index.phrases
    worth = np.array([word.worth for word in words], np.float32)
    found, told = board.strengths(index, words, near)
    share = np.minimum(told / phrases.mass[near], 1)
    weight = phrases.weight[near] * np.float32(reading.weight)
    scores = _blend(_with_surroundings(index, words, found, worth, near), share) * weight
    return _Scored(near, scores * _undenied(index, words, board, near))


def _looked_at(
    index: SearchIndex, words: tuple[QueryWord, ...], worth: Floats, board: Board, wanted: Mask | None
) -> tuple[Places, Floats, Floats]:
    """Phrases, how well each word is found in them, and how much of them is explained; first by the words that tell most."""
    start = anchored(index, words, wanted)
    first, told = board.strengths(index, [words[place] for place in start.by], start.near)
    kept = not_hopeless(_cover(worth[start.by], first))
    near, first, told = start.near[kept], first[:, kept], told[kept]
    rest, told_besides = board.strengths(index, [words[place] for place in start.others], near)
    found = np.empty((len(words), len(near)), np.float32)
    found[start.by], found[start.others] = first, rest
    return near, found, told + told_besides


def _undenied(index: SearchIndex, words: tuple[QueryWord, ...], board: Board, near: Places) -> Floats:
    """Less than 1 for a phrase that says the opposite of a word that was asked, and not that word."""
    said = {index.words.terms[word.alternatives[-1].term] for word in words if word.alternatives}
    kept = np.ones(len(near), np.float32)
    for one in said & index.lexicon.opposites.keys():
        opposite = index.words.term_places.get(index.lexicon.opposites[one], -1)
        if opposite >= 0 and index.lexicon.opposites[one] not in said:
            own = board.holds(index, index.words.term_places[one], near)
            denies = board.holds(index, opposite, near) & ~own
            kept[denies] *= np.float32(_DENIED)
    return kept


def _blend(cover: Floats, share: Floats) -> Floats:
    """All of what was asked must be found; then the phrase that says least besides is meant."""
    blended: Floats = cover**2 * (0.6 + 0.4 * share)
    return blended


def _with_surroundings(
    index: SearchIndex, words: tuple[QueryWord, ...], found: Floats, worth: Floats, near: Places
) -> Floats:
    """Coverage, where a word that the phrase lacks counts for part when the headings around say it."""
    lacks = found <= _SURROUNDINGS
    if lacks.any():
        around, owners = index.entries.around.gathered(index.phrases.entry[near])
        for place in np.flatnonzero(lacks.any(axis=1)).tolist():
            for alternative in words[place].alternatives[-4:]:
                holders = owners[around == alternative.term]
                found[place, holders] = np.maximum(found[place, holders], alternative.weight * _SURROUNDINGS)
    return _cover(worth, found)


def _cover(worth: Floats, found: Floats) -> Floats:
    """Which share of what the words tell is found, for each phrase."""
    share: Floats = np.einsum("w,wp->p", worth, found) / worth.sum()
    return share
