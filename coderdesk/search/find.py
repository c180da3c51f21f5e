"""Find codes: the one way into the index. A query is a code, the beginning of one, a range, or words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.coding.search_context import SearchContext
from coderdesk.domain.coding.tabular import Level
from coderdesk.domain.values.dates import Period
from coderdesk.search.build import LEVELS, SYSTEMS
from coderdesk.search.codes import coded_query, is_drug_code, nearest_above
from coderdesk.search.explain import spans, why
from coderdesk.search.index import SearchIndex
from coderdesk.search.nudge import nudge_for
from coderdesk.search.query import asks_procedure, readings_of
from coderdesk.search.rank import Match, best_matches
from coderdesk.search.usual import with_defaults

_NOTHING_KNOWN = SearchContext()
# A long sentence of a note. What follows it tells nothing more, and a whole note would take seconds.
_LONGEST_QUERY = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One answer with what a row of the screen shows; `path` is the section or group that the code hangs in."""

    code: Code
    level: Level
    score: float
    why: str
    matched: tuple[tuple[int, int], ...]
    codes_below: int
    path: str


def find_codes(
    index: SearchIndex,
    query: str,
    *,
    on: date,
    systems: frozenset[CodeSystem] | None = None,
    limit: int = 50,
    context: SearchContext = _NOTHING_KNOWN,
) -> list[Found]:
    """The best answers first, at most `limit`; never the same code twice. What is known of the visit moves them a little."""
    query = query[:_LONGEST_QUERY]
    coded, reason = coded_query(index, query, limit * 2), "code"
    if not coded:
        coded = nearest_above(index, query, limit * 2)
        reason = f"no such code: nearest above {query.strip().upper()}"
    if coded:
        allowed = (place for place in coded if systems is None or _system(index, place) in systems)
        return [
            _found(index, place, score=1.0 - 0.001 * rank, why=reason, matched=())
            for rank, place in enumerate(_once(index, allowed, on))
        ][:limit]
    if is_drug_code(query):
        return []
    readings = readings_of(index, query)
    nudge = nudge_for(index, context, asks_procedure=asks_procedure(index, readings))
    matches = best_matches(index, readings, on=on, systems=systems, nudge=nudge)
    return list(islice(_found_by_words(index, with_defaults(index, matches), on), limit))


def _found_by_words(index: SearchIndex, matches: Iterable[Match], on: date) -> Iterator[Found]:
    seen: set[int] = set()
    for match in matches:
        place = _in_force(index, match.entry, on)
        if place not in seen:
            seen.add(place)
            matched = spans(index, match, index.entries.title[place])
            yield _found(index, place, score=match.score, why=why(index, match), matched=matched)


def _once(index: SearchIndex, places: Iterable[int], on: date) -> Iterator[int]:
    """A code that ended by becoming a heading stands in the index twice: the one in force speaks for both."""
    seen: set[tuple[int, str]] = set()
    for place in places:
        name = (int(index.entries.system[place]), index.entries.bare[place])
        if name not in seen:
            seen.add(name)
            yield _in_force(index, place, on)


def _in_force(index: SearchIndex, place: int, on: date) -> int:
    if _period(index, place).covers(on):
        return place
    for twin in (place - 1, place + 1):
        if 0 <= twin < len(index.entries.bare) and index.entries.bare[twin] == index.entries.bare[place]:
            return twin if _period(index, twin).covers(on) else place
    return place


def _period(index: SearchIndex, place: int) -> Period:
    starts, ends = int(index.entries.starts[place]), int(index.entries.ends[place])
    return Period(date.fromordinal(starts) if starts else None, date.fromordinal(ends) if ends else None)


def _system(index: SearchIndex, place: int) -> CodeSystem:
    return SYSTEMS[int(index.entries.system[place])]


def _path(index: SearchIndex, place: int) -> str:
    """The nearest section above, or the top heading."""
    entries = index.entries
    above = int(entries.parent[place])
    while above >= 0:
        if LEVELS[int(entries.level[above])] in (Level.SECTION, Level.CHAPTER):
            return f"{entries.value[above]} {entries.title[above]}"
        above = int(entries.parent[above])
    return ""


def code_at(index: SearchIndex, place: int) -> Code:
    """The code or heading that an entry is."""
    entries = index.entries
    return Code(
        system=_system(index, place),
        value=entries.value[place],
        title=entries.title[place],
        in_force=_period(index, place),
        is_billable=bool(entries.billable[place]),
        release=entries.releases[int(entries.release[place])],
    )


def _found(index: SearchIndex, place: int, *, score: float, why: str, matched: tuple[tuple[int, int], ...]) -> Found:
    entries = index.entries
    return Found(
        code=code_at(index, place),
        level=LEVELS[int(entries.level[place])],
        score=min(score, 1.0),
        why=why,
        matched=matched,
        codes_below=int(entries.below[place]),
        path=_path(index, place),
    )
