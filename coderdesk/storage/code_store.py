"""The code store: every heading and code of the installed sets with its notes and dates, in one rebuildable SQLite file."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, String, Table, cast, create_engine, func, insert, or_, select
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from coderdesk.domain.coding.code import Code, CodeSystem, undotted
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ReleaseHeader
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
from coderdesk.storage.code_tables import code_metadata, entry, note, prefix_count, release, seventh_character


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
    """A release that the store was built from, shipped or imported."""

    header: ReleaseHeader
    is_shipped: bool

    @property
    def system(self) -> CodeSystem | None:
        return self.header.code_set.code_system

    @property
    def name(self) -> str:
        return self.header.release

    @property
    def in_force(self) -> Period:
        return self.header.in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """A heading or code with its place in the book. `codes_below` counts billable codes of any date, each value once."""

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

    def codes_on(self, system: CodeSystem, on: date) -> Iterator[Code]:
        """Every code that may be reported on that date, in book order: tens of thousands, so without a row object each."""
        columns = (
            entry.c.value,
            entry.c.title,
            cast(entry.c.starts, String),
            cast(entry.c.ends, String),
            entry.c.release,
        )
        chosen = select(*columns).where(entry.c.system == system.value, entry.c.is_billable, *_in_force(on))
        periods: dict[tuple[str | None, str | None], Period] = {}
        for row in self._rows(chosen.order_by(entry.c.id)):
            value, title, starts, ends, release_name = tuple(row)
            in_force = periods.get((starts, ends)) or periods.setdefault((starts, ends), _period(starts, ends))
            yield Code(
                system=system, value=value, title=title, in_force=in_force, is_billable=True, release=release_name
            )

    def titles_on(self, system: CodeSystem, beginning: str, *, on: date) -> dict[str, str]:
        """The codes in force that begin so, by value, in book order, with their titles."""
        bare = undotted(beginning)
        within = (entry.c.bare >= bare, entry.c.bare < f"{bare}~", entry.c.is_billable, *_in_force(on))
        chosen = select(entry.c.value, entry.c.title).where(entry.c.system == system.value, *within)
        rows: Sequence[Any] = self._rows(chosen.order_by(entry.c.id))
        return dict(rows)

    def beginning_with(self, system: CodeSystem, prefix: str, *, on: date | None = None) -> tuple[StoredEntry, ...]:
        """Every entry whose value without its dot begins so, of any date unless one is given; in book order."""
        within = (entry.c.bare >= undotted(prefix), entry.c.bare < f"{undotted(prefix)}~")
        dated = () if on is None else _in_force(on)
        return tuple(
            self._entries(select(entry).where(entry.c.system == system.value, *within, *dated).order_by(entry.c.id))
        )

    def procedure_counts(self, beginnings: Sequence[str], on: date) -> dict[str, dict[str, int]]:
        """For beginnings of ICD-10-PCS codes of up to two characters what may follow, with the codes in force that begin so."""
        chosen = select(prefix_count.c.above, prefix_count.c.character, func.sum(prefix_count.c.codes)).where(
            prefix_count.c.above.in_(beginnings), *_in_force(on, prefix_count)
        )
        found: dict[str, dict[str, int]] = {beginning: {} for beginning in beginnings}
        rows: Sequence[Any] = self._rows(chosen.group_by(prefix_count.c.above, prefix_count.c.character))
        for above, character, codes in rows:
            found[above][character] = codes
        return found

    def children_of(self, parent: int | None, system: CodeSystem) -> tuple[StoredEntry, ...]:
        """In book order, whichever span of the heading `parent` names; the top headings of the system when it is None."""
        if parent is None:
            above = entry.c.parent_id.is_(None)
        else:
            named = select(entry.c.bare).where(entry.c.id == parent).scalar_subquery()
            twins = select(entry.c.id).where(entry.c.system == system.value, entry.c.bare == named)
            above = entry.c.parent_id.in_(twins)
        return tuple(self._entries(select(entry).where(entry.c.system == system.value, above).order_by(entry.c.id)))

    def parents_of(self, child: StoredEntry, on: date | None = None) -> tuple[StoredEntry, ...]:
        """From the top heading down to the one directly above, each as it was on the date if one is given."""
        above: list[StoredEntry] = []
        parent = child.parent_id
        while parent is not None:
            (last,) = self._entries(select(entry).where(entry.c.id == parent))
            then = self.entry_on(last.code.system, last.code.value, on) if on is not None else None
            above.insert(0, then or last)
            parent = last.parent_id
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
        return tuple(_release(row) for row in self._rows(select(release).order_by(release.c.id)))

    def close(self) -> None:
        self.engine.dispose()

    def _entries(self, chosen: Select[Any]) -> list[StoredEntry]:
        return [_stored(row) for row in self._rows(chosen)]

    def rows(self, chosen: Select[Any]) -> Sequence[Row[Any]]:
        """For the modules of storage that read the store's tables in their own way."""
        return self._rows(chosen)

    def _rows(self, chosen: Select[Any]) -> Sequence[Row[Any]]:
        try:
            with self.engine.connect() as connection:
                return connection.execute(chosen).all()
        except DatabaseError as error:
            raise CodeStoreDamaged from error


