"""`coderdesk intake`, and `coderdesk read` on other forms than text."""

import json
from pathlib import Path
from typing import Any

import pytest

from coderdesk.cli import parsed_command
from coderdesk.cli.reading import NoSuchPart
from coderdesk.reading.intake.trouble import EmptyFile
from coderdesk.shared.paths import Paths
from tests.helpers.received_files import IN_EVERY_FORM, note_hl7, note_pdf


def run(*words: str) -> int:
    command = parsed_command(words)
    assert command.run is not None
    return command.run(command.arguments)


def test_intake_says_what_each_file_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in IN_EVERY_FORM.items():
        (tmp_path / name).write_bytes(content)
    assert run("intake", *(str(tmp_path / name) for name in IN_EVERY_FORM), "--json") == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for one in told:
        (document,) = one["documents"]
        assert one["error"] is None
        assert document["patient"]["name"] == "Rivera, Ana M"
        assert (document["kind"], document["date"], document["author_role"]) == (
            "progress_note",
            "2026-03-02",
            "provider",
        )
    assert {one["documents"][0]["media"] for one in told} == set(IN_EVERY_FORM) - {"fhir"}


def test_a_refused_file_says_why_and_the_others_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 cut")
    (tmp_path / "b.hl7").write_bytes(note_hl7())
    assert run("intake", str(tmp_path / "a.pdf"), str(tmp_path / "b.hl7")) == 1
    shown = capsys.readouterr().out
    assert "a.pdf was not taken in: it is damaged" in shown
    assert "progress_note · Progress note · Rivera, Ana M · 2026-03-02 · Marisol J Tenenbrook, MD" in shown


@pytest.fixture
def home(library_paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODERDESK_HOME", str(library_paths.cache.parent))


def read(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    assert run("read", str(path), "--on", "2026-03-02", "--json", *more) == 0
    return json.loads(capsys.readouterr().out)


def test_read_takes_a_pdf(home: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scan").write_bytes(note_pdf())
    answer = read(tmp_path / "scan", capsys)
    assert answer["document"]["media"] == "pdf"
    assert (answer["document"]["is_signed"], answer["document"]["parts"]) == (True, 1)
    (one,) = answer["suggestions"]
    assert (one["code"], answer["text"][one["start"] : one["end"]]) == ("N39.0", "Urinary tract infection")


def test_read_takes_one_document_of_several(home: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "batch").write_bytes(note_hl7() + note_hl7().replace(b"Urinary tract infection", b"Gout"))
    assert "Gout" in read(tmp_path / "batch", capsys, "--part", "2")["text"]
    with pytest.raises(NoSuchPart, match="holds 2 documents"):
        run("read", str(tmp_path / "batch"), "--on", "2026-03-02", "--part", "3")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(EmptyFile):
        run("read", str(tmp_path / "empty.txt"), "--on", "2026-03-02")
