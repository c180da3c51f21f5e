"""Making, opening, locking and sharing a vault."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coderdesk.domain.billing.fees import Fee
from coderdesk.domain.values.kinds import Kind, Touched
from coderdesk.domain.values.money import Money
from coderdesk.shared.clock import FixedClock
from coderdesk.storage.backup import backup_vault
from coderdesk.storage.keys import STANDARD_COST, TRIAL_COST, keys_path, read_keys
from coderdesk.storage.trouble import (
    DelayInForce,
    NotInVault,
    NumberTooLarge,
    PassphraseTooShort,
    ReadOnlyVault,
    UnstorableText,
    VaultClosed,
    VaultExists,
    VaultMissing,
    WrongPassphrase,
)
from coderdesk.storage.unit_of_work import UnitOfWork
from coderdesk.storage.vault import CreatedVault, Vault, create_vault, seconds_to_wait
from tests.helpers.claims import PATIENT, PRACTICE
from tests.helpers.vaults import CLOCK, DRAFT, ENCOUNTER, NOW, PASSPHRASE, fill, opened, writing


@pytest.fixture
def created(tmp_path: Path) -> Iterator[CreatedVault]:
    made = create_vault(
        tmp_path / "new.vault", passphrase=PASSPHRASE, clock=CLOCK, state_folder=tmp_path / "state", cost=TRIAL_COST
    )
    yield made
    made.vault.close()


def names(vault: Vault) -> list[str]:
    with vault.reading() as unit:
        return [patient.name.last for patient in unit.patients.all()]


def test_a_new_vault_is_empty_open_and_private(created: CreatedVault) -> None:
    vault = created.vault
    assert not vault.is_read_only
    assert names(vault) == []
    assert vault.path.stat().st_mode & 0o077 == 0
    assert read_keys(vault.path).vault_id == vault.vault_id


def test_what_was_written_is_there_after_locking(created: CreatedVault) -> None:
    fill(created.vault)
    created.vault.close()
    vault = opened(created.vault.path)
    assert names(vault) == ["Rivera"]
    vault.close()
    assert sorted(file.name for file in vault.path.parent.glob("new*")) == [
        "new.vault",
        "new.vault.keys",
        "new.vault.lock",
    ]


def test_the_recovery_code_opens_it_too(created: CreatedVault) -> None:
    created.vault.close()
    vault = opened(created.vault.path, secret=created.recovery_code.lower().replace("-", " "))
    assert not vault.is_read_only
    vault.set_passphrase("a new beginning")
    vault.close()
    opened(vault.path, secret="a new beginning").close()


def test_a_new_recovery_code_makes_the_old_one_worthless(created: CreatedVault) -> None:
    code = created.vault.new_recovery_code()
    created.vault.close()
    opened(created.vault.path, secret=code).close()
    with pytest.raises(WrongPassphrase):
        opened(created.vault.path, secret=created.recovery_code)


def test_nothing_is_made_for_a_short_passphrase(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        create_vault(tmp_path / "a.vault", passphrase="short", clock=CLOCK, state_folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", ["", ".keys"])
def test_nothing_that_exists_is_overwritten(tmp_path: Path, suffix: str) -> None:
    """a vault, or a key file whose vault is elsewhere for the moment"""
    (tmp_path / f"a.vault{suffix}").write_text("precious")
    with pytest.raises(VaultExists):
        create_vault(tmp_path / "a.vault", passphrase=PASSPHRASE, clock=CLOCK, state_folder=tmp_path)
    assert [file.read_text() for file in tmp_path.iterdir()] == ["precious"]


def test_passphrases_are_stretched_unless_the_caller_asks_for_less(tmp_path: Path) -> None:
    """the memory and passes of RFC 9106's second recommended option"""
    made = create_vault(tmp_path / "a.vault", passphrase=PASSPHRASE, clock=CLOCK, state_folder=tmp_path)
    made.vault.close()
    assert read_keys(tmp_path / "a.vault").cost == STANDARD_COST
    assert STANDARD_COST.memory_kib >= 65536
    assert STANDARD_COST.passes >= 3


