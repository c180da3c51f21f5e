"""Score every phrase against a reading of the query, and give each entry the best of its phrases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.search.build import SYSTEMS
from coderdesk.search.index import Floats, Ints, SearchIndex
from coderdesk.search.query import QueryWord, Reading
from coderdesk.search.words import words_of

_CANDIDATES = 150
_LEAST_COVER = 0.3
_SURROUNDINGS = 0.6
_NOT_IN_FORCE = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """An entry with its score, the phrase that earned it and the reading it was earned under."""

    entry: int
    score: float
    phrase: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Strengths:
    """How well each word of a reading is found in each phrase, and how much of the phrase that explains."""

    found: Floats
    told: Floats


def best_matches(
    index: SearchIndex, readings: tuple[Reading, ...], *, on: date, systems: frozenset[CodeSystem] | None = None
) -> list[Match]:
    """Entries by falling score; an entry stands once. Only entries of `systems` when given."""
    cache: dict[QueryWord, _Strengths] = {}
    wanted = _of_systems(index, systems)
    best: dict[int, Match] = {}
    for reading in readings:
        for entry, score, phrase in _scored(index, reading, cache, wanted):
            known = best.get(entry)
            if known is None or known.score < score:
                best[entry] = Match(entry, score, phrase, reading)
    weighed = [_weighed(index, match, on.toordinal()) for match in best.values()]
    return sorted(weighed, key=lambda match: (-match.score, match.entry))


def _of_systems(index: SearchIndex, systems: frozenset[CodeSystem] | None) -> Floats | None:
    """1 for the phrases of these systems, 0 for the others; None when all are wanted."""
    if systems is None:
        return None
    numbers = [SYSTEMS.index(system) for system in systems]
    chosen: Floats = np.isin(index.entries.system, numbers)[index.phrases.entry].astype(np.float32)
    return chosen


def _weighed(index: SearchIndex, match: Match, on: int) -> Match:
    starts, ends = int(index.entries.starts[match.entry]), int(index.entries.ends[match.entry])
    if starts <= on and (not ends or on <= ends):
        return match
    return Match(match.entry, match.score * _NOT_IN_FORCE, match.phrase, match.reading)


def _strengths(index: SearchIndex, word: QueryWord) -> _Strengths:
    count = len(index.phrases.entry)
    found, told = np.zeros(count, np.float32), np.zeros(count, np.float32)
    for alternative in word.alternatives:  # from the weakest, so that the strongest stays
        places = index.words.posting[alternative.term]
        found[places] = alternative.weight
        told[places] = index.words.rarity[alternative.term]
    return _Strengths(found, told)


def _scored(
    index: SearchIndex, reading: Reading, cache: dict[QueryWord, _Strengths], wanted: Floats | None
) -> list[tuple[int, float, int]]:
    phrases = index.phrases
    words = reading.words
    for word in words:
        if word not in cache:
            cache[word] = _strengths(index, word)
    worth = np.array([word.worth for word in words], np.float32)
    cover = np.zeros(len(phrases.entry), np.float32)
    told = np.zeros(len(phrases.entry), np.float32)
    for word in words:
        cover += cache[word].found * np.float32(word.worth)
        told += cache[word].told
    cover /= worth.sum()
    if wanted is not None:
        cover *= wanted
    if not cover.any():
        return []
    near = np.flatnonzero(cover >= _LEAST_COVER * cover.max())
    rough = _blend(cover[near], np.minimum(told[near] / phrases.mass[near], 1)) * phrases.weight[near]
    if len(near) > _CANDIDATES:
        chosen = np.argpartition(-rough, _CANDIDATES)[:_CANDIDATES]
        near = near[chosen]
    full = _with_surroundings(index, words, [cache[word].found[near] for word in words], worth, near)
    share = np.minimum(told[near] / phrases.mass[near], 1)
    scores = _blend(full, share) * phrases.weight[near] * np.float32(reading.weight)
    return list(zip(phrases.entry[near].tolist(), scores.tolist(), near.tolist(), strict=True))


def _blend(cover: Floats, share: Floats) -> Floats:
    """All of what was asked must be found; then the phrase that says least besides is meant."""
    blended: Floats = cover**2 * (0.6 + 0.4 * share)
    return blended


def _with_surroundings(
    index: SearchIndex,
    words: tuple[QueryWord, ...],
    found: list[Floats],
    worth: Floats,
    near: np.typing.NDArray[np.intp],
) -> Floats:
    """Coverage, where a word that the phrase lacks counts for part when the headings around say it."""
    entries = index.phrases.entry[near]
    lists = [index.entries.around[entry] for entry in entries.tolist()]
    lengths = np.array([len(one) for one in lists], np.int64)
    around = np.concatenate(lists) if lists else np.empty(0, np.int32)
    owners = np.repeat(np.arange(len(lists)), lengths)
    cover = np.zeros(len(lists), np.float32)
    for word, strength in zip(words, found, strict=True):
        part = np.zeros(len(lists), np.float32)
        for alternative in word.alternatives[-4:]:
            part[owners[around == alternative.term]] = alternative.weight * _SURROUNDINGS
        cover += np.maximum(strength, part) * np.float32(word.worth)
    total: Floats = cover / worth.sum()
    return total


def with_defaults(index: SearchIndex, matches: Iterable[Match]) -> Iterator[Match]:
    """Each heading right after its default code, unless the code already stood higher by itself; an entry comes once."""
    default: Ints = index.entries.default
    placed: set[int] = set()
    for match in matches:
        meant = int(default[match.entry])
        if meant != match.entry:
            meant = _encounter_meant(index, match, meant)
            if meant not in placed:
                placed.add(meant)
                yield Match(meant, match.score, match.phrase, match.reading)
        if match.entry not in placed:
            placed.add(match.entry)
            yield match


def _encounter_meant(index: SearchIndex, match: Match, default: int) -> int:
    """Among codes that differ in their 7th character only, the one whose character's meaning the query says."""
    meanings = _seventh_meanings(index, default)
    if not meanings:
        return default
    said = set(index.phrases.terms[match.phrase].tolist())
    unsaid = [word for word in match.reading.words if said.isdisjoint(one.term for one in word.alternatives)]
    if not unsaid:
        return default
    scored = [
        (sum(_said_in(index, word, meaning) for word in unsaid), place == default, place) for place, meaning in meanings
    ]
    best = max(scored)
    return best[2] if best[0] > 0 else default


def _seventh_meanings(index: SearchIndex, place: int) -> list[tuple[int, str]]:
    """A code with a 7th character and its siblings, each with what the character means; empty for any other code."""
    entries = index.entries
    parent = int(entries.parent[place])
    heading = entries.title[parent] + ", " if parent >= 0 else ""
    if not heading or len(entries.bare[place]) != 7 or not entries.title[place].startswith(heading):
        return []
    siblings = range(parent + 1, min(parent + 40, len(entries.parent)))
    return [(one, entries.title[one][len(heading) :]) for one in siblings if int(entries.parent[one]) == parent]


def _said_in(index: SearchIndex, word: QueryWord, meaning: str) -> float:
    terms = {index.words.term_by_spelling.get(spelling) for spelling in _spellings_of(meaning)}
    return word.worth * max((one.weight for one in word.alternatives if one.term in terms), default=0.0)


@lru_cache(maxsize=512)
def _spellings_of(meaning: str) -> frozenset[str]:
    return frozenset(word.spelling for word in words_of(meaning))
