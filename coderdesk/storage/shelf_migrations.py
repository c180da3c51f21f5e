"""How a shelf comes from one version to the next; the version stands in the file's header."""

from collections.abc import Callable

from sqlalchemy import Connection

from coderdesk.storage.shelf_listing import SHELF_MARK
from coderdesk.storage.shelf_tables import covered_diagnosis, shelf_metadata


def _made_new(connection: Connection) -> None:
    shelf_metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {SHELF_MARK}")


def _with_coverage(connection: Connection) -> None:
    shelf_metadata.create_all(connection, tables=[covered_diagnosis])


# The step at place n brings version n to n + 1. Once released, the first is frozen as SQL of its day.
STEPS: tuple[Callable[[Connection], None], ...] = (_made_new, _with_coverage)


def brought_up_to_date(connection: Connection, version: int) -> None:
    """Within the caller's transaction, so that a step and what follows it stand together."""
    for number, step in enumerate(STEPS[version:], start=version + 1):
        step(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
