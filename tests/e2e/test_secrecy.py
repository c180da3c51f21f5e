"""No patient's name is readable in the vault, beside it, in a log or in a crash report."""

import sqlite3
from pathlib import Path

import pytest

from coderdesk.services.desk import Desk
from coderdesk.services.records import list_records
from coderdesk.shared.crash import write_crash_report
from coderdesk.shared.paths import Paths
from tests.helpers.demo import NOW, attach


def names_of(desk: Desk) -> list[bytes]:
    """Last names and member ids of all demo patients, as they would stand in a file."""
    records = list_records(desk=desk)
    words = [patient.name.last for patient in records.patients] + [row.member_id for row in records.coverages]
    return [encoded for word in words if word for encoded in (word.encode(), word.encode("utf-16-le"))]


def test_the_vault_cannot_be_read_without_its_key(demo: Desk, demo_paths: Paths) -> None:
    """Every file of the vault while it is open and written to: the database, its log, its key envelope."""
    attach(demo, "N39.0", "Urinary tract infection")
    secrets = names_of(demo)
    files = [path for path in demo_paths.vaults.iterdir() if path.is_file()]
    assert len(files) >= 2
    assert len(secrets) > 40
    for path in files:
        content = path.read_bytes()
        assert [secret for secret in secrets if secret in content] == [], path.name
    with sqlite3.connect(demo.vault.path) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master").fetchall()
    plain.close()


def test_a_crash_report_holds_no_value_of_what_was_worked_on(demo: Desk, tmp_path: Path) -> None:
    """An error whose message and whose frames hold a patient's name."""
    patient = list_records(desk=demo).patients[0]
    try:
        raise RuntimeError(f"could not bill {patient.name.full}, {patient}")
    except RuntimeError as fault:
        report = write_crash_report(fault, folder=tmp_path, at=NOW).read_bytes()
    assert b"RuntimeError" in report
    assert [secret for secret in names_of(demo) if secret in report] == []


def test_an_error_of_the_database_tells_no_parameters(demo: Desk) -> None:
    """A statement that fails must not quote the values that it was given."""
    patient = list_records(desk=demo).patients[0]
    from dataclasses import replace

    broken = replace(patient, birth_date=None)  # type: ignore[arg-type]
    with (
        pytest.raises(Exception) as trouble,
        demo.vault.writing(actor="test", action="break", now=NOW) as unit,
    ):
        unit.patients.save(broken)
    assert patient.name.last not in str(trouble.value)
