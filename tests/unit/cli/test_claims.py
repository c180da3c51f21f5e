"""`coderdesk claims ...`, `import 837` and `export 837`."""

import json
from pathlib import Path
from typing import Any

import pytest

from coderdesk.cli import parsed_command
from coderdesk.cli.open_vault import VARIABLE, NoPassphrase
from coderdesk.services.headless_vault import VaultNotNamed
from tests.helpers.submitted_claims import INVENTED
from tests.helpers.vaults import PASSPHRASE, make_template

DENTAL = str(INVENTED / "dental.edi")
ANSWER = (
    "ISA*00*          *00*          *ZZ*CMH77          *ZZ*ALDER01        *260310*0900*^*00501*000000044*0*T*:~\n"
    "TA1*000000017*260309*1430*A*000~\nIEA*0*000000044~\n"
)


def _run(*words: str) -> int:
    command = parsed_command(words)
    assert command.run is not None
    return command.run(command.arguments)


def _printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only practice of this computer, its passphrase in the environment."""
    monkeypatch.setenv("CODERDESK_HOME", str(tmp_path))
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    (tmp_path / "vaults").mkdir()
    return make_template(tmp_path / "vaults")


def test_a_round_trip_is_told_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.edi"
    assert _run("claims", "roundtrip", DENTAL, "--out", str(out), "--json") == 0
    told = _printed(capsys)
    assert (told["same"], told["claims"], told["differing"]) == (True, 1, [])
    assert told["segments_compared"] == 62
    assert out.read_bytes() == Path(DENTAL).read_bytes()


def test_what_differs_is_told_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """a level numbered wrongly is refused, and derived anew when that is asked for"""
    file = tmp_path / "levels.edi"
    file.write_text(Path(DENTAL).read_text().replace("HL*2*1*22*0", "HL*5*1*22*0"))
    out = tmp_path / "out.edi"
    assert _run("claims", "roundtrip", str(file), "--out", str(out), "--json") == 1
    assert _printed(capsys)["refused"] == {
        "line": 15,
        "segment": "HL",
        "element": "HL01",
        "sentence": "Levels are numbered from 1 without a gap, and this one is not.",
    }
    assert not out.exists()
    assert _run("claims", "roundtrip", str(file), "--out", str(out), "--json", "--lenient") == 1
    (difference,) = _printed(capsys)["differing"]
    assert (difference["line"], difference["element"], difference["written"]) == (15, "HL01", "HL*2*1*22*0")
    assert "numbered" in difference["reason"]


def test_a_round_trip_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "zeros.edi"
    file.write_text(Path(DENTAL).read_text().replace("AMT*T*.75", "AMT*T*0.75"))
    assert _run("claims", "roundtrip", str(file), "--out", str(tmp_path / "out.edi")) == 0
    printed = capsys.readouterr().out
    assert "same value" in printed
    assert printed.endswith("1 claims, 62 segments compared, 0 differ.\n")


def test_check_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("claims", "check", DENTAL, "--json") == 0
    assert _printed(capsys)["troubles"] == []
    file = tmp_path / "wrong.edi"
    file.write_text(Path(DENTAL).read_text().replace("CLM*T9*1500.5", "CLM*T9*1600.5"))
    assert _run("claims", "check", str(file)) == 1
    assert "The claim's charge is 1600.5, that of its lines 1500.5." in capsys.readouterr().out


def test_claims_come_in_are_listed_and_go_out(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("import", "837", DENTAL, "--json") == 0
    imported = _printed(capsys)
    assert (imported["claims"], imported["total"], imported["kinds"]) == (1, "1500.50", ["dental"])
    assert _run("import", "837", DENTAL) == 1
    assert "read in before" in capsys.readouterr().err
    assert _run("claims", "status", "--json") == 0
    told = _printed(capsys)
    assert [(claim["control"], claim["state"]) for claim in told["claims"]] == [("T9", "held")]
    assert told["files"][0]["id"] == imported["file"]["id"]
    out = tmp_path / "out.edi"
    assert _run("export", "837", "--out", str(out), "--vault", str(vault), "--file-id", imported["file"]["id"]) == 0
    assert "1 claims were written" in capsys.readouterr().out
    assert "CLM*T9*1500.5" in out.read_text()


def test_a_vault_must_be_named_and_unlocked(tmp_path: Path, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(NoPassphrase):
        _run("claims", "status")
    monkeypatch.setenv("CODERDESK_HOME", str(tmp_path / "elsewhere"))
    with pytest.raises(VaultNotNamed):
        _run("claims", "status")


def test_answers_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answer.edi"
    file.write_text(ANSWER)
    assert _run("claims", "answers", str(file), "--json") == 0
    (answer,) = _printed(capsys)["answers"]
    assert (answer["kind"], answer["control"], answer["verdict"]) == ("InterchangeAnswer", "000000017", "accepted")
    assert _run("claims", "answers", str(file), DENTAL) == 1
    captured = capsys.readouterr()
    assert "interchange 000000017: accepted" in captured.out
    assert "none of 999, 997 and 277" in captured.err
