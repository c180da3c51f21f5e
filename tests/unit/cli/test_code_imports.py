"""`coderdesk codesets import`, `list` and `remove`, run as the command line runs them."""

import io
import json
import signal
from pathlib import Path
from typing import Any

import pytest

from coderdesk.cli import parsed_command
from coderdesk.cli.code_imports import MappingUnknown
from coderdesk.cli.faults import INTERRUPTED
from coderdesk.cli.interrupt import StoppableProgress, stopping_on_interrupt
from coderdesk.codefiles.official import ColumnMapping, mapping_to_json
from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.services.code_imports import (
    FileRefused,
    ReleaseDiffers,
    ReleaseNotNamed,
    ShippedStays,
    UnknownFile,
    imported_releases,
)
from coderdesk.services.shelf_sources import shelf_file
from coderdesk.shared.paths import Paths
from tests.helpers import official_files as files
from tests.helpers.imports import at

PTP = "ccipra-v323r0-f1.txt"
DENTAL = files.lines("Code,Description", "D9991,Invented dental service", "D9992,Another invented one")


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A home of one's own without an index: what is imported here are edit tables, which need none."""
    monkeypatch.setenv("CODERDESK_HOME", str(tmp_path / "home"))
    return Paths.under(tmp_path / "home").made()


@pytest.fixture
def pairs(paths: Paths, tmp_path: Path) -> Path:
    return at(tmp_path, PTP, files.PTP_TEXT)


def _run(*words: object) -> int:
    command = parsed_command([str(word) for word in words])
    assert command.run is not None
    return command.run(command.arguments)


