"""Whether a vault is whole: every page, every row, and the promise that nothing undocumented is billable."""

from typing import Any

import sqlcipher3.dbapi2 as driver

_UNDOCUMENTED = """
SELECT count(*) FROM code_assignment
WHERE state = 'billable' AND id NOT IN (SELECT assignment_id FROM billable_now)
"""


def faults_of(connection: Any) -> list[str]:
    """What is wrong, without anything of a patient, seen through a keyed driver connection; empty when all is well."""
    try:
        pages = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        if pages:
            return [f"{pages} pages of the file were changed from outside or damaged."]
        return _faults_of_rows(connection)
    except driver.DatabaseError:
        return ["The file cannot be read to its end."]


def _faults_of_rows(connection: Any) -> list[str]:
    faults = []
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        faults.append("The order inside the file is broken.")
    missing = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    if missing:
        faults.append(f"{missing} rows point at rows that are not there.")
    undocumented = connection.execute(_UNDOCUMENTED).fetchone()[0]
    if undocumented:
        faults.append(f"{undocumented} codes are marked billable without a passage that supports them.")
    return faults
