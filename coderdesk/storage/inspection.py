"""A look at a vault before it is opened, that leaves not a byte behind in or beside it."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlcipher3.dbapi2 as driver

from coderdesk.storage.connections import connect, trouble_of
from coderdesk.storage.migrations.runner import version_of
from coderdesk.storage.trouble import VaultDamaged

PAGE_BYTES = 4096
WHOLE_CHECK_BYTES = 48 * 2**20  # about 0.2 s; larger vaults are checked page by page on demand and before each backup


def inspect(path: Path, key: bytes) -> int:
    """The version of a vault that nobody else may write. Raises VaultDamaged, and leaves no trace.

    Damage is believed at the second look: a reading window that closes may be writing its log back during the first.
    """
    try:
        return _look(path, key)
    except VaultDamaged:
        return _look(path, key)


def _look(path: Path, key: bytes) -> int:
    """A log that a crash left behind belongs to the vault: then both are copied and the copy is looked at."""
    log = path.with_name(path.name + "-wal")
    if not log.exists() or not log.stat().st_size:
        return _look_at(path, path, key, "mode=ro&immutable=1")
    if path.stat().st_size > WHOLE_CHECK_BYTES:
        return _version(path, key)
    with TemporaryDirectory(prefix="coderdesk-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(log, copy.with_name(log.name))
        return _look_at(path, copy, key, "mode=rw")


def _version(path: Path, key: bytes) -> int:
    """Of a vault too large to be copied, with its log in place; both are read as they will be used."""
    try:
        connection = connect(path, key)
        try:
            return version_of(connection)
        finally:
            connection.close()
    except driver.Error as fault:
        raise trouble_of(fault, path) or VaultDamaged(path) from None


def _look_at(path: Path, file: Path, key: bytes, uri_options: str) -> int:
    try:
        connection = connect(file, key, uri_options=uri_options)
        try:
            return _version_of_whole(connection, path, file)
        finally:
            connection.close()
    except driver.Error as fault:
        raise trouble_of(fault, path) or VaultDamaged(path) from None


def _version_of_whole(connection: Any, path: Path, file: Path) -> int:
    version = version_of(connection)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    size = file.stat().st_size
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    if version <= 0 or pages * PAGE_BYTES != size:
        raise VaultDamaged(path)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if size <= WHOLE_CHECK_BYTES and connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        raise VaultDamaged(path)
    return version