def test_a_missing_vault_is_named(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing, match="nowhere"):
        opened(tmp_path / "nowhere.vault")


def test_a_wrong_passphrase_is_refused_with_a_growing_delay(path: Path) -> None:
    """wrong, wrong at once, wrong after a second, right at once, right after two more"""
    with pytest.raises(WrongPassphrase) as first:
        opened(path, secret="wrong")
    with pytest.raises(DelayInForce) as at_once:
        opened(path, secret="wrong")
    later = FixedClock(NOW + timedelta(seconds=1))
    with pytest.raises(WrongPassphrase) as second:
        opened(path, secret="wrong", clock=later)
    with pytest.raises(DelayInForce):
        opened(path, clock=later)
    assert (first.value.seconds, at_once.value.seconds, second.value.seconds) == (1, 1, 2)
    assert seconds_to_wait(path, clock=later, state_folder=path.parent / "state") == 2
    opened(path, clock=FixedClock(NOW + timedelta(seconds=3))).close()
    assert seconds_to_wait(path, clock=CLOCK, state_folder=path.parent / "state") == 0


def test_a_write_leaves_an_audit_row(vault: Vault) -> None:
    with writing(vault, "write down the practice") as unit:
        unit.practice.save(PRACTICE)
        unit.patients.save(PATIENT)
        unit.patients.save(PATIENT)
        expected = (Touched(Kind.PRACTICE, PRACTICE.id), Touched(Kind.PATIENT, PATIENT.id))
        assert unit.touched == expected
    with vault.reading() as unit:
        (entry,) = unit.audit.tail()
    assert (entry.number, entry.at, entry.actor, entry.action) == (1, NOW, "tester", "write down the practice")
    assert entry.touched == expected


def test_nothing_of_a_failed_write_stays(vault: Vault) -> None:
    with pytest.raises(NotInVault), writing(vault) as unit:
        _write_and_stumble(unit)
    assert names(vault) == []
    with vault.reading() as unit:
        assert unit.audit.tail() == ()


def _write_and_stumble(unit: UnitOfWork) -> None:
    unit.patients.save(PATIENT)
    unit.encounters.get(ENCOUNTER.id)


def test_a_reader_sees_one_picture_while_others_write(practice: Vault) -> None:
    with practice.reading() as unit:
        before = unit.patients.get(PATIENT.id)
        writer = threading.Thread(target=_rename_patient, args=(practice,))
        writer.start()
        writer.join()
        assert unit.patients.get(PATIENT.id) == before
    assert names(practice) == ["Renamed"]


def _rename_patient(vault: Vault) -> None:
    with writing(vault) as unit:
        unit.patients.save(replace(PATIENT, name=replace(PATIENT.name, last="Renamed")))


