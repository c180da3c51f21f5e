"""The code store: every heading and code of the installed sets with its notes and dates, in one rebuildable SQLite file."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, Table, create_engine, insert, select
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.tabular import (
    Level,
    NoteKind,
    SeventhCharacter,
    TabularEntry,
    TabularNote,
    references_in,
)
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.trouble import AppError
from coderdesk.storage.code_tables import code_metadata, entry, note, release, seventh_character


class CodeStoreDamaged(AppError):
    """The file exists and is not a code store that this program wrote."""

    def __init__(self) -> None:
        super().__init__(
            "The code index on this computer is damaged. No visit is touched by that. "
            "Start CoderDesk again and it builds the index anew."
        )


class CodeStoreNotWritten(AppError):
    """The disk refused the store's file."""

    def __init__(self) -> None:
        super().__init__(
            "The code book could not be written. Nothing else was changed. Free some space and start again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRelease:
    """A release that the store was built from, as its manifest describes it."""

    system: CodeSystem
    name: str
    publisher: str
    source: str
    licence: str
    in_force: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """A heading or code with its place in the book. `codes_below` counts billable codes of any date."""

    id: int
    parent_id: int | None
    code: Code
    level: Level
    codes_below: int
    has_children: bool


@dataclass(frozen=True, slots=True)
class CodeStore:
    """Read-only; safe to share between threads, each of which borrows its own connection."""

    engine: Engine
    known_releases: tuple[StoredRelease, ...] = ()

    def code_on(self, system: CodeSystem, value: str, date_of_service: date) -> Code | None:
        found = self.entry_on(system, value, date_of_service)
        return found.code if found and found.code.in_force.covers(date_of_service) else None

    def find(self, system: CodeSystem, value: str) -> Code | None:
        found = self._entries(_matching(system, value).order_by(entry.c.is_billable.desc(), entry.c.id))
        return found[0].code if found else None

    def entry_on(self, system: CodeSystem, value: str, on: date) -> StoredEntry | None:
        """The entry in force on that date, else the one nearest to it in time; None when there never was one."""
        found = self._entries(_matching(system, value).order_by(entry.c.id))
        in_force = [one for one in found if one.code.in_force.covers(on)]
        chosen = in_force or found
        return chosen[-1] if chosen else None

    def children_of(self, parent: int | None, system: CodeSystem) -> tuple[StoredEntry, ...]:
        """In book order; the top headings of the system when `parent` is None."""
        chosen = select(entry).where(entry.c.system == system.value, entry.c.parent_id == parent).order_by(entry.c.id)
        return tuple(self._entries(chosen))

    def parents_of(self, child: StoredEntry) -> tuple[StoredEntry, ...]:
        """From the top heading down to the one directly above."""
        above: list[StoredEntry] = []
        parent = child.parent_id
        while parent is not None:
            above[:0] = self._entries(select(entry).where(entry.c.id == parent))
            parent = above[0].parent_id
        return tuple(above)

    def notes_at(self, entries: Sequence[StoredEntry]) -> tuple[TabularNote, ...]:
        """The notes printed at these headings, heading by heading in the order given, each in book order."""
        names = {one.id: one.code.value for one in entries}
        rows = self._rows(select(note).where(note.c.entry_id.in_(names)).order_by(note.c.id))
        kinds = list(NoteKind)
        places = {identity: place for place, identity in enumerate(names)}
        ordered = sorted(rows, key=lambda row: (places[row.entry_id], kinds.index(NoteKind(row.kind)), row.id))
        return tuple(
            TabularNote(
                kind=NoteKind(row.kind),
                text=row.text,
                stands_at=names[row.entry_id],
                references=references_in(row.text),
            )
            for row in ordered
        )

    def seventh_characters_at(self, one: StoredEntry) -> tuple[SeventhCharacter, ...]:
        chosen = (
            select(seventh_character).where(seventh_character.c.entry_id == one.id).order_by(seventh_character.c.id)
        )
        return tuple(SeventhCharacter(row.character, row.meaning) for row in self._rows(chosen))

    def releases(self) -> tuple[StoredRelease, ...]:
        """Read once, at opening: the screen asks at every visit."""
        return self.known_releases or self._read_releases()

    def _read_releases(self) -> tuple[StoredRelease, ...]:
        return tuple(
            StoredRelease(
                system=CodeSystem(row.system),
                name=row.name,
                publisher=row.publisher,
                source=row.source,
                licence=row.licence,
                in_force=Period(row.starts, row.ends),
            )
            for row in self._rows(select(release).order_by(release.c.id))
        )

    def close(self) -> None:
        self.engine.dispose()

    def _entries(self, chosen: Select[Any]) -> list[StoredEntry]:
        return [_stored(row) for row in self._rows(chosen)]

    def _rows(self, chosen: Select[Any]) -> Sequence[Row[Any]]:
        try:
            with self.engine.connect() as connection:
                return connection.execute(chosen).all()
        except DatabaseError as error:
            raise CodeStoreDamaged from error


def _matching(system: CodeSystem, value: str) -> Select[Any]:
    return select(entry).where(entry.c.system == system.value, entry.c.bare == undotted(value))


def _stored(row: Row[Any]) -> StoredEntry:
    return StoredEntry(
        id=row.id,
        parent_id=row.parent_id,
        code=Code(
            system=CodeSystem(row.system),
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


def open_code_store(path: Path) -> CodeStore:
    """Open a finished store, which nobody writes any more. Raises CodeStoreDamaged when it is not one."""

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    store = CodeStore(create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True))
    try:
        return replace(store, known_releases=store.releases())
    except CodeStoreDamaged:
        store.close()
        raise


def write_code_store(path: Path, *, releases: Iterable[StoredRelease], entries: Sequence[TabularEntry]) -> None:
    """Write a new store file from all entries in book order; the folder exists, the file does not.

    Raises CodeStoreNotWritten when the disk refuses it.
    """
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    try:
        with engine.begin() as connection:
            code_metadata.create_all(connection)
            connection.execute(insert(release), [_release_row(one) for one in releases])
            _write_rows(connection, entry, _entry_rows(entries))
            _write_rows(connection, note, _note_rows(entries))
            _write_rows(connection, seventh_character, _seventh_rows(entries))
    except OperationalError as trouble:
        raise CodeStoreNotWritten from trouble
    finally:
        engine.dispose()


def _write_rows(connection: Connection, table: Table, rows: Iterator[tuple[Any, ...]]) -> None:
    """Rows as the columns stand, straight to the driver: a hundred thousand dictionaries would take three times as long."""
    many = list(rows)
    if many:
        statement = insert(table).compile(
            dialect=connection.dialect, column_keys=[column.name for column in table.columns]
        )
        connection.exec_driver_sql(str(statement), many)


def _release_row(one: StoredRelease) -> dict[str, Any]:
    return {
        "system": one.system.value,
        "name": one.name,
        "publisher": one.publisher,
        "source": one.source,
        "licence": one.licence,
        "starts": one.in_force.start,
        "ends": one.in_force.end,
    }


def _entry_rows(entries: Sequence[TabularEntry]) -> Iterator[tuple[Any, ...]]:
    # A value that stands twice (a code that became a heading) is the parent of what came later.
    places = {(one.system, one.value): place for place, one in enumerate(entries)}
    parents = [places[one.system, one.parent] if one.parent else None for one in entries]
    below = [0] * len(entries)
    has_children = [False] * len(entries)
    for place, one in enumerate(entries):
        parent = parents[place]
        if parent is not None:
            has_children[parent] = True
        while parent is not None and one.is_billable:
            below[parent] += 1
            parent = parents[parent]
    for place, one in enumerate(entries):
        yield (
            place,
            one.system.value,
            undotted(one.value),
            one.value,
            one.title,
            one.level.value,
            parents[place],
            one.is_billable,
            _day(one.in_force.start),
            _day(one.in_force.end),
            one.release,
            below[place],
            has_children[place],
        )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _note_rows(entries: Sequence[TabularEntry]) -> Iterator[tuple[Any, ...]]:
    lines = ((place, line) for place, one in enumerate(entries) for line in one.notes)
    for number, (place, line) in enumerate(lines):
        yield number, place, line.kind.value, line.text


def _seventh_rows(entries: Sequence[TabularEntry]) -> Iterator[tuple[Any, ...]]:
    rows = ((place, row) for place, one in enumerate(entries) for row in one.seventh_characters)
    for number, (place, row) in enumerate(rows):
        yield number, place, row.character, row.meaning
