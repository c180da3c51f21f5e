"""Every way to the current vault version ends in the same vault, and a step that fails leaves the old one."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_mock_engine

from coderdesk.storage import migrations
from coderdesk.storage.connections import connect
from coderdesk.storage.gate import GATE
from coderdesk.storage.keys import keys_path, new_data_key
from coderdesk.storage.migrations import CURRENT_VERSION, STEPS
from coderdesk.storage.migrations.runner import BrokenReferences, migrate, version_of
from coderdesk.storage.tables import metadata
from coderdesk.storage.trouble import UpgradeFailed
from coderdesk.storage.vault import before_upgrade
from tests.helpers.vaults import PASSPHRASE, clone, make_template, opened

DATA = Path(__file__).parent / "data"
KEY = new_data_key()
STEP_FILES = sorted(Path(migrations.__file__).parent.glob("step_*.py"))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Any]:
    """A keyed connection to an empty file."""
    (tmp_path / "a.vault").touch()
    connection = connect(tmp_path / "a.vault", KEY)
    yield connection
    connection.close()


def no_backup() -> None:
    raise AssertionError("a new file needs no backup")


def schema(connection: Any) -> dict[tuple[str, str], str]:
    """Every object of the schema by kind and name, without regard to white space."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(kind, name): re.sub(r"\s+", " ", re.sub(r"\s*([(),])\s*", r"\1", sql)).strip() for kind, name, sql in rows}


def described(connection: Any) -> dict[tuple[str, str], str]:
    """The schema that the tables and the gate describe today."""
    engine = create_mock_engine(
        "sqlite://", lambda statement, *_: connection.execute(str(statement.compile(dialect=engine.dialect)))
    )
    metadata.create_all(engine, checkfirst=False)
    for statement in GATE:
        connection.execute(statement)
    return schema(connection)


def test_the_steps_lead_to_the_tables_and_the_gate_of_today(file: Any, tmp_path: Path) -> None:
    migrate(file, STEPS, back_up=no_backup)
    (tmp_path / "b.vault").touch()
    fresh = connect(tmp_path / "b.vault", KEY)
    wanted = described(fresh)
    fresh.close()
    assert schema(file) == wanted
    assert len(wanted) > 80
    assert version_of(file) == CURRENT_VERSION


@pytest.mark.parametrize("step", STEP_FILES, ids=lambda step: step.stem)
def test_a_step_imports_nothing_and_has_its_stored_vault(step: Path) -> None:
    """a vault as the release of that version wrote it, kept for ever"""
    assert not re.search(r"^\s*(import|from)\s", step.read_text(), re.MULTILINE)
    number = int(step.stem.removeprefix("step_"))
    assert number in STEPS
    assert (DATA / f"version_{number}.vault").exists()
    assert keys_path(DATA / f"version_{number}.vault").exists()


def test_the_steps_are_numbered_from_one_without_gaps() -> None:
    assert sorted(STEPS) == list(range(1, len(STEP_FILES) + 1))


@pytest.mark.parametrize("version", sorted(STEPS))
def test_a_stored_vault_of_each_version_opens_with_all_it_holds(tmp_path: Path, version: int) -> None:
    path = clone(DATA / f"version_{version}.vault", tmp_path / "old.vault")
    vault = opened(path)
    with vault.reading() as unit:
        assert unit.practice.get().name == "Alder Creek Family Medicine"
        assert [(row.account, row.status.value) for row in unit.encounters.all()] == [
            ("V-2026-0042", "in_progress"),
            ("V-2026-0043", "in_progress"),
        ]
        codes = unit.assignments.of_encounter(unit.encounters.all()[0].id)
        assert [row.code for row in codes] == ["N39.0", "E11.9", "99213", "81002"]
        assert all(row.is_billable for row in codes)
        assert unit.claims.get(unit.claims.all()[0].id).claim.control == "V-2026-0042"
        assert [row.display_number for row in unit.invoices.all()] == ["2026-00001"]
        assert unit.audit.tail()[-1].action == "test"
    vault.close()
    connection = connect(path, _key_of(path))
    assert schema(connection) == _schema_of_new_vault(tmp_path)
    connection.close()


def _key_of(path: Path) -> bytes:
    vault = opened(path)
    key = vault.data_key
    vault.close()
    return key


def _schema_of_new_vault(folder: Path) -> dict[tuple[str, str], str]:
    path = make_template(folder)
    connection = connect(path, _key_of(path))
    made = schema(connection)
    connection.close()
    return made


# -- the runner, with steps of its own

