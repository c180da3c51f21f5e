"""A vault that cannot be trusted is refused with a sentence, and not a byte of it or beside it changes."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from coderdesk.domain.values.trouble import AppError
from coderdesk.storage.check import check_vault
from coderdesk.storage.connections import connect
from coderdesk.storage.keys import TRIAL_COST, keys_path
from coderdesk.storage.migrations import CURRENT_VERSION
from coderdesk.storage.trouble import KeysDamaged, KeysMissing, UpgradeWaits, VaultDamaged, VaultTooNew
from coderdesk.storage.vault import Vault, create_vault
from tests.helpers.vaults import ASSIGNMENTS, CLOCK, PASSPHRASE, clone, fill, opened, writing

PAGE = 4096


@pytest.fixture
def closed(vault: Vault) -> Path:
    """A vault with rows in it, closed; its key file beside it."""
    fill(vault, assignments=ASSIGNMENTS)
    vault.close()
    return vault.path


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files but the empty one by which windows exclude each other."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and file.suffix != ".lock"}


def refused(path: Path, trouble: type[AppError]) -> AppError:
    """Opening is refused, twice alike, and nothing was touched."""
    before = snapshot(path.parent)
    for _ in range(2):
        with pytest.raises(trouble) as caught:
            opened(path)
    assert snapshot(path.parent) == before
    return caught.value


def flipped(place: int) -> Callable[[bytes], bytes]:
    return lambda content: content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        flipped(0),
        flipped(17),
        flipped(PAGE - 1),
        flipped(5 * PAGE + 77),
        flipped(-1),
        flipped(-PAGE),
        lambda content: content[:-1],
        lambda content: content[:-PAGE],
        lambda content: content[: 3 * PAGE],
        lambda content: content[:PAGE],
        lambda content: content[:100],
        lambda content: content + bytes(PAGE),
        lambda content: content[: 4 * PAGE] + content[5 * PAGE : 6 * PAGE] + content[5 * PAGE :],
        lambda content: bytes(len(content)),
        lambda content: content[:0],
        lambda content: b"not a vault at all, but a letter of" + str(len(content)).encode(),
    ],
)
def test_damage_anywhere_is_found_at_opening(closed: Path, damage: Callable[[bytes], bytes]) -> None:
    """one bit in the salt, in a page, in the last page; cut off in many places; a page put in another's place; other files"""
    closed.write_bytes(damage(closed.read_bytes()))
    assert closed.name in str(refused(closed, VaultDamaged))


def test_every_page_is_under_guard(closed: Path) -> None:
    whole = closed.read_bytes()
    for page in range(len(whole) // PAGE):
        closed.write_bytes(flipped(page * PAGE + (page * 997) % PAGE)(whole))
        with pytest.raises(VaultDamaged):
            opened(closed)
    closed.write_bytes(whole)
    opened(closed).close()


def test_an_ordinary_database_is_refused(closed: Path) -> None:
    closed.unlink()
    with sqlite3.connect(closed) as plain:
        plain.execute("CREATE TABLE patient (name TEXT)")
        plain.execute("PRAGMA user_version = 1")
    plain.close()
    refused(closed, VaultDamaged)


def test_another_vaults_key_file_is_refused(closed: Path, tmp_path: Path) -> None:
    """the key file of a vault with the same passphrase"""
    other = tmp_path / "other" / "b.vault"
    create_vault(other, passphrase=PASSPHRASE, clock=CLOCK, state_folder=tmp_path, cost=TRIAL_COST).vault.close()
    shutil.copyfile(keys_path(other), keys_path(closed))
    assert "key file" in str(refused(closed, VaultDamaged))


def test_a_newer_vault_is_refused(closed: Path) -> None:
    _set_version(closed, CURRENT_VERSION + 1)
    assert "newer" in str(refused(closed, VaultTooNew))


def test_a_newer_vault_is_refused_in_a_second_window_too(practice: Vault) -> None:
    connection = connect(practice.path, practice.data_key)
    connection.execute(f"PRAGMA user_version = {CURRENT_VERSION + 1}")
    with pytest.raises(VaultTooNew):
        opened(practice.path)
    connection.execute(f"PRAGMA user_version = {CURRENT_VERSION - 1}")
    with pytest.raises(UpgradeWaits):
        opened(practice.path)
    connection.close()


def test_a_missing_key_file_is_refused(closed: Path) -> None:
    keys_path(closed).unlink()
    assert keys_path(closed).name in str(refused(closed, KeysMissing))


def test_a_garbled_key_file_is_refused(closed: Path) -> None:
    keys_path(closed).write_bytes(keys_path(closed).read_bytes()[:100])
    assert keys_path(closed).name in str(refused(closed, KeysDamaged))


def test_damage_under_a_log_that_a_crash_left_is_found(closed: Path, tmp_path: Path) -> None:
    """the log holds writes that were acknowledged; the file under it has a changed page; both stay as they are"""
    crashed = _with_log(closed, tmp_path / "crashed")
    whole = crashed.read_bytes()
    crashed.write_bytes(flipped(9 * PAGE + 5)(whole))
    refused(crashed, VaultDamaged)
    crashed.write_bytes(whole)
    vault = opened(crashed)
    with vault.reading() as unit:
        assert unit.settings.get("late") == "acknowledged"
    vault.close()


def test_a_newer_version_that_stands_only_in_the_log_is_noticed(closed: Path, tmp_path: Path) -> None:
    crashed = _with_log(closed, tmp_path / "crashed", f"PRAGMA user_version = {CURRENT_VERSION + 1}")
    refused(crashed, VaultTooNew)


def test_a_large_vault_is_looked_at_without_reading_all_of_it(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """first page and length are checked at once, the rest by the check of the whole vault; a log is taken as it is"""
    monkeypatch.setattr("coderdesk.storage.inspection.WHOLE_CHECK_BYTES", 0)
    whole = closed.read_bytes()
    for damage in (flipped(17), lambda content: content[:-PAGE]):
        closed.write_bytes(damage(whole))
        refused(closed, VaultDamaged)
    found_later = 0
    for page in range(1, len(whole) // PAGE):
        closed.write_bytes(flipped(page * PAGE)(whole))
        with contextlib.suppress(VaultDamaged):
            vault = opened(closed)
            assert check_vault(vault) != ()
            vault.close()
            found_later += 1
    assert found_later > 10
    closed.write_bytes(whole)
    crashed = _with_log(closed, tmp_path / "crashed")
    vault = opened(crashed)
    with vault.reading() as unit:
        assert unit.settings.get("late") == "acknowledged"
    vault.close()
    newer = _with_log(closed, tmp_path / "newer", f"PRAGMA user_version = {CURRENT_VERSION + 1}")
    with pytest.raises(VaultTooNew):
        opened(newer)


def _with_log(closed: Path, folder: Path, pragma: str = "") -> Path:
    """A copy of a vault as a power cut leaves it: with the last writes in its log."""
    vault = opened(closed)
    with writing(vault) as unit:
        unit.settings.put("late", "acknowledged")
    connection = connect(vault.path, vault.data_key)
    connection.execute(pragma or "SELECT 1")
    folder.mkdir()
    crashed = clone(closed, folder / closed.name)
    shutil.copyfile(f"{closed}-wal", f"{crashed}-wal")
    connection.close()
    vault.close()
    assert Path(f"{crashed}-wal").stat().st_size > 0
    return crashed


def _set_version(path: Path, version: int) -> None:
    vault = opened(path)
    connection = connect(path, vault.data_key)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    vault.close()