def test_writers_of_several_threads_take_turns(practice: Vault) -> None:
    def add_one() -> None:
        for _ in range(10):
            with writing(practice) as unit:
                unit.settings.put("count", unit.settings.get("count", 0) + 1)

    threads = [threading.Thread(target=add_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with practice.reading() as unit:
        assert unit.settings.get("count") == 40
        assert len(unit.audit.tail(limit=1000)) == 41


def test_nothing_can_be_written_while_reading(practice: Vault) -> None:
    with practice.reading() as unit, pytest.raises(ReadOnlyVault):
        unit.patients.save(PATIENT)
    with practice.reading() as unit, pytest.raises(ReadOnlyVault):
        unit.documents.revise(DRAFT.id, "other words", based_on=DRAFT.hash)


def test_a_locked_vault_reads_and_writes_nothing(practice: Vault) -> None:
    practice.close()
    practice.close()
    with pytest.raises(VaultClosed), practice.reading():
        pass
    with pytest.raises(VaultClosed), writing(practice):
        pass
    with pytest.raises(VaultClosed):
        practice.set_passphrase("long enough")


def test_the_second_window_is_told_and_only_reads(practice: Vault) -> None:
    second = opened(practice.path)
    assert second.is_read_only
    assert "another window" in second.read_only_reason
    assert names(second) == ["Rivera"]
    with pytest.raises(ReadOnlyVault, match="another window"), writing(second):
        pass
    with pytest.raises(ReadOnlyVault):
        second.set_passphrase("long enough")
    with pytest.raises(ReadOnlyVault):
        second.new_recovery_code()
    _rename_patient(practice)
    assert names(second) == ["Renamed"]
    second.close()
    third = opened(practice.path)
    assert third.is_read_only
    third.close()


def test_when_the_first_window_closes_the_next_one_writes(practice: Vault) -> None:
    second = opened(practice.path)
    practice.close()
    third = opened(practice.path)
    assert second.is_read_only
    assert not third.is_read_only
    _rename_patient(third)
    assert names(second) == ["Renamed"]
    second.close()
    third.close()


def test_the_lock_goes_with_a_killed_process(path: Path) -> None:
    """a window in another process is killed while it has the vault open; what it wrote is there, and the vault is free"""
    child = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
        cwd=Path.cwd(),
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    second = opened(path)
    assert second.is_read_only
    second.close()
    child.kill()
    child.communicate()
    vault = opened(path)
    assert not vault.is_read_only
    assert names(vault) == ["Rivera"]
    vault.close()


_HOLD = """
import sys
from pathlib import Path
from tests.helpers.vaults import fill, opened
vault = opened(Path(sys.argv[1]))
fill(vault)
print("open", flush=True)
sys.stdin.read()
"""


def test_a_row_that_is_gone_is_an_error_with_a_sentence(practice: Vault) -> None:
    with practice.reading() as unit, pytest.raises(NotInVault, match="visit"):
        unit.encounters.get("gone")


@pytest.mark.parametrize("name", ["a #1? 100%.vault", "Ärzte & Söhne.vault", "a'b.vault"])
def test_a_vault_may_have_any_name(tmp_path: Path, name: str) -> None:
    made = create_vault(
        tmp_path / name, passphrase=PASSPHRASE, clock=CLOCK, state_folder=tmp_path / "state", cost=TRIAL_COST
    )
    fill(made.vault)
    backup_vault(made.vault, tmp_path / f"copy of {name}")
    made.vault.close()
    for path in (tmp_path / name, tmp_path / f"copy of {name}"):
        vault = opened(path)
        assert names(vault) == ["Rivera"]
        vault.close()


def test_a_vault_can_be_moved_with_its_key_file(practice: Vault, tmp_path: Path) -> None:
    practice.close()
    moved = tmp_path / "elsewhere" / "other name.vault"
    moved.parent.mkdir()
    shutil.move(practice.path, moved)
    shutil.move(keys_path(practice.path), keys_path(moved))
    vault = opened(moved)
    assert names(vault) == ["Rivera"]
    vault.close()


def test_a_window_that_came_by_a_link_is_told_of_the_other(created: CreatedVault, tmp_path: Path) -> None:
    """One vault under two names is still one vault, and one window writes to it."""
    path = created.vault.path
    linked = tmp_path / "linked.vault"
    linked.symlink_to(path)
    keys_path(linked).symlink_to(keys_path(path))
    second = opened(linked)
    try:
        assert second.is_read_only
    finally:
        second.close()


def test_keys_without_their_vault_are_left_alone_and_named(tmp_path: Path) -> None:
    """The vault may be elsewhere for the moment, and without its keys it would be lost."""
    keys = keys_path(tmp_path / "new.vault")
    keys.write_bytes(b"keys")
    with pytest.raises(VaultExists, match=r"new\.vault\.keys is already there"):
        create_vault(tmp_path / "new.vault", passphrase=PASSPHRASE, clock=CLOCK, state_folder=tmp_path, cost=TRIAL_COST)
    assert keys.read_bytes() == b"keys"


def test_half_a_character_pair_in_any_record_is_refused_in_a_sentence(vault: Vault) -> None:
    """As a broken clipboard pastes it into a name."""
    with pytest.raises(UnstorableText), writing(vault) as unit:
        unit.patients.save(replace(PATIENT, phone="\ud83d"))


def test_an_amount_beyond_all_bounds_is_refused_in_a_sentence(practice: Vault) -> None:
    with pytest.raises(NumberTooLarge), writing(practice) as unit:
        unit.fees.save_fees((Fee(code="99213", price=Money(2**63)),))
