"""A vault: one encrypted file per practice, with its key file beside it, opened by a passphrase or the recovery code."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver

from coderdesk.shared.ids import new_id
from coderdesk.shared.ports import Clock
from coderdesk.storage.connections import connect, connect_for_work, trouble_of
from coderdesk.storage.durable import sync_file, sync_folder
from coderdesk.storage.encrypted_copy import back_up
from coderdesk.storage.inspection import inspect
from coderdesk.storage.keys import (
    LEAST_CHARACTERS,
    STANDARD_COST,
    KeyCost,
    keys_path,
    new_data_key,
    read_keys,
    seal,
    write_keys,
)
from coderdesk.storage.migrations import CURRENT_VERSION, STEPS
from coderdesk.storage.migrations.runner import migrate
from coderdesk.storage.recovery_code import new_recovery_code
from coderdesk.storage.trouble import (
    DelayInForce,
    DiskFull,
    DiskTrouble,
    PassphraseTooShort,
    ReadOnlyVault,
    UpgradeFailed,
    UpgradeWaits,
    VaultBusy,
    VaultClosed,
    VaultExists,
    VaultMissing,
    VaultTooNew,
    VaultTrouble,
    WrongPassphrase,
)
from coderdesk.storage.waiting import Waiting
from coderdesk.storage.window_lock import WindowLock, taken_lock

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from coderdesk.storage.unit_of_work import UnitOfWork

# SQLAlchemy takes longer to load than a vault takes to open, so the first unit of work loads it and not this module.

SUFFIX = ".vault"
_APPLICATION_ID = 0x43444B56  # "CDKV"
_OPEN_ELSEWHERE = (
    "This vault is open in another window, so it can only be read here. Close the other window to make changes."
)


class Vault:
    """An open vault. Every thread may read; writes follow one another. Closing it forgets the key."""

    def __init__(
        self, *, path: Path, vault_id: str, data_key: bytes, lock: WindowLock | None, read_only_reason: str = ""
    ) -> None:
        self.path = path
        self.vault_id = vault_id
        self.read_only_reason = read_only_reason
        self._data_key = data_key
        self._lock = lock
        self._making = threading.Lock()
        self._reader: Engine | None = None
        self._writer: Engine | None = None

    @property
    def is_read_only(self) -> bool:
        return bool(self.read_only_reason)

    @property
    def data_key(self) -> bytes:
        """Raises VaultClosed."""
        if not self._data_key:
            raise VaultClosed(self.path)
        return self._data_key

    @contextmanager
    def looking(self) -> Iterator[Any]:
        """A driver connection with one consistent picture of the vault, for the few queries that the first screen is made of.

        As `reading`, without waiting for SQLAlchemy. Raises VaultClosed, VaultDamaged, DiskTrouble.
        """
        connection = connect_for_work(self.path, self.data_key, reads_only=True)
        try:
            connection.execute("BEGIN")
            yield connection
        except driver.Error as fault:
            trouble = trouble_of(fault, self.path)
            if trouble is None:
                raise
            raise trouble from None  # the driver's message may quote a row
        finally:
            connection.close()

    @contextmanager
    def reading(self) -> Iterator["UnitOfWork"]:
        """One consistent picture of the vault, in which nothing can be written. Raises VaultClosed, VaultDamaged, DiskTrouble."""
        from coderdesk.storage.unit_of_work import UnitOfWork

        with self._reading_engine().connect() as connection:
            yield UnitOfWork(connection, now=None)

    @contextmanager
    def writing(self, *, actor: str, action: str, now: datetime) -> Iterator["UnitOfWork"]:
        """All or nothing: what is written inside, and who did it, is on the disk when the block is left without an error.

        Not to be nested. Raises ReadOnlyVault, VaultClosed, VaultBusy, DiskFull, DiskTrouble and what the gate refuses.
        """
        from coderdesk.storage.unit_of_work import UnitOfWork

        self._refuse_when_read_only()
        with self._writing_engine().begin() as connection:
            unit = UnitOfWork(connection, now=now)
            yield unit
            unit.audit.record(actor=actor, action=action, at=now, touched=unit.touched)

    def _reading_engine(self) -> "Engine":
        from coderdesk.storage.engine import work_engine

        with self._making:
            if self._reader is None:
                self._reader = work_engine(self.path, self.data_key, reads_only=True)
            return self._reader

    def _writing_engine(self) -> "Engine":
        from coderdesk.storage.engine import work_engine

        with self._making:
            if self._writer is None:
                self._writer = work_engine(self.path, self.data_key, reads_only=False)
            return self._writer

    @contextmanager
    def upkeep(self) -> Iterator[Any]:
        """A driver connection for backups and checks, never for rows."""
        connection = connect(self.path, self.data_key)
        try:
            yield connection
        finally:
            connection.close()

    def set_passphrase(self, passphrase: str) -> None:
        """Exchange the passphrase; the recovery code stays. Raises PassphraseTooShort, KeysMissing, KeysDamaged, DiskTrouble."""
        self._refuse_when_read_only()
        envelope = read_keys(self.path).with_passphrase(self.data_key, passphrase)
        with _disk_trouble(self.path):
            write_keys(keys_path(self.path), envelope)

    def new_recovery_code(self) -> str:
        """Make the old recovery code worthless. Raises as `set_passphrase` does."""
        self._refuse_when_read_only()
        code = new_recovery_code()
        envelope = read_keys(self.path).with_recovery_code(self.data_key, code)
        with _disk_trouble(self.path):
            write_keys(keys_path(self.path), envelope)
        return code

    def close(self) -> None:
        """Lock the vault: connections closed, log written back, key forgotten, others may write. May be called twice."""
        with self._making:
            engines, self._reader, self._writer = (self._reader, self._writer), None, None
            self._data_key = b""
        for engine in engines:
            if engine is not None:
                engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _refuse_when_read_only(self) -> None:
        if self.is_read_only:
            raise ReadOnlyVault(self.read_only_reason)


@dataclass(frozen=True, slots=True)
class CreatedVault:
    """`recovery_code` is shown and printed once; it stands nowhere in the files."""

    vault: Vault
    recovery_code: str


def create_vault(
    path: Path, *, passphrase: str, clock: Clock, state_folder: Path, cost: KeyCost = STANDARD_COST
) -> CreatedVault:
    """A new vault, open. Raises VaultExists, PassphraseTooShort, DiskFull, DiskTrouble, VaultBusy."""
    del clock, state_folder  # asked for as in `open_vault`, so that both are called alike
    for taken in (path, keys_path(path)):  # keys alone may belong to a vault that is elsewhere for the moment
        if taken.exists():
            raise VaultExists(taken)
    if len(passphrase) < LEAST_CHARACTERS:
        raise PassphraseTooShort(LEAST_CHARACTERS)
    code, vault_id, data_key = new_recovery_code(), new_id(), new_data_key()
    envelope = seal(vault_id=vault_id, data_key=data_key, passphrase=passphrase, recovery_code=code, cost=cost)
    with _disk_trouble(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = taken_lock(_lock_path(path))
        if lock is None:
            raise VaultBusy(path)
        with _released_on_error(lock):
            draft = path.with_name(path.name + ".new")
            _write_empty_vault(draft, data_key)
            write_keys(keys_path(path), envelope)
            os.replace(draft, path)
            sync_folder(path.parent)
            return CreatedVault(Vault(path=path, vault_id=vault_id, data_key=data_key, lock=lock), code)


def open_vault(path: Path, *, secret: str, clock: Clock, state_folder: Path) -> Vault:
    """Open with the passphrase or the recovery code, for writing unless another window was first.

    Raises VaultMissing, KeysMissing, KeysDamaged, DelayInForce, WrongPassphrase, VaultDamaged, VaultTooNew, UpgradeWaits,
    UpgradeFailed, DiskFull and DiskTrouble; the vault is then as it was.
    """
    data_key, vault_id = _unlocked(path, secret, Waiting(state_folder, clock))
    with _disk_trouble(path):
        lock = taken_lock(_lock_path(path))
        if lock is None:
            _refuse_other_version(path, data_key)
            return Vault(path=path, vault_id=vault_id, data_key=data_key, lock=None, read_only_reason=_OPEN_ELSEWHERE)
        with _released_on_error(lock):
            version = inspect(path, data_key)
            if version > CURRENT_VERSION:
                raise VaultTooNew(path, found=version, known=CURRENT_VERSION)
            if version < CURRENT_VERSION:
                _bring_up_to_date(path, data_key, version)
            return Vault(path=path, vault_id=vault_id, data_key=data_key, lock=lock)


def seconds_to_wait(path: Path, *, clock: Clock, state_folder: Path) -> int:
    """How long the vault still takes no passphrase; 0 when it does. Raises VaultMissing, KeysMissing, KeysDamaged."""
    if not path.exists():
        raise VaultMissing(path)
    return Waiting(state_folder, clock).seconds_left(read_keys(path).vault_id)


def _unlocked(path: Path, secret: str, waiting: Waiting) -> tuple[bytes, str]:
    if not path.exists():
        raise VaultMissing(path)
    envelope = read_keys(path)
    seconds = waiting.seconds_left(envelope.vault_id)
    if seconds:
        raise DelayInForce(seconds)
    data_key = envelope.unlock(secret)
    if data_key is None:
        raise WrongPassphrase(waiting.failed(envelope.vault_id))
    waiting.forget(envelope.vault_id)
    return data_key, envelope.vault_id


def _lock_path(path: Path) -> Path:
    """Beside the vault itself, so that a window that came by way of a link is told of one that did not."""
    real = path.resolve()
    return real.with_name(real.name + ".lock")


@contextmanager
def _released_on_error(lock: WindowLock) -> Iterator[None]:
    try:
        yield
    except BaseException:
        lock.release()
        raise


@contextmanager
def _disk_trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise (DiskFull(path) if fault.errno == 28 else DiskTrouble(path)) from fault
    except driver.Error as fault:
        trouble = trouble_of(fault, path)
        if trouble is None:
            raise
        raise trouble from None


def _write_empty_vault(draft: Path, data_key: bytes) -> None:
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    connection = connect(draft, data_key)
    try:
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        migrate(connection, STEPS, back_up=_nothing_to_lose)
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    finally:
        connection.close()
    sync_file(draft)


def _nothing_to_lose() -> None:
    """A vault that does not exist yet needs no backup."""


def _refuse_other_version(path: Path, data_key: bytes) -> None:
    """For the second window: the first one has inspected the file and brought it up to date."""
    connection = connect(path, data_key)
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()
    if version > CURRENT_VERSION:
        raise VaultTooNew(path, found=version, known=CURRENT_VERSION)
    if version < CURRENT_VERSION:
        raise UpgradeWaits(path)


def _bring_up_to_date(path: Path, data_key: bytes, version: int) -> None:
    connection = connect(path, data_key)
    back_up_first: Callable[[], None] = lambda: back_up(connection, path, data_key, before_upgrade(path, version))  # noqa: E731
    try:
        migrate(connection, STEPS, back_up=back_up_first)
    except VaultTrouble:
        raise
    except Exception as fault:
        trouble = trouble_of(fault, path)
        raise trouble or UpgradeFailed(path, found=version, wanted=CURRENT_VERSION) from fault
    finally:
        with contextlib.suppress(driver.Error):
            connection.close()


def before_upgrade(path: Path, version: int) -> Path:
    """Where the backup of the older version stands."""
    return path.with_name(f"{path.stem}.version-{version}{SUFFIX}")