FIRST = ("CREATE TABLE a (id INTEGER PRIMARY KEY)", "INSERT INTO a VALUES (1)")
SECOND = ("ALTER TABLE a ADD COLUMN word TEXT", "UPDATE a SET word = 'kept'")


def rows(connection: Any) -> list[Any]:
    return list(connection.execute("SELECT * FROM a").fetchall())


def test_only_the_steps_ahead_are_taken_after_one_backup(file: Any) -> None:
    backups: list[int] = []
    migrate(file, {1: FIRST}, back_up=no_backup)
    migrate(file, {1: FIRST, 2: SECOND, 3: ()}, back_up=lambda: backups.append(version_of(file)))
    migrate(file, {1: FIRST, 2: SECOND, 3: ()}, back_up=no_backup)
    assert rows(file) == [(1, "kept")]
    assert (version_of(file), backups) == (3, [1])


@pytest.mark.parametrize(
    ("broken", "trouble"),
    [
        (("NOT SQL AT ALL",), driver.OperationalError),
        (("CREATE TABLE c (a_id REFERENCES a (id))", "INSERT INTO c VALUES (7)"), BrokenReferences),
        (("COMMIT", "NOT SQL"), driver.OperationalError),
    ],
)
def test_a_failing_step_is_undone_and_the_steps_before_it_stay(
    file: Any, broken: tuple[str, ...], trouble: type[Exception]
) -> None:
    """bad SQL at the end, rows that point at nothing, a step that meddles with the transaction"""
    migrate(file, {1: FIRST}, back_up=no_backup)
    before = schema(file)
    steps = {1: FIRST, 2: SECOND, 3: ("CREATE TABLE b (x)", *broken)}
    with pytest.raises(trouble):
        migrate(file, steps, back_up=lambda: None)
    assert version_of(file) == 2
    assert rows(file) == [(1, "kept")]
    assert file.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert not file.in_transaction
    assert "COMMIT" in broken or set(schema(file)) == set(before)


def test_nothing_is_touched_when_the_backup_fails(file: Any) -> None:
    migrate(file, {1: FIRST}, back_up=no_backup)
    with pytest.raises(AssertionError):
        migrate(file, {1: FIRST, 2: SECOND}, back_up=no_backup)
    assert version_of(file) == 1


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[int, tuple[str, ...]]], None]:
    """The program as it will be with further steps."""

    def install(further: Mapping[int, tuple[str, ...]]) -> None:
        monkeypatch.setattr("coderdesk.storage.vault.STEPS", STEPS | further)
        monkeypatch.setattr("coderdesk.storage.vault.CURRENT_VERSION", max(further))

    return install


def test_an_older_vault_is_backed_up_and_brought_up_to_date_when_it_is_opened(tmp_path: Path, tomorrow: Any) -> None:
    path = clone(DATA / "version_1.vault", tmp_path / "old.vault")
    tomorrow({2: ("CREATE TABLE news (id TEXT) STRICT", "UPDATE practice SET name = 'Renamed'")})
    vault = opened(path)
    with vault.reading() as unit:
        assert unit.practice.get().name == "Renamed"
    vault.close()
    tomorrow({1: STEPS[1]})
    older = opened(before_upgrade(path, 1), secret=PASSPHRASE)
    with older.reading() as unit:
        assert unit.practice.get().name == "Alder Creek Family Medicine"
    older.close()


def test_a_failed_upgrade_leaves_the_vault_as_it_was(tmp_path: Path, tomorrow: Any) -> None:
    path = clone(DATA / "version_1.vault", tmp_path / "old.vault")
    tomorrow({2: ("UPDATE practice SET name = 'half done'", "NOT SQL")})
    for _ in range(2):
        with pytest.raises(UpgradeFailed, match="version 1"):
            opened(path)
    assert before_upgrade(path, 1).exists()
    tomorrow({1: STEPS[1]})
    vault = opened(path)
    assert not vault.is_read_only
    with vault.reading() as unit:
        assert unit.practice.get().name == "Alder Creek Family Medicine"
    vault.close()


def test_the_backup_before_an_upgrade_must_succeed(tmp_path: Path, tomorrow: Any) -> None:
    """a folder stands where the backup should go"""
    path = clone(DATA / "version_1.vault", tmp_path / "old.vault")
    before_upgrade(path, 1).mkdir()
    tomorrow({2: ("UPDATE practice SET name = 'Renamed'",)})
    with pytest.raises(Exception, match="backup"):
        opened(path)
    shutil.rmtree(before_upgrade(path, 1))
    tomorrow({1: STEPS[1]})
    opened(path).close()
