"""What is seen of a table without a fixed layout, and what its columns may be."""

from pathlib import Path

import pytest

from coderdesk.codefiles.official import FileRefused
from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.services.table_columns import guessed_mapping, tables_in
from tests.helpers.workbooks import workbook


def test_the_headings_stand_below_a_title_and_above_the_codes(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Our list of 2027\n\nProc;Meaning;Since\nD0120;Look;01/01/2026\nD0140;Look again;\n")
    (table,) = tables_in(source=path)
    assert table.headings == ("Proc", "Meaning", "Since")
    assert table.rows == (("D0120", "Look", "01/01/2026"), ("D0140", "Look again", ""))
    assert table.name == "list.csv"


def test_each_sheet_of_a_workbook_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook([["A title alone"], ["Code", "Words"], ["D0120", "Look"]]))
    (table,) = tables_in(source=path)
    assert table.headings[:2] == ("Code", "Words")
    assert table.name.startswith("list.xlsx · ")


@pytest.mark.parametrize("content", ["only a letter\n", "1,2\n3,4\n", "<!doctype html><html></html>"])
def test_what_has_no_headings_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "no table.txt"
    path.write_text(content)
    with pytest.raises(FileRefused, match="No code set was changed"):
        tables_in(source=path)


def test_headings_suggest_a_mapping_for_the_set_that_was_chosen() -> None:
    mapping = guessed_mapping(headings=("CODE", "Description ", "Effective Date"), code_set=CodeSet.CDT)
    assert mapping is not None
    assert (mapping.value, mapping.title, mapping.starts) == ("code", "description", "effective date")
    assert guessed_mapping(headings=("this", "that"), code_set=CodeSet.CDT) is None
