"""The key file: what opens it, what does not, and that no part of it can be exchanged."""

import json
import unicodedata
from pathlib import Path

import pytest

from coderdesk.storage.keys import TRIAL_COST, KeyEnvelope, keys_path, new_data_key, read_keys, seal, write_keys
from coderdesk.storage.recovery_code import new_recovery_code
from coderdesk.storage.trouble import KeysDamaged, KeysMissing, PassphraseTooShort

KEY = new_data_key()
CODE = new_recovery_code()
PASSPHRASE = "naïve café 12"


def sealed(vault_id: str = "one") -> KeyEnvelope:
    return seal(vault_id=vault_id, data_key=KEY, passphrase=PASSPHRASE, recovery_code=CODE, cost=TRIAL_COST)


def test_both_secrets_open_it_and_nothing_else_does() -> None:
    envelope = sealed()
    assert envelope.unlock(PASSPHRASE) == envelope.unlock(CODE.lower()) == KEY
    assert [envelope.unlock(wrong) for wrong in ("", PASSPHRASE.upper(), new_recovery_code(), CODE[:-1])] == [None] * 4


def test_a_passphrase_is_the_same_however_the_keyboard_composes_it() -> None:
    """é as one character on one computer, as e and an accent on another"""
    assert sealed().unlock(unicodedata.normalize("NFD", PASSPHRASE)) == KEY


def test_a_passphrase_that_looks_like_a_recovery_code_opens_it() -> None:
    looks = new_recovery_code()
    assert sealed().with_passphrase(KEY, looks).unlock(looks) == KEY


def test_a_new_passphrase_and_a_new_code_replace_the_old_ones() -> None:
    changed = sealed().with_passphrase(KEY, "another one").with_recovery_code(KEY, new := new_recovery_code())
    assert changed.unlock("another one") == changed.unlock(new) == KEY
    assert changed.unlock(PASSPHRASE) is None
    assert changed.unlock(CODE) is None


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(PassphraseTooShort):
        sealed().with_passphrase(KEY, "seven77")


def test_it_survives_the_disk(tmp_path: Path) -> None:
    vault = tmp_path / "a.vault"
    write_keys(keys_path(vault), sealed())
    assert read_keys(vault) == read_keys(vault)
    assert read_keys(vault).unlock(PASSPHRASE) == KEY
    assert keys_path(vault).stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir()] == ["a.vault.keys"]


def test_the_file_holds_neither_key_nor_secret(tmp_path: Path) -> None:
    vault = tmp_path / "a.vault"
    write_keys(keys_path(vault), sealed())
    content = keys_path(vault).read_text()
    assert not any(secret in content for secret in (KEY.hex(), PASSPHRASE, CODE, CODE.replace("-", "")))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing, match=r"a\.vault\.keys"):
        read_keys(tmp_path / "a.vault")


def _without(name: str):
    return lambda content: {key: value for key, value in content.items() if key != name}


@pytest.mark.parametrize(
    "garble",
    [
        list,
        lambda content: {**content, "format": 2},
        _without("vault_id"),
        _without("argon2id"),
        _without("recovery_code"),
        lambda content: {**content, "passphrase": {**content["passphrase"], "sealed": "abcd"}},
        lambda content: {**content, "passphrase": {**content["passphrase"], "salt": "zz"}},
        lambda content: {**content, "argon2id": {**content["argon2id"], "memory_kib": 2**40}},
        lambda content: {**content, "argon2id": {**content["argon2id"], "passes": 10**9}},
        lambda content: {**content, "argon2id": {**content["argon2id"], "lanes": "x"}},
        lambda content: {**content, "argon2id": {**content["argon2id"], "extra": 1}},
    ],
)
def test_a_garbled_file_is_refused_and_named(tmp_path: Path, garble) -> None:
    """cut values, foreign formats, and costs that would take all memory or run for hours"""
    vault = tmp_path / "a.vault"
    write_keys(keys_path(vault), sealed())
    keys_path(vault).write_text(json.dumps(garble(json.loads(keys_path(vault).read_text()))))
    with pytest.raises(KeysDamaged, match=r"a\.vault\.keys"):
        read_keys(vault)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"null", b"[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path: Path, content: bytes) -> None:
    vault = tmp_path / "a.vault"
    keys_path(vault).write_bytes(content)
    with pytest.raises(KeysDamaged):
        read_keys(vault)


def test_another_vaults_parts_do_not_fit(tmp_path: Path) -> None:
    """the passphrase part of one vault's key file pasted into another's with the same passphrase"""
    vault = tmp_path / "a.vault"
    write_keys(keys_path(vault), sealed("one"))
    mine = json.loads(keys_path(vault).read_text())
    write_keys(keys_path(vault), sealed("two"))
    pasted = json.loads(keys_path(vault).read_text()) | {"passphrase": mine["passphrase"]}
    keys_path(vault).write_text(json.dumps(pasted))
    assert read_keys(vault).unlock(PASSPHRASE) is None
    assert read_keys(vault).unlock(CODE) == KEY


def test_a_cost_without_end_is_a_damaged_file(tmp_path: Path) -> None:
    """1e400 reads as infinity"""
    vault = tmp_path / "practice.vault"
    write_keys(keys_path(vault), sealed())
    garbled = keys_path(vault).read_text().replace('"passes": 1', '"passes": 1e400')
    keys_path(vault).write_text(garbled)
    with pytest.raises(KeysDamaged):
        read_keys(vault)
