"""HCPCS Level II: continuations, ended codes, modifiers, and what is left out because it belongs to others."""

from datetime import date
from pathlib import Path

import pytest

from coderdesk.codefiles.official import preview, recognise, rows
from coderdesk.domain.coding.code_release import ImportedCode, RefusedLine
from coderdesk.domain.values.dates import Period
from tests.helpers import official_files as files

BOTH = pytest.mark.parametrize("content", [files.HCPCS_TEXT, files.HCPCS_XLSX], ids=["text", "workbook"])


def _codes(folder: Path, content: bytes, refused: list[RefusedLine] | None = None) -> dict[str, ImportedCode]:
    path = folder / "HCPC2026_OCT_ANWEB_10012026.txt"
    path.write_bytes(content)
    (file,) = recognise(path)
    assert (file.header.release, file.header.in_force) == ("October 2026", Period(date(2026, 10, 1)))
    tell = refused.append if refused is not None else None
    return {row.value: row for row in rows(file, refused=tell) if isinstance(row, ImportedCode)}


@BOTH
def test_continuations_are_joined_with_a_blank(tmp_path: Path, content: bytes) -> None:
    code = _codes(tmp_path, content)["A0021"]
    assert code.title == "Ambulance service, outside the state, per mile, for Medicaid only"
    assert code.short_title.startswith("Outside state")
    assert code.in_force == Period(date(1982, 1, 1))
    assert code.detail("coverage") == "C"


@BOTH
def test_an_ended_code_stays_with_its_last_day(tmp_path: Path, content: bytes) -> None:
    assert _codes(tmp_path, content)["A4206"].in_force == Period(date(1994, 1, 1), date(2026, 3, 31))


@BOTH
def test_dental_codes_are_left_out_and_none_of_their_words_is_kept(tmp_path: Path, content: bytes) -> None:
    refused: list[RefusedLine] = []
    codes = _codes(tmp_path, content, refused)
    assert "D0120" not in codes
    assert not any("not ours" in code.title for code in codes.values())
    assert any("American Dental Association" in one.reason for one in refused)
    assert not any("not ours" in one.reason for one in refused)


def test_a_code_that_begins_with_a_digit_is_left_out(tmp_path: Path) -> None:
    refused: list[RefusedLine] = []
    assert "99213" not in _codes(tmp_path, files.HCPCS_TEXT, refused)
    assert [(one.line, one.reason) for one in refused][-1] == (6, "the code begins with a digit: it belongs to CPT")


def test_a_modifier_is_read_and_is_no_code_to_bill(tmp_path: Path) -> None:
    modifier = _codes(tmp_path, files.HCPCS_TEXT)["AA"]
    assert modifier.detail("kind") == "modifier"
    assert not modifier.is_billable


def test_a_preview_shows_what_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(files.HCPCS_TEXT)
    (shown,) = preview(path)
    assert (shown.rows, shown.refused_count, len(shown.refused)) == (3, 2, 2)


def test_the_text_is_taken_where_a_zip_holds_both(tmp_path: Path) -> None:
    path = tmp_path / "oct-2026.zip"
    path.write_bytes(
        files.zipped({"HCPC2026_OCT_ANWEB.txt": files.HCPCS_TEXT, "HCPC2026_OCT_ANWEB.xlsx": files.HCPCS_XLSX})
    )
    (file,) = recognise(path)
    assert file.header.source == "oct-2026.zip: HCPC2026_OCT_ANWEB.txt"
