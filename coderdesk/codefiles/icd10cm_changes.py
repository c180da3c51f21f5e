"""What a fiscal year of ICD-10-CM begins and ends, for a release that is known by its codes and not yet by its titles."""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.domain.values.dates import Period


def _changes(release: Manifest) -> dict[str, str]:
    with release.file("changes").open(encoding="utf-8", newline="") as stream:
        changes = {row["code"]: row["change"] for row in csv.DictReader(stream)}
    if not changes or not set(changes.values()) <= {"new", "ended"}:
        raise CodeFileUnfit("changes.csv", "its rows are not a code and one of new, ended")
    return changes


def _heading_above(value: str, headings: Mapping[str, int], categories: list[tuple[str, str]]) -> str:
    """The longest heading that the code extends, or the section of the category before it for a new category."""
    for length in range(len(value) - 1, 2, -1):
        if value[:length] in headings:
            return value[:length]
    return categories[max(bisect_right(categories, (value, "")) - 1, 0)][1]


def _divided_by(new: list[str], entry: TabularEntry) -> bool:
    place = bisect_right(new, entry.value)
    return place < len(new) and new[place].startswith(entry.value)


def _ended(entries: Iterable[TabularEntry], changes: dict[str, str], begins: date) -> Iterator[TabularEntry]:
    """A code that ends because it is divided stays as a heading from then on: one value, two entries, two periods."""
    new = sorted(value for value, change in changes.items() if change == "new")
    for entry in entries:
        if changes.get(entry.value) != "ended":
            yield entry
            continue
        yield replace(entry, in_force=Period(entry.in_force.start, begins - timedelta(days=1)))
        if _divided_by(new, entry):
            level = Level.CATEGORY if "." not in entry.value else Level.SUBCATEGORY
            yield replace(entry, level=level, is_billable=False, in_force=Period(begins))


def _place_below(entries: list[TabularEntry], heading: int, value: str) -> int:
    """Where a code stands in book order among what is already below the heading at that place."""
    place = last = heading + 1
    inside = {entries[heading].value}
    while place < len(entries) and entries[place].parent in inside:
        inside.add(entries[place].value)
        place += 1
        if entries[place - 1].value < value:
            last = place
    return last


def _newcomer(value: str, parent: str, release: Manifest) -> TabularEntry:
    return TabularEntry(
        system=CodeSystem.ICD10CM,
        value=value,
        title="",
        level=Level.CODE,
        parent=parent,
        in_force=release.in_force,
        is_billable=True,
        release=release.release,
    )


def apply_changes(entries: Iterable[TabularEntry], release: Manifest) -> Iterator[TabularEntry]:
    """The entries of the year before with the ends that this release sets, and the codes that it begins."""
    changes = _changes(release)
    begins = release.in_force.start
    if begins is None:
        raise CodeFileUnfit("manifest.toml", "it does not say when the release begins")
    known = list(_ended(entries, changes, begins))
    headings = {entry.value: place for place, entry in enumerate(known)}
    categories = sorted((entry.value, entry.parent) for entry in known if len(entry.value) == 3)
    newcomers: dict[int, list[TabularEntry]] = {}
    for value in sorted(value for value, change in changes.items() if change == "new"):
        parent = _heading_above(value, headings, categories)
        place = _place_below(known, headings[parent], value)
        newcomers.setdefault(place, []).append(_newcomer(value, parent, release))
    for place, entry in enumerate(known):
        yield from newcomers.get(place, ())
        yield entry
    yield from newcomers.get(len(known), ())
