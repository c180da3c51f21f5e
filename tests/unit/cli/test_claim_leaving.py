"""`coderdesk claims export` and `claims check` of the practice's own claims, on the demo practice."""

import json
from pathlib import Path
from typing import Any

import pytest

from coderdesk.cli import parsed_command
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.shared.paths import Paths
from tests.helpers.segments import named


def _run(*words: str) -> int:
    command = parsed_command(words)
    assert command.run is not None
    return command.run(command.arguments)


@pytest.fixture
def vault(demo_paths: Paths, library: CodeLibrary, monkeypatch: pytest.MonkeyPatch) -> str:
    """The demo practice, with the index that is built already."""
    assert library is not None
    monkeypatch.setattr("coderdesk.cli.claim_leaving.user_paths", lambda: demo_paths)
    monkeypatch.setattr("coderdesk.cli.open_vault.user_paths", lambda: demo_paths)
    monkeypatch.setenv("CODERDESK_PASSPHRASE", PASSPHRASE)
    return str(demo_vault_path(demo_paths))


def _printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_what_is_kept_at_home_lets_nothing_leave(
    vault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """one claim has no address and one no member id; named ones leave in a file for each payer, once"""
    out = tmp_path / "out"
    assert _run("claims", "check", "--vault", vault, "--json") == 1
    claims = {row["control"]: row for row in _printed(capsys)["claims"]}
    sound = [control for control, row in claims.items() if row["may_leave"]]
    assert len(sound) < len(claims)
    assert {found["place"] for row in claims.values() for found in row["findings"]} >= {"patient", "coverage"}
    assert _run("claims", "export", "--out", str(out), "--vault", vault) == 1
    assert "Nothing was written" in capsys.readouterr().err
    assert not out.exists() or not list(out.iterdir())
    named_ones = [word for control in sound for word in ("--control", control)]
    assert _run("claims", "export", "--out", str(out), "--vault", vault, "--test", "--json", *named_ones) == 0
    told = _printed(capsys)
    assert sum(row["claims"] for row in told["files"]) == len(sound)
    texts = [Path(row["file"]).read_text("ascii") for row in told["files"]]
    assert {named(text, "ISA")[0][15] for text in texts} == {"T"}
    assert _run("claims", "export", "--out", str(out), "--vault", vault, *named_ones) == 0
    assert capsys.readouterr().out == "No claim waits for an insurer.\n"
    assert len(list(out.glob("*.edi"))) == len(texts)
