"""Nothing of a patient can be read from the files, the errors or the log without the key."""

import logging
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from coderdesk.storage.vault import Vault
from tests.helpers.claims import PATIENT
from tests.helpers.vaults import (
    ASSIGNMENTS,
    ENCOUNTER,
    NOW,
    PASSPHRASE,
    fill,
    opened,
    stored_claim,
    stored_invoice,
    writing,
)

WORDS = ("Rivera", "Luis", "Urinary tract", "CMH-004417", "1981-07-14", "N39.0", "Fir Lane", "CREATE TABLE", PASSPHRASE)


@pytest.fixture
def busy(vault: Vault) -> Vault:
    """A vault with everything in it, open, the last writes in its log."""
    fill(vault, assignments=ASSIGNMENTS)
    with writing(vault) as unit:
        unit.claims.add(stored_claim())
        unit.invoices.add(stored_invoice(1))
    return vault


def test_no_file_holds_readable_words(busy: Vault, tmp_path: Path) -> None:
    """the vault, its log, its shared memory, its keys and the waits, while it is open and after it was closed"""
    for _ in range(2):
        files = [file for file in tmp_path.rglob("*") if file.is_file()]
        assert any(file.name.endswith(".vault") for file in files)
        for file in files:
            content = file.read_bytes()
            found = [word for word in WORDS if word.encode() in content or word.encode("utf-16-le") in content]
            assert found == [], file.name
        busy.close()


def test_the_log_was_really_there(busy: Vault) -> None:
    log = Path(f"{busy.path}-wal")
    assert log.stat().st_size > 4096
    assert busy.path.read_bytes()[:15] != b"SQLite format 3"


def test_ordinary_sqlite_cannot_read_it(busy: Vault) -> None:
    busy.close()
    plain = sqlite3.connect(busy.path)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def test_errors_and_logs_hold_no_values(busy: Vault, caplog: pytest.LogCaptureFixture) -> None:
    """a row that breaks a constraint, with everything logged that the libraries log"""
    caplog.set_level(logging.DEBUG)
    twice = replace(PATIENT, guarantor_id="nobody at all", name=replace(PATIENT.name, last="Secretname"))
    with pytest.raises(DBAPIError) as caught, writing(busy) as unit:
        unit.patients.save(twice)
    told = f"{caught.value!r} {caught.value} {caplog.text}"
    assert "Secretname" not in told
    assert "nobody at all" not in told


def test_a_wrong_key_prints_nothing(busy: Vault, capfd: pytest.CaptureFixture[str]) -> None:
    """the cipher library would write to the terminal by itself"""
    busy.close()
    content = bytearray(busy.path.read_bytes())
    content[100] ^= 1
    busy.path.write_bytes(content)
    with pytest.raises(Exception, match="damaged"):
        opened(busy.path)
    assert capfd.readouterr() == ("", "")


def test_an_open_vault_does_not_show_its_key(busy: Vault) -> None:
    with busy.reading() as unit:
        shown = f"{busy!r} {vars(unit)!r} {unit.connection.engine!r} {unit.encounters.get(ENCOUNTER.id).id}"
    assert busy.data_key.hex() not in shown
    assert NOW.year == 2026
