"""Brings a vault up to date: back up first, one transaction per step, and back to before on anything."""

from collections.abc import Callable, Mapping
from typing import Any


class BrokenReferences(Exception):
    """A step left rows that point at nothing: a bug in the step."""


def version_of(connection: Any) -> int:
    """The vault version; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Any, steps: Mapping[int, tuple[str, ...]], *, back_up: Callable[[], None]) -> None:
    """Take every step that is still ahead. The file must not be newer than the steps; the caller refuses that.

    `connection` is a keyed driver connection in autocommit mode that nobody else uses. Raises whatever a step raises, with
    the file at the last whole step.
    """
    version = version_of(connection)
    ahead = [number for number in sorted(steps) if number > version]
    if ahead and version:
        back_up()
    for number in ahead:
        _take(connection, number, steps[number])


def _take(connection: Any, number: int, statements: tuple[str, ...]) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements:
            connection.execute(statement)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise BrokenReferences(f"step {number}")
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
