"""A whole category of the tabular list in three queries: its codes of every period, their notes and 7th characters."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.coding.tabular import Level, NoteKind, SeventhCharacter, TabularNote, references_in
from coderdesk.domain.values.dates import Period
from coderdesk.storage.code_store import CodeStore, StoredEntry
from coderdesk.storage.code_tables import entry, note, seventh_character

_ICD = CodeSystem.ICD10CM.value
_AFTER_ALL = "~"
_HEADINGS = (Level.CHAPTER.value, Level.SECTION.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Entries in book order; notes in the order of the book and 7th characters by the id of the entry they stand at."""

    entries: tuple[StoredEntry, ...]
    notes: Mapping[int, tuple[TabularNote, ...]]
    seventh: Mapping[int, tuple[SeventhCharacter, ...]]


def family_of(store: CodeStore, category: str) -> Family:
    """Everything of a category, named by its three characters. Raises CodeStoreDamaged."""
    within = (entry.c.system == _ICD, entry.c.bare >= category, entry.c.bare < category + _AFTER_ALL)
    return _read(store, within)


def headings_of(store: CodeStore) -> Family:
    """The chapters and sections of ICD-10-CM."""
    return _read(store, (entry.c.system == _ICD, entry.c.level.in_(_HEADINGS)))


def category_order(store: CodeStore) -> Mapping[str, int]:
    """The place of each category in the book, which is not that of the alphabet: C7A stands before C76."""
    category = func.substr(entry.c.bare, 1, 3)
    chosen = (
        select(category, func.min(entry.c.id))
        .where(entry.c.system == _ICD, entry.c.level.not_in(_HEADINGS))
        .group_by(category)
    )
    found: dict[str, int] = {row[0]: row[1] for row in _rows(store, chosen)}
    return {bare: number for number, bare in enumerate(sorted(found, key=found.__getitem__))}


def first_day_of(store: CodeStore, system: CodeSystem) -> date | None:
    """The first day for which the store knows the codes of a system; None when it has none of them."""
    chosen = select(func.min(func.coalesce(entry.c.starts, date.min)), func.count()).where(
        entry.c.system == system.value, entry.c.is_billable
    )
    for first, count in _rows(store, chosen):
        if count:
            return first if isinstance(first, date) else date.fromisoformat(str(first))
    return None


def noted_texts(store: CodeStore) -> Iterator[TabularNote]:
    """Every note of ICD-10-CM, in book order; where it stands is not told."""
    chosen = select(note.c.kind, note.c.text).join(entry).where(entry.c.system == _ICD).order_by(note.c.id)
    for kind, text in _rows(store, chosen):
        yield TabularNote(kind=NoteKind(kind), text=text, stands_at="", references=references_in(text))


def _read(store: CodeStore, within: tuple[Any, ...]) -> Family:
    rows = _rows(store, select(entry).where(*within).order_by(entry.c.id))
    entries = tuple(
        StoredEntry(
            id=row.id,
            parent_id=row.parent_id,
            code=Code(
                system=CodeSystem.ICD10CM,
                value=row.value,
                title=row.title,
                in_force=Period(row.starts, row.ends),
                is_billable=row.is_billable,
                release=row.release,
            ),
            level=Level(row.level),
            codes_below=row.codes_below,
            has_children=row.has_children,
        )
        for row in rows
    )
    values = {one.id: one.code.value for one in entries}
    notes: dict[int, list[TabularNote]] = defaultdict(list)
    for row in _rows(store, select(note).join(entry).where(*within).order_by(note.c.id)):
        kind = NoteKind(row.kind)
        notes[row.entry_id].append(
            TabularNote(kind=kind, text=row.text, stands_at=values[row.entry_id], references=references_in(row.text))
        )
    seventh: dict[int, list[SeventhCharacter]] = defaultdict(list)
    for row in _rows(store, select(seventh_character).join(entry).where(*within).order_by(seventh_character.c.id)):
        seventh[row.entry_id].append(SeventhCharacter(row.character, row.meaning))
    return Family(
        entries=entries,
        notes={key: tuple(lines) for key, lines in notes.items()},
        seventh={key: tuple(lines) for key, lines in seventh.items()},
    )


def _rows(store: CodeStore, chosen: Select[Any]) -> Any:
    return store.rows(chosen)
