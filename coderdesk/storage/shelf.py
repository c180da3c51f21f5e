"""The shelf: the code-set releases that the person imported, each whole or not there, in one plain SQLite file.

It is precious as the files it was made from may be gone, so it is migrated and never rebuilt. Whoever only reads opens
it cheaply; whoever writes has every page checked first.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, delete, insert, select
from sqlalchemy.exc import DatabaseError

from coderdesk.domain.coding.code_release import CodeSet, ImportRow, ReleaseHeader
from coderdesk.storage.shelf_engine import shelf_engine
from coderdesk.storage.shelf_listing import ShelvedRelease, listed_releases, releases_at, version_at
from coderdesk.storage.shelf_migrations import brought_up_to_date
from coderdesk.storage.shelf_rows import EDIT_ROWS, Kept, row_of
from coderdesk.storage.shelf_tables import EDIT_TABLES, mapping, page, release
from coderdesk.storage.shelf_trouble import ReleaseGone, ShelfDamaged, ShelfTrouble

_FETCHED = 5_000
_PACKING = 4  # of 9: five times as quick as 9 for a twentieth more


@dataclass(frozen=True, slots=True)
class Shelf:
    """For reading; safe to share between threads."""

    path: Path
    engine: Engine

    def releases(self) -> tuple[ShelvedRelease, ...]:
        """In the order in which they were imported."""
        return listed_releases(self.path)

    def mappings(self) -> tuple[str, ...]:
        """Saved column mappings as JSON, by name."""
        return tuple(row.mapping for row in self._all(select(mapping.c.mapping).order_by(mapping.c.name)))

    def rows(self, release_id: int) -> Iterator[ImportRow]:
        """The rows of a release, streamed in the order of the file, those of an edit table by code.

        Raises ReleaseGone and ShelfDamaged.
        """
        with self.engine.connect() as connection:
            found = connection.execute(select(release.c.code_set).where(release.c.id == release_id)).scalar()
            if found is None:
                raise ReleaseGone(str(release_id))
            table = EDIT_TABLES.get(found)
            try:
                if table is None:
                    yield from map(row_of, _unpacked(connection, release_id))
                else:
                    chosen = select(table).where(table.c.release_id == release_id)
                    for some in connection.execute(chosen).partitions(_FETCHED):
                        yield from map(EDIT_ROWS[found], some)
            except (ValueError, TypeError, ArithmeticError, zlib.error) as fault:
                raise ShelfDamaged(self.path) from fault

    def edits(self, code_set: CodeSet, chosen: Select[Any]) -> tuple[Any, ...]:
        """Rows of an edit table as values. Raises ShelfDamaged."""
        return tuple(map(EDIT_ROWS[code_set], self._all(chosen)))

    def close(self) -> None:
        self.engine.dispose()

    def _all(self, chosen: Select[Any]) -> Sequence[Row[Any]]:
        try:
            with self.engine.connect() as connection:
                return connection.execute(chosen).all()
        except (DatabaseError, ValueError) as fault:
            raise ShelfDamaged(self.path) from fault


def _unpacked(connection: Connection, release_id: int) -> Iterator[Kept]:
    chosen = select(page.c.packed).where(page.c.release_id == release_id).order_by(page.c.number)
    for (packed,) in connection.execute(chosen):
        yield from json.loads(zlib.decompress(packed))


@contextmanager
def open_shelf(path: Path) -> Iterator[Shelf | None]:
    """The shelf for reading, None as long as nothing was ever imported. Raises ShelfTrouble."""
    shelf = opened_shelf(path)
    try:
        yield shelf
    finally:
        if shelf is not None:
            shelf.close()


def opened_shelf(path: Path) -> Shelf | None:
    """As `open_shelf`, for a reader that closes it later."""
    if not path.exists():
        return None
    engine = shelf_engine(path, reads_only=True)
    try:
        with engine.connect() as connection:
            version = version_at(_driver(connection), path)
    except BaseException:
        engine.dispose()
        raise
    if version == 0:  # made by an import that ended before anything was in it
        engine.dispose()
        return None
    return Shelf(path, engine)


def _driver(connection: Connection) -> sqlite3.Connection:
    own = connection.connection.driver_connection
    assert isinstance(own, sqlite3.Connection)
    return own


@dataclass(frozen=True, slots=True)
class ShelfWriter:
    """One transaction on the shelf: what is added, taken away and saved here stands together or not at all."""

    connection: Connection
    path: Path

    def releases(self) -> tuple[ShelvedRelease, ...]:
        """Those of this transaction too."""
        return releases_at(_driver(self.connection))

    def begin_release(self, header: ReleaseHeader, *, part: str, at: datetime) -> "ReleaseWriter":
        values = {
            "code_set": header.code_set,
            "kind": header.kind,
            "name": header.release,
            "setting": header.setting,
            "part": part,
            "starts": header.in_force.start,
            "ends": header.in_force.end,
            "publisher": header.publisher,
            "licence": header.licence,
            "source": header.source,
            "notice": header.notice,
            "rows": 0,
            "sha256": "",
            "imported_at": at,
        }
        made = self.connection.execute(insert(release), values).inserted_primary_key
        assert made is not None
        return ReleaseWriter(self.connection, made[0], header)

    def remove(self, release_id: int) -> None:
        """Raises ReleaseGone."""
        found = self.connection.execute(select(release.c.code_set).where(release.c.id == release_id)).scalar()
        if found is None:
            raise ReleaseGone(str(release_id))
        for table in (EDIT_TABLES.get(found, page), release):
            column = table.c.id if table is release else table.c.release_id
            self.connection.execute(delete(table).where(column == release_id))

    def save_mapping(self, name: str, text: str) -> None:
        self.forget_mapping(name)
        self.connection.execute(insert(mapping), {"name": name, "mapping": text})

    def forget_mapping(self, name: str) -> None:
        self.connection.execute(delete(mapping).where(mapping.c.name == name))


class ReleaseWriter:
    """Takes the rows of one release, batch by batch, and at the end what they were."""

    def __init__(self, connection: Connection, release_id: int, header: ReleaseHeader) -> None:
        self.release_id = release_id
        self._connection = connection
        self._table = EDIT_TABLES.get(header.code_set)
        self._pages = 0
        self._statement = self._insert_statement()

    def add(self, batch: Sequence[Kept], text: str) -> None:
        """`text` is the batch as JSON, which the caller has anyway."""
        if self._table is None:
            packed = zlib.compress(text.encode(), _PACKING)
            values = {"release_id": self.release_id, "number": self._pages, "packed": packed}
            self._connection.execute(insert(page), values)
            self._pages += 1
        else:
            number = self.release_id
            self._connection.exec_driver_sql(self._statement, [(number, *row) for row in batch])

    def finish(self, *, rows: int, sha256: str) -> None:
        chosen = release.update().where(release.c.id == self.release_id)
        self._connection.execute(chosen.values(rows=rows, sha256=sha256))

    def _insert_statement(self) -> str:
        """Straight to the driver: a million dictionaries would take three times as long. A row that the file has twice
        is kept once."""
        if self._table is None:
            return ""
        statement = insert(self._table).prefix_with("OR IGNORE")
        names = [column.name for column in self._table.columns]
        return str(statement.compile(dialect=self._connection.dialect, column_keys=names))


@contextmanager
def writing_shelf(path: Path) -> Iterator[ShelfWriter]:
    """A transaction on the shelf, which is made when it is not there. Anything raised inside undoes it whole.

    Raises ShelfTrouble: damaged, newer, in use by another import, disk full or refusing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = shelf_engine(path, reads_only=False)
    try:
        with engine.begin() as connection:
            version = version_at(_driver(connection), path)
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise ShelfDamaged(path)
            brought_up_to_date(connection, version)
            yield ShelfWriter(connection, path)
    finally:
        engine.dispose()


def compact_shelf(path: Path) -> None:
    """Give the room of removed releases back to the disk; when that cannot be, the room is used by later imports."""
    with suppress(sqlite3.Error, ShelfTrouble), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("VACUUM")
