"""The doors for trouble in a headless command."""

from pathlib import Path

import pytest

from coderdesk.cli import reporting_faults
from coderdesk.domain.values.trouble import AppError


def failing(error: BaseException) -> int:
    raise error


def test_success_keeps_its_status() -> None:
    assert reporting_faults(lambda: 0) == 0


def test_an_app_error_is_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert reporting_faults(lambda: failing(AppError("The disk is full. Nothing was changed."))) == 1
    assert capsys.readouterr().err == "The disk is full. Nothing was changed.\n"


def test_a_bug_leaves_a_report_and_says_nothing_of_the_patient(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CODERDESK_HOME", str(tmp_path))
    assert reporting_faults(lambda: failing(KeyError("Marguerite Vale"))) == 1
    told = capsys.readouterr().err
    (report,) = (tmp_path / "state").glob("crash-*.txt")
    assert str(report) in told
    assert "Vale" not in told + report.read_text()


def test_a_full_disk_does_not_hide_the_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """home: a file where the folder should be / the fault is still told, by its type"""
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    monkeypatch.setenv("CODERDESK_HOME", str(blocked))
    assert reporting_faults(lambda: failing(KeyError("x"))) == 1
    assert "KeyError" in capsys.readouterr().err


def test_ctrl_c_ends_without_a_report() -> None:
    assert reporting_faults(lambda: failing(KeyboardInterrupt())) == 130


def test_a_reader_that_has_gone_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`coderdesk search ... | head -1`: no crash report, no word"""
    monkeypatch.setenv("CODERDESK_HOME", str(tmp_path))
    assert reporting_faults(lambda: failing(BrokenPipeError())) == 141
    assert capsys.readouterr().err == ""
    assert not list(tmp_path.rglob("crash-*"))
