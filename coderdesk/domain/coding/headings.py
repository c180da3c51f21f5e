"""Headings above the codes of a set whose own lists have none, so that it can be leafed through like a book."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.domain.values.dates import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`order` sorts it among its siblings."""

    value: str
    title: str
    level: Level
    order: int = 0


HeadingsAbove = Callable[[str], tuple[Heading, ...]]


def under_headings(
    spans: Mapping[str, Sequence[TabularEntry]], above: HeadingsAbove, system: CodeSystem
) -> Iterator[TabularEntry]:
    """Every code below its headings, sorted; `above` gives the headings of a value from the top down.

    A heading is in force while one of its codes is. One that the list itself names (a table of the ICD-10-PCS order file)
    keeps the title of the list.
    """
    chains = {value: above(value) for value in spans}
    periods = _periods(spans, chains)
    order = sorted(spans, key=lambda value: [*((one.order, one.value) for one in chains[value]), (0, value)])
    printed: set[str] = set()
    for value in order:
        chain = chains[value]
        for place, heading in enumerate(chain):
            if heading.value not in printed and heading.value not in spans:
                parent = chain[place - 1].value if place else ""
                yield _heading(heading, parent, system, *periods[heading.value])
            printed.add(heading.value)
        printed.add(value)
        parent = chain[-1].value if chain else ""
        yield from (replace(entry, parent=parent) if entry.parent != parent else entry for entry in spans[value])


def _periods(
    spans: Mapping[str, Sequence[TabularEntry]], chains: Mapping[str, tuple[Heading, ...]]
) -> dict[str, tuple[Period, str]]:
    """For each heading the first and last day of its codes, and the newest release that names one of them."""
    found: dict[str, list[TabularEntry]] = {}
    for value, entries in spans.items():
        for heading in chains[value]:
            found.setdefault(heading.value, []).extend((entries[0], entries[-1]))
    return {value: (_whole(entries), entries[-1].release) for value, entries in found.items()}


def _whole(entries: Iterable[TabularEntry]) -> Period:
    periods = [entry.in_force for entry in entries]
    start = min(period.start or date.min for period in periods)
    end = max(period.end or date.max for period in periods)
    return Period(None if start == date.min else start, None if end == date.max else end)


def _heading(one: Heading, parent: str, system: CodeSystem, in_force: Period, release: str) -> TabularEntry:
    return TabularEntry(
        system=system,
        value=one.value,
        title=one.title,
        level=one.level,
        parent=parent,
        in_force=in_force,
        is_billable=False,
        release=release,
    )
