"""The disk and other programs misbehave, and the person reads a sentence; what was acknowledged stays."""

import subprocess
import sys
from pathlib import Path

import pytest

from coderdesk.storage.check import check_vault
from coderdesk.storage.connections import connect
from coderdesk.storage.trouble import DiskFull, VaultBusy, VaultDamaged
from coderdesk.storage.vault import Vault
from tests.helpers.vaults import opened, writing


def pragma(vault: Vault, name: str, *, reading: bool = False) -> object:
    unit_of_work = vault.reading() if reading else writing(vault)
    with unit_of_work as unit:
        return unit.connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_an_acknowledged_write_survives_a_power_cut(vault: Vault) -> None:
    """the log is flushed at each commit: synchronous 2 is FULL"""
    assert (pragma(vault, "journal_mode"), pragma(vault, "synchronous")) == ("wal", 2)
    assert pragma(vault, "foreign_keys") == 1
    assert pragma(vault, "query_only") == 0


def test_a_reader_cannot_write(vault: Vault) -> None:
    assert pragma(vault, "query_only", reading=True) == 1


def test_a_full_disk_keeps_what_was_there(practice: Vault) -> None:
    """the file may not grow any more; a later, smaller write works again"""
    practice.close()
    vault = opened(practice.path)
    with writing(vault) as unit:
        inner = unit.connection.connection.dbapi_connection
        inner.set_authorizer(None)
        pages = inner.execute("PRAGMA page_count").fetchone()[0]
        inner.execute(f"PRAGMA max_page_count = {pages}")
        unit.settings.put("before", 1)
    with pytest.raises(DiskFull, match="full"), writing(vault) as unit:
        unit.settings.put("big", "x" * 200_000)
    with writing(vault) as unit:
        assert unit.settings.all() == {"before": 1}
        unit.settings.put("small", 2)
    assert check_vault(vault) == ()
    vault.close()


def test_a_disk_that_refuses_is_an_error_with_a_sentence(path: Path) -> None:
    """a process that may not make files larger than the vault is: the log cannot be written"""
    child = subprocess.run(
        [sys.executable, "-c", _REFUSED, str(path)], capture_output=True, text=True, cwd=Path.cwd(), check=False
    )
    assert child.stdout == "DiskTrouble\n", child.stderr
    vault = opened(path)
    with vault.reading() as unit:
        assert unit.settings.all() == {"before": 1}
    vault.close()


_REFUSED = """
import resource, sys
from pathlib import Path
from coderdesk.domain.values.trouble import AppError
from tests.helpers.vaults import opened, writing
vault = opened(Path(sys.argv[1]))
with writing(vault) as unit:
    unit.settings.put("before", 1)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    with writing(vault) as unit:
        unit.settings.put("big", "x" * 1_000_000)
except AppError as trouble:
    print(type(trouble).__name__)
"""


def test_a_vault_that_someone_else_holds_too_long_is_busy(vault: Vault) -> None:
    """another program has taken the write lock; the wait is cut short for the test"""
    with writing(vault) as unit:
        inner = unit.connection.connection.dbapi_connection
        inner.set_authorizer(None)
        inner.execute("PRAGMA busy_timeout = 0")
    other = connect(vault.path, vault.data_key)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(VaultBusy), writing(vault):
        pass
    other.execute("ROLLBACK")
    other.close()
    with writing(vault) as unit:
        unit.settings.put("after", 1)


def test_damage_that_appears_while_the_vault_is_open_is_named(practice: Vault) -> None:
    practice.close()
    vault = opened(practice.path)
    content = bytearray(practice.path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 50] ^= 1
    practice.path.write_bytes(content)
    with pytest.raises(VaultDamaged), vault.reading() as unit:
        unit.patients.all()
    vault.close()