def test_an_import_says_what_it_brought(paths: Paths, pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("codesets", "import", pairs) == 0
    said = capsys.readouterr()
    assert said.out == (
        "NCCI PTP v32.3, October 2026 (NCCI procedure-to-procedure edits, practitioner, f1): 3 rows. "
        "1 added, 0 ended, 0 changed as the first of its kind. Imported.\n"
    )
    assert PTP in said.err
    assert _run("codesets", "import", pairs) == 0
    assert "imported already; nothing was changed" in capsys.readouterr().out
    assert len(imported_releases(paths=paths)) == 1


def test_a_dry_run_changes_nothing(paths: Paths, pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("codesets", "import", pairs, "--dry-run", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["imported"] is False
    (table,) = found["tables"]
    assert (table["set"], table["rows"], table["added"], table["installed"]) == ("NCCI PTP", 3, 1, False)
    assert (table["from"], table["setting"], table["part"]) == ("2026-10-01", "practitioner", "f1")
    assert not shelf_file(paths).exists()


def test_what_the_file_does_not_say_is_said_on_the_line(paths: Paths, tmp_path: Path) -> None:
    path = at(tmp_path, "edits.txt", files.PTP_TEXT)
    with pytest.raises(ReleaseNotNamed):
        _run("codesets", "import", path)
    said = ("--release", "v32.3", "--from", "2026-10-01", "--setting", "practitioner")
    assert _run("codesets", "import", path, *said) == 0
    (one,) = imported_releases(paths=paths)
    assert (one.header.release, one.header.setting) == ("v32.3", "practitioner")


def test_a_correction_is_asked_for(paths: Paths, pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run("codesets", "import", pairs)
    pairs.write_bytes(files.PTP_TEXT.replace(b"36415", b"36416"))
    assert _run("codesets", "import", pairs, "--dry-run") == 0
    assert "--replace confirms it" in capsys.readouterr().out
    with pytest.raises(ReleaseDiffers):
        _run("codesets", "import", pairs)
    assert _run("codesets", "import", pairs, "--replace") == 0
    assert [one.id for one in imported_releases(paths=paths)] == ["2"]


def test_a_wrong_code_set_and_a_bad_file_are_refused(paths: Paths, pairs: Path, tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        _run("codesets", "import", pairs, "--system", "cpt")
    with pytest.raises(FileRefused):
        _run("codesets", "import", at(tmp_path, "page.txt", b"<html><body/></html>"))
    assert imported_releases(paths=paths) == ()


def test_a_list_without_a_layout_is_read_when_its_set_is_named(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = at(tmp_path, "dental.csv", DENTAL)
    with pytest.raises(UnknownFile):
        _run("codesets", "import", path, "--dry-run")
    assert _run("codesets", "import", path, "--system", "cdt", "--from", "2026-01-01", "--dry-run", "--json") == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert (table["set"], table["release"], table["rows"]) == ("CDT", "January 2026", 2)


def test_mappings_by_name(paths: Paths, tmp_path: Path) -> None:
    path = at(tmp_path, "dental.csv", DENTAL)
    with pytest.raises(MappingUnknown):
        _run("codesets", "import", path, "--mapping", "mine", "--dry-run")
    mapping = ColumnMapping(name="mine", code_set=CodeSet.CDT, value="Code", title="Description")
    saved = at(tmp_path, "mapping.json", mapping_to_json(mapping).encode())
    assert _run("codesets", "import", path, "--map", saved, "--from", "2026-01-01", "--dry-run") == 0


def test_the_list_shows_licences_and_notices(paths: Paths, pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run("codesets", "import", pairs)
    capsys.readouterr()
    assert _run("codesets", "list", "--json") == 0
    listed: list[dict[str, Any]] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(one["licence"] for one in listed)
    assert listed[-1]["notice"].startswith("CPT only copyright 2025")
    assert (listed[-1]["id"], listed[-1]["rows"], listed[-1]["shipped"]) == ("1", 3, False)
    assert _run("codesets", "list") == 0
    said = capsys.readouterr().out
    assert "came with CoderDesk" in said
    assert "CPT only copyright 2025 American Medical Association. All rights reserved." in said


def test_a_damaged_shelf_is_told_beside_what_was_shipped(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    shelf_file(paths).write_bytes(b"Dear reader, this is a letter. " * 300)
    assert _run("codesets", "list") == 1
    said = capsys.readouterr()
    assert "came with CoderDesk" in said.out
    assert "is damaged" in said.err


def test_a_first_interrupt_is_a_wish_a_second_one_an_end() -> None:
    with stopping_on_interrupt() as progress:
        assert not progress.is_cancelled
        signal.raise_signal(signal.SIGINT)
        assert progress.is_cancelled
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_import_that_is_interrupted_ends_with_its_sentence(
    paths: Paths, pairs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl+C at the first progress that is told."""
    tell = StoppableProgress.report

    def interrupting(self: StoppableProgress, *, done: int, total: int, what: str) -> None:
        tell(self, done=done, total=total, what=what)
        self.is_cancelled = True

    monkeypatch.setattr(StoppableProgress, "report", interrupting)
    assert _run("codesets", "import", pairs) == INTERRUPTED
    assert "The import was stopped" in capsys.readouterr().err
    assert imported_releases(paths=paths) == ()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_told_once_and_left_on_a_line_of_its_own() -> None:
    stream = _Terminal()
    progress = StoppableProgress(stream)
    for done in (10, 10, 100, 100):
        progress.report(done=done, total=100, what="reading")
    assert stream.getvalue().count("\n") == 1
    progress.report(done=20, total=100, what="writing")
    progress.end_line()
    progress.end_line()
    assert stream.getvalue().count("\n") == 2


def test_removing_by_number(paths: Paths, pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The edit tables do not belong to the index, so none is built."""
    _run("codesets", "import", pairs)
    assert _run("codesets", "remove", "1") == 0
    assert "Release 1 was removed.\n" in capsys.readouterr().out
    assert imported_releases(paths=paths) == ()
    assert list(paths.cache.iterdir()) == []


def test_removing_what_was_shipped_is_refused(paths: Paths) -> None:
    with pytest.raises(ShippedStays):
        _run("codesets", "remove", "icd10cm/2027")
