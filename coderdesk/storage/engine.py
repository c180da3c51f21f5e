"""SQLAlchemy's engines over the connections of a vault: one that reads, one that writes."""

from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from coderdesk.storage.connections import connect_for_work, trouble_of


def work_engine(path: Path, key: bytes, *, reads_only: bool) -> Engine:
    """Readers take snapshots and may be several; the writer is one and takes the write lock when it begins."""
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect_for_work(path, key, reads_only=reads_only),
        poolclass=QueuePool,
        pool_size=4 if reads_only else 1,
        max_overflow=-1 if reads_only else 0,
        hide_parameters=True,
    )
    begin = "BEGIN" if reads_only else "BEGIN IMMEDIATE"

    def begins(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", begins)
    event.listen(engine, "handle_error", _speaks_of(path))
    return engine


def _speaks_of(path: Path) -> Callable[[ExceptionContext], None]:
    def translate(context: ExceptionContext) -> None:
        trouble = trouble_of(context.original_exception, path)
        if trouble is not None:
            raise trouble from None  # the driver's message may quote a row

    return translate
