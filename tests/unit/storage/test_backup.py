"""A backup counts only when it was opened and found whole; nothing older is lost when it fails."""

import shutil
from pathlib import Path

import pytest

from coderdesk.storage.backup import backup_vault
from coderdesk.storage.check import check_vault
from coderdesk.storage.connections import connect
from coderdesk.storage.keys import keys_path
from coderdesk.storage.trouble import BackupFailed, VaultClosed
from coderdesk.storage.vault import Vault
from tests.helpers.claims import PATIENT
from tests.helpers.vaults import ASSIGNMENTS, ENCOUNTER, fill, opened, writing


def test_a_backup_opens_like_the_vault_and_holds_all_of_it(vault: Vault, tmp_path: Path) -> None:
    """made while the vault is open and its last writes stand in the log"""
    fill(vault, assignments=ASSIGNMENTS)
    target = tmp_path / "backups" / "monday.vault"
    target.parent.mkdir()
    backup_vault(vault, target)
    assert sorted(file.name for file in target.parent.iterdir()) == ["monday.vault", "monday.vault.keys"]
    assert PATIENT.name.last.encode() not in target.read_bytes()
    with writing(vault) as unit:
        unit.settings.put("later", 1)
    copy = opened(target)
    assert check_vault(copy) == ()
    with writing(copy) as unit:
        assert unit.connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    with copy.reading() as unit:
        assert unit.assignments.of_encounter(ENCOUNTER.id) == ASSIGNMENTS
        assert unit.settings.get("later") is None
    with writing(copy) as unit:
        unit.settings.put("works", 1)
    copy.close()


def test_a_later_backup_takes_the_place_of_an_earlier_one(practice: Vault, tmp_path: Path) -> None:
    target = tmp_path / "daily.vault"
    backup_vault(practice, target)
    with writing(practice) as unit:
        unit.settings.put("second", 1)
    backup_vault(practice, target)
    copy = opened(target)
    with copy.reading() as unit:
        assert unit.settings.get("second") == 1
    copy.close()


def test_a_failing_backup_leaves_the_older_one(practice: Vault, tmp_path: Path) -> None:
    """the vault was damaged in the meantime"""
    target = tmp_path / "daily.vault"
    backup_vault(practice, target)
    before = target.read_bytes()
    practice.close()
    vault = opened(practice.path)
    content = bytearray(practice.path.read_bytes())
    content[-100] ^= 1
    practice.path.write_bytes(content)
    with pytest.raises(BackupFailed, match="as they were"):
        backup_vault(vault, target)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*.new"))
    assert check_vault(vault) != ()
    vault.close()


@pytest.mark.parametrize("folder", ["missing", "a file"])
def test_a_place_that_takes_no_file_is_an_error_with_a_sentence(practice: Vault, tmp_path: Path, folder: str) -> None:
    (tmp_path / "a file").write_text("in the way")
    with pytest.raises(BackupFailed):
        backup_vault(practice, tmp_path / folder / "a.vault")


def test_a_vault_is_not_its_own_backup(practice: Vault) -> None:
    with pytest.raises(BackupFailed):
        backup_vault(practice, practice.path)
    assert check_vault(practice) == ()


def test_a_locked_vault_makes_no_backup(practice: Vault, tmp_path: Path) -> None:
    practice.close()
    with pytest.raises(VaultClosed):
        backup_vault(practice, tmp_path / "a.vault")


def test_a_read_only_window_may_make_a_backup(practice: Vault, tmp_path: Path) -> None:
    second = opened(practice.path)
    backup_vault(second, tmp_path / "a.vault")
    second.close()
    opened(tmp_path / "a.vault").close()


def test_a_whole_vault_passes_its_check(vault: Vault) -> None:
    fill(vault, assignments=ASSIGNMENTS)
    assert check_vault(vault) == ()


@pytest.mark.parametrize(
    ("trigger", "statement", "words"),
    [
        ("code_assignment_documented", "UPDATE code_assignment SET state = 'billable'", "4 codes"),
        ("document_version_remains", "DELETE FROM document_version", "4 codes"),
        ("document_remains", "DELETE FROM document", "point at rows"),
    ],
)
def test_a_broken_promise_is_found(vault: Vault, trigger: str, statement: str, words: str) -> None:
    """rows changed by hand with the trigger dropped and foreign keys off"""
    fill(vault, assignments=ASSIGNMENTS)
    connection = connect(vault.path, vault.data_key)
    connection.execute(f"DROP TRIGGER {trigger}")
    if trigger == "code_assignment_documented":
        connection.execute("DELETE FROM evidence")
    connection.execute(statement)
    connection.close()
    assert words in " ".join(check_vault(vault))


def test_a_backup_needs_the_key_file(practice: Vault, tmp_path: Path) -> None:
    shutil.move(keys_path(practice.path), tmp_path / "away")
    with pytest.raises(BackupFailed):
        backup_vault(practice, tmp_path / "a.vault")
    assert not (tmp_path / "a.vault").exists()
