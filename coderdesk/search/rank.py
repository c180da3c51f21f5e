"""Score every phrase against a reading of the query, and give each entry the best of its phrases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.search.build import SYSTEMS
from coderdesk.search.index import Floats, Ints, SearchIndex
from coderdesk.search.query import QueryWord, Reading
from coderdesk.search.words import words_of

Places = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_CANDIDATES = 120
_ANCHORED = 0.65
_SURROUNDINGS = 0.6
_DENIED = 0.85
_NOT_IN_FORCE = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """An entry with its score, the phrase that earned it and the reading it was earned under."""

    entry: int
    score: float
    phrase: int
    reading: Reading


def best_matches(
    index: SearchIndex, readings: tuple[Reading, ...], *, on: date, systems: frozenset[CodeSystem] | None = None
) -> list[Match]:
    """Entries by falling score; an entry stands once. Only entries of `systems` when given."""
    count = len(index.phrases.entry)
    board = _Board(np.zeros(count, np.float32), np.zeros(count, np.float32))
    wanted = _of_systems(index, systems)
    best: dict[int, Match] = {}
    for reading in readings:
        for entry, score, phrase in _scored(index, reading, board, wanted):
            known = best.get(entry)
            if known is None or known.score < score:
                best[entry] = Match(entry, score, phrase, reading)
    weighed = [_weighed(index, match, on.toordinal()) for match in best.values()]
    return sorted(weighed, key=lambda match: (-match.score, match.entry))


def _of_systems(index: SearchIndex, systems: frozenset[CodeSystem] | None) -> Mask | None:
    """Whether a phrase is of these systems; None when all are wanted."""
    if systems is None:
        return None
    numbers = [SYSTEMS.index(system) for system in systems]
    chosen: Mask = np.isin(index.entries.system, numbers)[index.phrases.entry]
    return chosen


def _weighed(index: SearchIndex, match: Match, on: int) -> Match:
    starts, ends = int(index.entries.starts[match.entry]), int(index.entries.ends[match.entry])
    if starts <= on and (not ends or on <= ends):
        return match
    return Match(match.entry, match.score * _NOT_IN_FORCE, match.phrase, match.reading)


@dataclass(frozen=True, slots=True)
class _Board:
    """Two numbers for each phrase, zero between uses: how well a word is found in it, how much of it that explains."""

    found: Floats
    told: Floats

    def strengths(self, index: SearchIndex, word: QueryWord, phrases: Places) -> tuple[Floats, Floats]:
        """Both numbers of one word for the phrases given."""
        postings = [index.words.posting[alternative.term] for alternative in word.alternatives]
        for alternative, places in zip(
            word.alternatives, postings, strict=True
        ):  # the strongest last, so that it stays
            self.found[places] = alternative.weight
            self.told[places] = index.words.rarity[alternative.term]
        found, told = self.found[phrases], self.told[phrases]
        for places in postings:
            self.found[places] = 0
            self.told[places] = 0
        return found, told

    def holds(self, index: SearchIndex, term: int, phrases: Places) -> Mask:
        """Whether the phrases given hold a term."""
        places = index.words.posting[term]
        self.found[places] = 1
        held: Mask = self.found[phrases] > 0
        self.found[places] = 0
        return held


def _anchored(index: SearchIndex, words: tuple[QueryWord, ...], wanted: Mask | None) -> Places:
    """The phrases that hold one of the words that tell most; what holds none of them covers less than half the query."""
    marked = np.zeros(len(index.phrases.entry), np.bool_)
    left = sum(word.worth for word in words) * _ANCHORED
    for word in sorted(words, key=lambda word: -word.worth):
        for alternative in word.alternatives:
            marked[index.words.posting[alternative.term]] = True
        left -= word.worth
        if left <= 0 and marked.any():
            break
    if wanted is not None:
        marked &= wanted
    return np.flatnonzero(marked)


def _scored(index: SearchIndex, reading: Reading, board: _Board, wanted: Mask | None) -> list[tuple[int, float, int]]:
    """Entry, score and phrase of the phrases that fit the reading best."""
    words, mass = reading.words, index.phrases.mass
    near = _anchored(index, words, wanted)
    if not len(near):
        return []
    worth = np.array([word.worth for word in words], np.float32)
    columns = [board.strengths(index, word, near) for word in words]
    found = np.stack([column[0] for column in columns])
    share = np.minimum(sum(column[1] for column in columns) / mass[near], 1)
    weight = index.phrases.weight[near] * np.float32(reading.weight)
    rough = _blend(_cover(worth, found), share) * weight
    if len(near) > _CANDIDATES:
        chosen = np.argpartition(-rough, _CANDIDATES)[:_CANDIDATES]
        near, found, share, weight = near[chosen], found[:, chosen], share[chosen], weight[chosen]
    scores = _blend(_with_surroundings(index, words, found, worth, near), share) * weight
    scores *= _undenied(index, words, board, near)
    return list(zip(index.phrases.entry[near].tolist(), scores.tolist(), near.tolist(), strict=True))


def _undenied(index: SearchIndex, words: tuple[QueryWord, ...], board: _Board, near: Places) -> Floats:
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
    if (found > _SURROUNDINGS).all():
        return _cover(worth, found)
    lists = [index.entries.around[entry] for entry in index.phrases.entry[near].tolist()]
    around = np.concatenate(lists)
    owners = np.repeat(np.arange(len(lists)), np.array([len(one) for one in lists], np.int64))
    for place, word in enumerate(words):
        for alternative in word.alternatives[-4:]:
            holders = owners[around == alternative.term]
            found[place, holders] = np.maximum(found[place, holders], alternative.weight * _SURROUNDINGS)
    return _cover(worth, found)


def _cover(worth: Floats, found: Floats) -> Floats:
    """Which share of what the words tell is found, for each phrase."""
    share: Floats = worth @ found / worth.sum()
    return share


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
