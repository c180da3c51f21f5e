"""Caring for the open vault: lock it, change its secrets, check it, back it up."""

from pathlib import Path

from coderdesk.services.desk import Desk
from coderdesk.storage.backup import backup_vault
from coderdesk.storage.check import check_vault


def lock_vault(*, desk: Desk) -> None:
    """Close the vault and forget its key; another window may then write. May be called twice."""
    desk.vault.close()


def change_passphrase(*, desk: Desk, passphrase: str) -> None:
    """The old passphrase opens nothing any more; the recovery code stays. Raises PassphraseTooShort, ReadOnlyVault, DiskFull."""
    desk.vault.set_passphrase(passphrase)


def renew_recovery_code(*, desk: Desk) -> str:
    """A new code to print; the old one opens nothing any more. Raises ReadOnlyVault, DiskFull."""
    return desk.vault.new_recovery_code()


def check_whole_vault(*, desk: Desk) -> tuple[str, ...]:
    """What is wrong with the vault, page by page and row by row, in sentences; () when it is whole."""
    return check_vault(desk.vault)


def back_up_vault(*, desk: Desk, folder: Path) -> Path:
    """A copy with its key file, named for the day and checked before it counts. Raises BackupFailed, DiskFull."""
    target = folder / f"{desk.vault.path.stem} {desk.clock.today():%Y-%m-%d}.vault"
    backup_vault(desk.vault, target)
    return target
