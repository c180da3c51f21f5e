"""Connections to the shelf: plain SQLite with a write-ahead log, so that rules read on while an import writes."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool, QueuePool

from coderdesk.storage.shelf_trouble import shelf_trouble_of

BUSY_MILLISECONDS = 10_000
_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cell_size_check = ON",
)
# Beyond these many pages the log is written into the file at the next chance, and is cut down to this size afterwards.
_WRITER_PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA journal_size_limit = 4194304", "PRAGMA cache_size = -32000")


def shelf_engine(path: Path, *, reads_only: bool) -> Engine:
    """Readers see the shelf as it was when they began to read; a writer takes the lock when it begins."""

    def connect() -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?mode={'rw' if reads_only else 'rwc'}"
        try:
            return _connected(uri, reads_only=reads_only)
        except sqlite3.Error as fault:
            raise shelf_trouble_of(fault, path) or fault from fault

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool if reads_only else NullPool, hide_parameters=True
    )

    def begins(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    event.listen(engine, "begin", begins)
    event.listen(engine, "handle_error", _speaks_of(path))
    return engine


def _connected(uri: str, *, reads_only: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS if reads_only else (*_PRAGMAS, *_WRITER_PRAGMAS):
            connection.execute(pragma)
        if reads_only:
            connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _speaks_of(path: Path) -> Callable[[ExceptionContext], None]:
    def translate(context: ExceptionContext) -> None:
        trouble = shelf_trouble_of(context.original_exception, path)
        if trouble is not None:
            raise trouble from context.original_exception

    return translate
