"""The pages of the tabular list that the rules have read: category by category, kept for the next visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.coding.conditions import Condition, Spot, conditions_of
from coderdesk.domain.coding.laterality import sides_among
from coderdesk.domain.coding.rule_book import BookEntry
from coderdesk.domain.coding.tabular import SeventhCharacter
from coderdesk.services.rule_tables import KeptTables
from coderdesk.services.store_on_demand import LazyStore

if TYPE_CHECKING:
    from coderdesk.storage.code_family import Family
    from coderdesk.storage.code_store import CodeStore, StoredEntry

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
    conditions: dict[int, tuple[Condition, ...]] = field(default_factory=dict)


@dataclass(eq=False)
class RulePages:
    """Safe to share between threads: what two of them read at once is read twice and kept once."""

    lazy_store: LazyStore
    tables: KeptTables = field(default_factory=KeptTables)
    _leaves: dict[str, _Leaf] = field(default_factory=dict)
    _entries: dict[tuple[str, date], BookEntry | None] = field(default_factory=dict)
    _first_days: dict[CodeSystem, date | None] = field(default_factory=dict)

    @property
    def _store(self) -> "CodeStore":
        return self.lazy_store.get()

    def is_loaded(self, system: CodeSystem, on: date) -> bool:
        """Whether the installed releases know the system's codes on that date."""
        if system not in self._first_days:
            from coderdesk.storage.code_family import first_day_of

            self._first_days[system] = first_day_of(self._store, system)
        first = self._first_days[system]
        return first is not None and first <= on

    def entry_on(self, code: str, on: date) -> BookEntry | None:
        key = (undotted(code), on)
        if key in self._entries:
            return self._entries.get(key)
        if len(self._entries) >= _MOST_ENTRIES:
            self._entries.clear()
        entry = self._read_entry(*key)
        self._entries[key] = entry
        return entry

    def spot_of(self, bare: str) -> Spot | None:
        place = self._order.get(bare[:3])
        return None if place is None else (place, bare[3:])

    @cached_property
    def _order(self) -> Mapping[str, int]:
        from coderdesk.storage.code_family import category_order

        return category_order(self._store)

    @cached_property
    def _top(self) -> _Leaf:
        from coderdesk.storage.code_family import headings_of

        return _leaf(headings_of(self._store))

    def _leaf_of(self, category: str) -> _Leaf:
        leaf = self._leaves.get(category)
        if leaf is None:
            from coderdesk.storage.code_family import family_of

            leaf = self._leaves[category] = _leaf(family_of(self._store, category))
        return leaf

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
        """Those of a heading and, shared by all that stand below it, those of the headings above."""
        if not path:
            return ()
        heading = path[0]
        if heading.id not in leaf.conditions:
            notes = leaf.family.notes.get(heading.id) or self._top.family.notes.get(heading.id) or ()
            own = conditions_of(notes, heading.level, len(path) - 1, self.spot_of)
            leaf.conditions[heading.id] = own + self._conditions(leaf, path[1:])
        return leaf.conditions[heading.id]

    def _endings(
        self, leaf: _Leaf, one: "StoredEntry", above: tuple["StoredEntry", ...], on: date
    ) -> tuple[SeventhCharacter, ...]:
        is_early = not self.is_loaded(CodeSystem.ICD10CM, on)
        whole = [
            child
            for child in leaf.children.get(undotted(one.code.value), ())
            if len(undotted(child.code.value)) == _WHOLE_LENGTH and (is_early or child.code.in_force.covers(on))
        ]
        if not whole:
            return ()
        tables = (leaf.family.seventh.get(heading.id) for heading in (one, *above))
        meanings = {row.character: row.meaning for row in next((rows for rows in tables if rows), ())}
        if not meanings:
            return ()  # seven characters without a table, as Z86.0100: an ordinary subdivision
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
    """The period that covers the date; else the first that begins after it; else the last one known."""
    covering = [one for one in periods if one.code.in_force.covers(on)]
    if covering:
        return covering[-1]
    coming = [one for one in periods if one.code.in_force.start is not None and one.code.in_force.start > on]
    nearest = coming[:1] or list(periods[-1:])
    return nearest[0] if nearest else None
