"""Backups of an open vault."""

from pathlib import Path

from coderdesk.storage.encrypted_copy import back_up
from coderdesk.storage.vault import Vault


def backup_vault(vault: Vault, target: Path) -> None:
    """Make `target` and its key file, encrypted like the vault and opened by the same secrets; an older target is replaced.

    Raises BackupFailed, DiskFull and VaultClosed; an older target then stands as it was.
    """
    with vault.upkeep() as connection:
        back_up(connection, vault.path, vault.data_key, target)
