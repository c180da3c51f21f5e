"""What lies on the shelf, read by the driver alone: the start asks at once, before SQLAlchemy is loaded."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from coderdesk.domain.coding.code_release import CodeSet, FileKind, ReleaseHeader
from coderdesk.domain.values.dates import Period
from coderdesk.storage.shelf_trouble import ShelfDamaged, ShelfNewer, shelf_trouble_of

SHELF_VERSION = 2
SHELF_MARK = 0x43444353  # "CDCS", the application_id in the file's header
# Kept in columns and asked for by rules pair by pair; everything else is read from first to last.
EDIT_SETS = frozenset((CodeSet.NCCI_PTP, CodeSet.MUE, CodeSet.ADD_ON, CodeSet.RELATIVE_VALUE, CodeSet.COVERAGE))
_RELEASES = """
SELECT id, code_set, kind, name, setting, part, starts, ends, publisher, licence, source, notice, rows, sha256, imported_at
FROM release ORDER BY id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvedRelease:
    """A release on the shelf. `part` tells files of one release apart ("f2"), `sha256` is of its rows."""

    id: int
    header: ReleaseHeader
    part: str
    rows: int
    sha256: str
    imported_at: datetime


def listed_releases(path: Path) -> tuple[ShelvedRelease, ...]:
    """In the order in which they were imported; () as long as nothing was. Raises ShelfTrouble."""
    if not path.exists():
        return ()
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("PRAGMA busy_timeout = 5000")
            connection.execute("PRAGMA query_only = ON")
            if not version_at(connection, path):
                return ()
            return releases_at(connection)
    except sqlite3.Error as fault:
        raise shelf_trouble_of(fault, path) or ShelfDamaged(path) from fault
    except (ValueError, TypeError) as fault:
        raise ShelfDamaged(path) from fault


def releases_at(connection: sqlite3.Connection) -> tuple[ShelvedRelease, ...]:
    return tuple(map(_shelved, connection.execute(_RELEASES)))


def version_at(connection: sqlite3.Connection, path: Path) -> int:
    """0 for a file with nothing in it yet. Raises ShelfDamaged for the file of another program, and ShelfNewer."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if (version or tables) and mark != SHELF_MARK:
        raise ShelfDamaged(path)
    if version > SHELF_VERSION:
        raise ShelfNewer(path, found=version, known=SHELF_VERSION)
    return version


def _shelved(row: tuple[Any, ...]) -> ShelvedRelease:
    number, code_set, kind, name, setting, part, starts, ends, publisher, licence, source, notice, rows, sha256, at = (
        row
    )
    return ShelvedRelease(
        id=int(number),
        header=ReleaseHeader(
            code_set=CodeSet(code_set),
            kind=FileKind(kind),
            release=name,
            in_force=Period(_day(starts), _day(ends)),
            publisher=publisher,
            licence=licence,
            source=source,
            notice=notice,
            setting=setting,
        ),
        part=part,
        rows=int(rows),
        sha256=sha256,
        imported_at=datetime.fromisoformat(at),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
