"""Connections to an encrypted vault: the key, the pragmas, the rights of ordinary connections, and the words of its errors.

All that is SQLite's own and not SQL's stands here, in `gate.py` and in the migration steps. SQLAlchemy is not needed for it, so
that a vault opens before it is loaded.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from coderdesk.domain.clinical.document import content_hash
from coderdesk.domain.values.trouble import AppError
from coderdesk.storage.trouble import (
    DiskFull,
    DiskTrouble,
    NumberTooLarge,
    ReadOnlyVault,
    UnstorableText,
    VaultBusy,
    VaultDamaged,
)

BUSY_MILLISECONDS = 5000
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA synchronous = FULL",  # in WAL mode FULL makes an acknowledged commit survive a power cut
    "PRAGMA fullfsync = ON",  # macOS answers an ordinary fsync before the disk has the bytes
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA temp_store = MEMORY",  # nothing of a patient in an unencrypted temporary file
    "PRAGMA cell_size_check = ON",
    "PRAGMA cache_size = -32000",  # KiB; each page that is read again is deciphered again
)
_ROW_ACTIONS = frozenset(
    {
        driver.SQLITE_SELECT,
        driver.SQLITE_READ,
        driver.SQLITE_TRANSACTION,
        driver.SQLITE_RECURSIVE,
        driver.SQLITE_SAVEPOINT,
    }
)
_QUESTIONS = frozenset(
    {
        "read_uncommitted",
        "query_only",
        "foreign_keys",
        "foreign_key_check",
        "synchronous",
        "journal_mode",
        "user_version",
        "integrity_check",
        "cipher_integrity_check",
    }
)


def connect(path: Path, key: bytes, *, uri_options: str = "") -> Any:
    """A keyed connection without any rights taken away, for the vault's own upkeep.

    `uri_options` as in "mode=ro&immutable=1". The key is only tried when something is read.
    """
    uri = f"{path.absolute().as_uri()}?{uri_options or 'mode=rw'}"
    connection = driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")  # before the key, or a wrong one writes to the terminal
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.create_function("content_hash", 1, content_hash, deterministic=True)
    return connection


def connect_for_work(path: Path, key: bytes, *, reads_only: bool) -> Any:
    """A connection that reads and writes rows and nothing else: no schema change, no pragma, no second file."""
    connection = connect(path, key)
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    if reads_only:
        connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(_allow_rows_only)
    return connection


def trouble_of(fault: BaseException | None, path: Path) -> AppError | None:
    """The sentence for a driver's error, or None when it is a bug."""
    from coderdesk.storage.gate import REFUSALS  # the gate's whole text, for an error only

    if isinstance(fault, UnicodeEncodeError):
        return UnstorableText()
    if isinstance(fault, OverflowError):
        return NumberTooLarge()
    message = str(fault)
    for mark, refusal in REFUSALS.items():
        if message.startswith(mark):
            return refusal()
    code = getattr(fault, "sqlite_errorcode", None)
    known: dict[int, Callable[[Path], AppError]] = {
        driver.SQLITE_FULL: DiskFull,
        driver.SQLITE_IOERR: DiskTrouble,
        driver.SQLITE_CANTOPEN: DiskTrouble,
        driver.SQLITE_PERM: DiskTrouble,
        driver.SQLITE_READONLY: lambda _: ReadOnlyVault(),
        driver.SQLITE_BUSY: VaultBusy,
        driver.SQLITE_CORRUPT: VaultDamaged,
        driver.SQLITE_NOTADB: VaultDamaged,
    }
    sentence = known.get(code & 0xFF) if isinstance(code, int) else None
    return sentence(path) if sentence else None


def _allow_rows_only(action: int, first: str | None, second: str | None, *_: object) -> int:
    """SQLite asks while it prepares a statement; what `first` and `second` name depends on the action."""
    if action == driver.SQLITE_PRAGMA:
        is_allowed = second is None and first in _QUESTIONS
    elif action == driver.SQLITE_FUNCTION:
        is_allowed = second not in ("load_extension", "sqlcipher_export")
    elif action in (driver.SQLITE_INSERT, driver.SQLITE_UPDATE, driver.SQLITE_DELETE):
        is_allowed = not str(first).startswith("sqlite_")
    else:
        is_allowed = action in _ROW_ACTIONS
    return int(driver.SQLITE_OK if is_allowed else driver.SQLITE_DENY)
