"""Caring for the open vault."""

from pathlib import Path

import pytest

from coderdesk.services.desk import Desk
from coderdesk.services.vault import (
    back_up_vault,
    change_passphrase,
    check_whole_vault,
    lock_vault,
    renew_recovery_code,
)
from coderdesk.storage.trouble import VaultClosed
from coderdesk.storage.vault import open_vault


def reopened(desk: Desk, secret: str, path: Path | None = None) -> None:
    open_vault(path or desk.vault.path, secret=secret, clock=desk.clock, state_folder=desk.paths.state).close()


def test_both_secrets_can_be_changed(demo: Desk) -> None:
    change_passphrase(desk=demo, passphrase="a new passphrase")
    code = renew_recovery_code(desk=demo)
    lock_vault(desk=demo)
    reopened(demo, "a new passphrase")
    reopened(demo, code)


def test_a_locked_vault_shows_nothing(demo: Desk) -> None:
    lock_vault(desk=demo)
    lock_vault(desk=demo)
    with pytest.raises(VaultClosed), demo.vault.reading():
        pass


def test_the_demo_vault_is_whole_and_so_is_its_backup(demo: Desk, tmp_path: Path) -> None:
    assert check_whole_vault(desk=demo) == ()
    backup = back_up_vault(desk=demo, folder=tmp_path)
    assert backup.name == "Cedar Hill (demo) 2026-11-22.vault"
    reopened(demo, "cedar hill demo", backup)
