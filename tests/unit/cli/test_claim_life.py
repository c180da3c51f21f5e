"""`coderdesk claims import` and `claims follow`."""

import json
from pathlib import Path
from typing import Any

import pytest

from coderdesk.cli import parsed_command
from coderdesk.cli.open_vault import VARIABLE
from tests.helpers.payer_answers import claim_status, put
from tests.helpers.submitted_claims import INVENTED
from tests.helpers.vaults import PASSPHRASE, make_template

DENTAL = str(INVENTED / "dental.edi")


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


@pytest.mark.usefixtures("vault")
def test_an_answer_moves_a_claim_that_was_read_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """T9 of a file that came from elsewhere is refused; the same answer again is known"""
    assert _run("import", "837", DENTAL) == 0
    answer = put(tmp_path / "incoming", "a.277", claim_status(None, {"T9": "A7:562:85"}, batch="THEIRS"))
    capsys.readouterr()
    assert _run("claims", "import", str(answer.parent), "--json") == 0
    told = _printed(capsys)
    assert (told["standing"], told["held"], told["known_before"]) == ("read", 1, False)
    assert _run("claims", "import", str(answer)) == 0
    assert "known before" in capsys.readouterr().out
    assert _run("claims", "status", "--json") == 0
    assert [(claim["control"], claim["state"]) for claim in _printed(capsys)["claims"]] == [("T9", "rejected")]


@pytest.mark.usefixtures("vault")
def test_claims_import_takes_claims_too(capsys: pytest.CaptureFixture[str]) -> None:
    """the same as `import 837`; the second time it is refused, and nothing is stored twice"""
    assert _run("claims", "import", DENTAL, "--json") == 0
    told = _printed(capsys)
    assert told["claims"] == 1
    assert _run("import", "837", DENTAL) == 1
    assert _run("claims", "import", DENTAL) == 1
    assert "Nothing was stored twice" in capsys.readouterr().err


@pytest.mark.usefixtures("vault")
def test_what_is_kept_aside_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """no X12, and a file that is not there"""
    strange = put(tmp_path, "strange.txt", "hello")
    assert _run("claims", "import", str(strange), str(tmp_path / "gone")) == 1
    captured = capsys.readouterr()
    assert "kept aside (unreadable)" in captured.out
    assert "could not be read" in captured.err
    assert strange.exists()


@pytest.mark.usefixtures("vault")
def test_nothing_follows_a_claim_that_never_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("claims", "follow", "void", "--control", "T9", "--json") == 1
    captured = capsys.readouterr()
    assert "has not left yet" in captured.err
    assert "has not left yet" in json.loads(captured.out)["refused"]["sentence"]