def _matching(system: CodeSystem, value: str) -> Select[Any]:
    return select(entry).where(entry.c.system == system.value, entry.c.bare == undotted(value))


def _in_force(on: date, table: Table = entry) -> tuple[Any, ...]:
    return (
        or_(table.c.starts.is_(None), table.c.starts <= on),
        or_(table.c.ends.is_(None), table.c.ends >= on),
    )


def _period(starts: str | None, ends: str | None) -> Period:
    return Period(date.fromisoformat(starts) if starts else None, date.fromisoformat(ends) if ends else None)


def _release(row: Row[Any]) -> StoredRelease:
    header = ReleaseHeader(
        code_set=CodeSet(row.code_set),
        kind=FileKind(row.kind),
        release=row.name,
        in_force=Period(row.starts, row.ends),
        publisher=row.publisher,
        licence=row.licence,
        source=row.source,
        notice=row.notice,
        validity_from=row.validity_from,
    )
    return StoredRelease(header=header, is_shipped=row.is_shipped)


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


def read_only_engine(path: Path) -> Engine:
    """For a finished file, which nobody writes any more."""

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True)


def open_code_store(path: Path) -> CodeStore:
    """Open a finished store. Raises CodeStoreDamaged when it is not one."""
    store = CodeStore(read_only_engine(path))
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
            _write_rows(connection, prefix_count, _prefix_rows(entries))
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
        "code_set": one.header.code_set.value,
        "kind": one.header.kind.value,
        "name": one.header.release,
        "publisher": one.header.publisher,
        "source": one.header.source,
        "licence": one.header.licence,
        "notice": one.header.notice,
        "is_shipped": one.is_shipped,
        "validity_from": one.header.validity_from,
        "starts": one.header.in_force.start,
        "ends": one.header.in_force.end,
    }


def _entry_rows(entries: Sequence[TabularEntry]) -> Iterator[tuple[Any, ...]]:
    places = {(one.system, one.value): place for place, one in enumerate(entries)}
    parents = [places.get((one.system, one.parent)) if one.parent else None for one in entries]
    below = _codes_below(entries, parents, places)
    with_children = {parent for parent in parents if parent is not None}
    for place, one in enumerate(entries):
        last = places[one.system, one.value]
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
            0 if one.is_billable else below[last],
            not one.is_billable and last in with_children,
        )


def _codes_below(
    entries: Sequence[TabularEntry], parents: Sequence[int | None], places: dict[tuple[CodeSystem, str], int]
) -> list[int]:
    """For the last row of each value the values below it that are a code in any of their spans."""
    below = [0] * len(entries)
    counted: set[int] = set()
    for place, one in enumerate(entries):
        last = places[one.system, one.value]
        if one.is_billable and last not in counted:
            counted.add(last)
            parent = parents[place]
            while parent is not None:
                below[parent] += 1
                parent = parents[parent]
    return below


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _prefix_rows(entries: Sequence[TabularEntry]) -> Iterator[tuple[Any, ...]]:
    counted = Counter(
        (one.value[:length], one.value[length], one.in_force)
        for one in entries
        if one.system is CodeSystem.ICD10PCS and one.is_billable
        for length in range(3)
    )
    for number, ((above, character, in_force), codes) in enumerate(counted.items()):
        yield number, above, character, codes, _day(in_force.start), _day(in_force.end)


def _note_rows(entries: Sequence[TabularEntry]) -> Iterator[tuple[Any, ...]]:
    lines = ((place, line) for place, one in enumerate(entries) for line in one.notes)
    for number, (place, line) in enumerate(lines):
        yield number, place, line.kind.value, line.text


def _seventh_rows(entries: Sequence[TabularEntry]) -> Iterator[tuple[Any, ...]]:
    rows = ((place, row) for place, one in enumerate(entries) for row in one.seventh_characters)
    for number, (place, row) in enumerate(rows):
        yield number, place, row.character, row.meaning
