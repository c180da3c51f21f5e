"""From what matched to what is meant: a heading's usual code before the heading, the 7th character that the query says."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from coderdesk.search.index import SearchIndex
from coderdesk.search.query_words import QueryWord
from coderdesk.search.rank import Match
from coderdesk.search.words import words_of


def with_defaults(index: SearchIndex, matches: Iterable[Match]) -> Iterator[Match]:
    """Each heading right after its default code, unless the code already stood higher by itself; an entry comes once."""
    default = index.entries.default
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
