"""A copy of a vault that counts only after it was opened and checked. Copying the open file would lose what is in its log."""

import contextlib
import os
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from coderdesk.shared.files import write_atomically
from coderdesk.storage.connections import connect, trouble_of
from coderdesk.storage.durable import sync_file, sync_folder
from coderdesk.storage.keys import keys_path
from coderdesk.storage.migrations.runner import version_of
from coderdesk.storage.soundness import faults_of
from coderdesk.storage.trouble import BackupFailed, DiskFull


def back_up(connection: Any, source: Path, key: bytes, target: Path) -> None:
    """Make `target` and its key file from a keyed driver connection to `source`; an older target is replaced.

    Raises BackupFailed and DiskFull; an older target then stands as it was.
    """
    if target == source:
        raise BackupFailed(target, "a vault cannot be its own backup")
    draft = target.with_name(target.name + ".new")
    try:
        draft.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(draft),))
        draft.chmod(0o600)
        _keep_a_log(draft, key)
        _refuse_unless_whole(draft, key, version_of(connection), target)
        sync_file(draft)
        write_atomically(keys_path(target), keys_path(source).read_bytes())
        os.replace(draft, target)
        sync_folder(target.parent)
    except driver.Error as fault:
        trouble = trouble_of(fault, target)
        if isinstance(trouble, DiskFull):
            raise trouble from None
        raise BackupFailed(target, "the vault could not be copied there") from None
    except OSError as fault:
        raise BackupFailed(target, f"the disk refused it ({fault.strerror})") from fault
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def _keep_a_log(draft: Path, key: bytes) -> None:
    """VACUUM INTO does not carry over that the vault writes to a log first."""
    copy = connect(draft, key)
    try:
        copy.execute("PRAGMA journal_mode = WAL").fetchone()
    finally:
        copy.close()


def _refuse_unless_whole(draft: Path, key: bytes, version: int, target: Path) -> None:
    copy = connect(draft, key, uri_options="mode=ro&immutable=1")
    try:
        if version_of(copy) != version or faults_of(copy):
            raise BackupFailed(target, "the copy did not pass its check")
    finally:
        copy.close()
