"""`coderdesk claims print FILE --out FOLDER`."""

import json
from pathlib import Path

import pypdfium2
import pytest

from coderdesk.cli import parsed_command
from coderdesk.forms.dental_stock import stock_items
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


def test_a_dental_claim_on_plain_paper_is_complete_in_itself(tmp_path: Path) -> None:
    assert run("claims", "print", str(INVENTED / "dental.edi"), "--out", str(tmp_path), "--plain") == 0
    [path] = tmp_path.glob("*.pdf")
    assert path.name == "Dental T9 plain.pdf"
    with pypdfium2.PdfDocument(path) as pages:
        text = pages[0].get_textpage().get_text_bounded()
    assert "LIND, OSCAR" in text
    assert "complete in itself" in text


def test_dental_stock_that_nobody_measured_is_refused_with_the_items(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("claims", "print", str(INVENTED / "dental.edi"), "--out", str(tmp_path)) == 1
    assert "where items 1.predetermination, 2, 3.name, 4.yes, 5, 8, 10.self" in capsys.readouterr().err
    assert list(tmp_path.glob("*.pdf")) == []


def test_dental_stock_is_printed_at_the_positions_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"{item};{20 + 60 * (n % 3)};{20 + n};50" for n, item in enumerate(stock_items())]
    rows = ["2;0;0;0" if row.startswith("2;") else row.replace(";50", ";50,5") for row in rows]
    table = tmp_path / "positions.csv"
    table.write_text("\n".join(["item;x;y;width", *rows]), "utf-8")
    words = ("--out", str(tmp_path), "--positions", str(table), "--json")
    assert run("claims", "print", str(INVENTED / "dental.edi"), *words) == 0
    row = json.loads(capsys.readouterr().out)
    assert Path(row["file"]).name == "Dental T9.pdf"
    assert [one["field"] for one in row["cut"] if one["printed"] == ""] == ["2"]


def test_a_wrong_positions_file_is_refused_with_the_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "positions.csv"
    table.write_text("item,x,y,width\n99,1,1,1\n", "utf-8")
    words = ("--out", str(tmp_path), "--positions", str(table))
    assert run("claims", "print", str(INVENTED / "dental.edi"), *words) == 1
    assert "Row 2: there is no item 99." in capsys.readouterr().err


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
