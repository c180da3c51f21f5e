"""`coderdesk --check` passes on a whole installation and says what is missing from a broken one."""

import argparse
import shutil
from pathlib import Path

import pytest

from coderdesk.cli import check
from coderdesk.cli.desk_checks import AT_THE_DESK
from coderdesk.cli.one_check import Check, CheckFailed
from coderdesk.shared.paths import Paths
from coderdesk.shared.resources import codesets_path


def titles() -> list[str]:
    return [one.title for one in check.INSTALLATION_CHECKS] + [title for title, _ in AT_THE_DESK]


def test_each_check_has_its_own_title() -> None:
    assert len(set(titles())) == len(titles())


def test_everything_passes_here(
    library_paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CODERDESK_HOME", str(library_paths.cache.parent))
    assert check.run(argparse.Namespace()) == 0, capsys.readouterr().out
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == ["ok"] * len(titles())


def test_a_changed_code_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """one byte more in a code-set file / refused by its name"""
    copied = tmp_path / "codesets"
    shutil.copytree(codesets_path(), copied)
    file = next(copied.rglob("*.csv"))
    file.write_bytes(file.read_bytes() + b"\n")
    monkeypatch.setattr(check, "codesets_path", lambda: copied)
    with pytest.raises(CheckFailed, match=file.name):
        check.code_sets_are_unchanged()


def test_a_missing_code_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = tmp_path / "codesets"
    shutil.copytree(codesets_path(), copied)
    file = next(copied.rglob("*.csv"))
    file.unlink()
    monkeypatch.setattr(check, "codesets_path", lambda: copied)
    with pytest.raises(CheckFailed, match=file.name):
        check.code_sets_are_unchanged()


def test_one_failure_makes_the_status_one_and_hides_no_later_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> str:
        raise CheckFailed("The tea is cold; make more.")

    monkeypatch.setattr(check, "INSTALLATION_CHECKS", (Check("tea", broken), Check("cake", lambda: "two slices")))
    assert check.run(argparse.Namespace()) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["FAIL", "ok", "1"]
    assert "The tea is cold; make more." in lines[0]
    assert "two slices" in lines[1]
