"""The crash report: enough to find a bug, nothing of a patient."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coderdesk.shared.crash import crash_text, write_crash_report

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def fault_about(patient: str) -> Exception:
    try:
        try:
            {}[patient]
        except KeyError as missing:
            raise ValueError(f"no chart for {patient}") from missing
    except ValueError as fault:
        return fault
    raise AssertionError


def test_names_types_and_places_of_the_whole_chain() -> None:
    text = crash_text(fault_about("Ottoline Marsh"), at=AT)
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "tests/unit/shared" in text or "unit/shared/test_crash.py" in text
    assert "in fault_about" in text


def test_holds_no_word_of_the_message() -> None:
    text = crash_text(fault_about("Ottoline Marsh"), at=AT)
    assert "Ottoline" not in text
    assert "Marsh" not in text


def test_an_error_that_names_itself_as_its_cause_ends() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert crash_text(one, at=AT).count("builtins.") == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such mode")
def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = write_crash_report(ValueError(), folder=tmp_path / "state", at=AT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
