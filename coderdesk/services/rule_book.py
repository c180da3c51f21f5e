"""The book of the coding rules over the installed code sets, read category by category and kept for the next visit."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.conditions import Condition, Spot, conditions_of
from coderdesk.domain.coding.laterality import sides_among
from coderdesk.domain.coding.rule_book import BookEntry, EditTables, RuleLists
from coderdesk.domain.coding.tabular import SeventhCharacter
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.rule_lists import own_words, read_rule_lists
from coderdesk.services.rule_tables import NoEditTables
from coderdesk.shared.paths import Paths

if TYPE_CHECKING:
    from coderdesk.storage.code_family import Family
    from coderdesk.storage.code_store import StoredEntry

_MOST_ENTRIES = 40_000
_WHOLE_LENGTH = 7


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A category as read: every period of every entry by its undotted value, and what stands above it."""

    by_value: Mapping[str, tuple["StoredEntry", ...]]
    by_id: Mapping[int, "StoredEntry"]
    family: "Family"
    children: Mapping[str, Sequence["StoredEntry"]]
    sides: Mapping[str, Mapping[str, str]]


@dataclass(eq=False)
class LibraryRuleBook:
    """Safe to share between threads: what two of them read at once is read twice and kept once."""

    library: CodeLibrary
    tables: EditTables = field(default_factory=NoEditTables)
    _leaves: dict[str, _Leaf] = field(default_factory=dict)
    _entries: dict[tuple[str, date], BookEntry | None] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def lists(self) -> RuleLists:
        return read_rule_lists()

    @cached_property
    def modifiers(self) -> Mapping[str, str]:
        return own_words("modifiers")

    @cached_property
    def places_of_service(self) -> Mapping[str, str]:
        return own_words("pos")

    def code_on(self, system: CodeSystem, value: str, on: date) -> Code | None:
        return self.library.code_on(system, value, on)

    def find(self, system: CodeSystem, value: str) -> Code | None:
        return self.library.find(system, value)

    def is_loaded(self, system: CodeSystem, on: date) -> bool:
        return any(one.system is system for one in self.library.releases_on(on))

    def entry_on(self, code: str, on: date) -> BookEntry | None:
        key = (undotted(code), on)
        if key not in self._entries:
            if len(self._entries) >= _MOST_ENTRIES:
                self._entries.clear()
            self._entries[key] = self._read_entry(*key)
        return self._entries[key]

    def spot_of(self, bare: str) -> Spot | None:
        place = self._order.get(bare[:3])
        return None if place is None else (place, bare[3:])

    @cached_property
    def _order(self) -> Mapping[str, int]:
        from coderdesk.storage.code_family import category_order

        return category_order(self.library.store)

    @cached_property
    def _top(self) -> _Leaf:
        from coderdesk.storage.code_family import headings_of

        return _leaf(headings_of(self.library.store))

    def _leaf_of(self, category: str) -> _Leaf:
        if category not in self._leaves:
            from coderdesk.storage.code_family import family_of

            self._leaves[category] = _leaf(family_of(self.library.store, category))
        return self._leaves[category]

    def _read_entry(self, bare: str, on: date) -> BookEntry | None:
        spot = self.spot_of(bare)
        if spot is None or len(bare) > _WHOLE_LENGTH:
            return None
        leaf = self._leaf_of(bare[:3])
        found = _on(leaf.by_value.get(bare, ()), on)
        if found is None:
            return None
        above = self._above(leaf, found)
        return BookEntry(
            value=found.code.value,
            bare=bare,
            title=found.code.title,
            is_billable=found.code.is_billable,
            in_force=found.code.in_force,
            level=found.level,
            spot=spot,
            chapter=above[-1].code.value if above else "",
            above=tuple(undotted(one.code.value) for one in above),
            conditions=self._conditions(leaf, (found, *above)),
            endings=self._endings(leaf, found, above, on),
            side=_side(leaf, found.code.value),
            sides=leaf.sides.get(found.code.value, {}),
        )

    def _above(self, leaf: _Leaf, one: "StoredEntry") -> tuple["StoredEntry", ...]:
        path = []
        parent = one.parent_id
        while parent is not None:
            heading = leaf.by_id.get(parent) or self._top.by_id.get(parent)
            if heading is None:
                break
            path.append(heading)
            parent = heading.parent_id
        return tuple(path)

    def _conditions(self, leaf: _Leaf, path: tuple["StoredEntry", ...]) -> tuple[Condition, ...]:
        found: list[Condition] = []
        for distance, heading in enumerate(path):
            notes = leaf.family.notes.get(heading.id) or self._top.family.notes.get(heading.id) or ()
            if notes:
                made = conditions_of(notes, heading.level, self.spot_of)
                found += [replace(one, distance=distance) for one in made] if distance else made
        return tuple(found)

    def _endings(
        self, leaf: _Leaf, one: "StoredEntry", above: tuple["StoredEntry", ...], on: date
    ) -> tuple[SeventhCharacter, ...]:
        whole = [
            child
            for child in leaf.children.get(undotted(one.code.value), ())
            if len(undotted(child.code.value)) == _WHOLE_LENGTH and child.code.in_force.covers(on)
        ]
        if not whole:
            return ()
        tables = (leaf.family.seventh.get(heading.id) for heading in (one, *above))
        meanings = {row.character: row.meaning for row in next((rows for rows in tables if rows), ())}
        characters = dict.fromkeys(child.code.value[-1] for child in whole)
        return tuple(SeventhCharacter(character, meanings.get(character, "")) for character in characters)


def _leaf(family: "Family") -> _Leaf:
    by_id = {one.id: one for one in family.entries}
    by_value: dict[str, tuple[StoredEntry, ...]] = {}
    children: dict[str, list[StoredEntry]] = {}
    for one in family.entries:
        bare = undotted(one.code.value)
        by_value[bare] = (*by_value.get(bare, ()), one)
        # a heading may have a row for each period: its codes are those of all of them
        above = by_id.get(one.parent_id) if one.parent_id is not None else None
        if above is not None:
            children.setdefault(undotted(above.code.value), []).append(one)
    return _Leaf(
        by_value=by_value,
        by_id=by_id,
        family=family,
        children=children,
        sides=sides_among({one.code.value: one.code.title for one in family.entries if one.code.is_billable}.items()),
    )


def _side(leaf: _Leaf, value: str) -> str:
    return next((side for side, code in leaf.sides.get(value, {}).items() if code == value), "")


def _on(periods: tuple["StoredEntry", ...], on: date) -> "StoredEntry | None":
    """The period that covers the date; else the last one known."""
    covering = [one for one in periods if one.code.in_force.covers(on)]
    chosen = covering or list(periods)
    return chosen[-1] if chosen else None


def opened_rule_book(library: CodeLibrary, paths: Paths) -> LibraryRuleBook:
    """The book with the imported edit tables, which the caller closes. Without a readable shelf the rules say that the tables
    were not checked."""
    from coderdesk.services.edit_tables import open_edit_tables

    return LibraryRuleBook(library, open_edit_tables(paths))
