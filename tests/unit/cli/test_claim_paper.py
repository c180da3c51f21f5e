"""`coderdesk claims print FILE --out FOLDER`."""

import json
from pathlib import Path

import pypdfium2
import pytest

from coderdesk.cli import parsed_command
from tests.helpers.submitted_claims import INVENTED


def run(*words: str) -> int:
    command = parsed_command(words)
    assert command.run is not None
    return command.run(command.arguments)


def test_each_claim_of_a_file_becomes_a_form_of_its_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("professional", "institutional"):
        assert run("claims", "print", str(INVENTED / f"{kind}.edi"), "--out", str(tmp_path), "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        "CMS-1500 V-2026-0042.pdf",
        "CMS-1500 W1.pdf",
        "CMS-1500 W2.pdf",
        "CMS-1500 W3.pdf",
        "UB-04 H77.pdf",
    ]
    assert {Path(row["file"]).name for row in rows} == {path.name for path in tmp_path.glob("*.pdf")}
    assert all(row["sheets"] == 1 for row in rows)


def test_a_dental_claim_has_no_form_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("claims", "print", str(INVENTED / "dental.edi"), "--out", str(tmp_path)) == 1
    assert "send it as an 837D file" in capsys.readouterr().err
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_proof_says_that_it_is_one(tmp_path: Path) -> None:
    assert run("claims", "print", str(INVENTED / "institutional.edi"), "--out", str(tmp_path), "--proof") == 0
    [path] = tmp_path.glob("*.pdf")
    assert path.name == "UB-04 H77 proof.pdf"
    with pypdfium2.PdfDocument(path) as pages:
        assert "not to be sent to a payer" in pages[0].get_textpage().get_text_bounded()


def test_claims_under_one_number_do_not_overwrite_each_other(tmp_path: Path) -> None:
    text = (INVENTED / "professional.edi").read_text("ascii").replace("CLM*W2*", "CLM*W1*")
    (tmp_path / "twice.edi").write_text(text, "ascii")
    assert run("claims", "print", str(tmp_path / "twice.edi"), "--out", str(tmp_path)) == 0
    assert {"CMS-1500 W1.pdf", "CMS-1500 W1 (2).pdf"} <= {path.name for path in tmp_path.glob("*.pdf")}


def test_a_file_that_is_none_is_refused_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("no claim")
    assert run("claims", "print", str(tmp_path / "notes.txt"), "--out", str(tmp_path)) == 1
    assert capsys.readouterr().err.strip().endswith(".")
    assert list(tmp_path.glob("*.pdf")) == []
