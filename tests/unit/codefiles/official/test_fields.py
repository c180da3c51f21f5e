"""Cells as publishers write them: dates, procedure codes that lost their zeros, numbers, workbook cells."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.codefiles.official.fields import NotADate, amount, compact_date, date_in, five_places, number_in
from coderdesk.codefiles.official.source import Source
from coderdesk.codefiles.official.workbook import sheet_names, sheet_rows
from coderdesk.shared.ports import NoProgress
from tests.helpers.workbooks import Dated, workbook


@pytest.mark.parametrize(
    "text", ["20261001", "2026-10-01", "10/1/2026", "10/01/26", "01-Oct-2026", "10-01-2026", "2026274"]
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert date_in(text) == date(2026, 10, 1)


@pytest.mark.parametrize("text", ["", "  ", "*", "00000000"])
def test_no_date(text: str) -> None:
    assert date_in(text) is None


@pytest.mark.parametrize("text", ["20261301", "2026366", "2026000", "soon", "1/32/2026"])
def test_what_is_no_date_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(NotADate):
        date_in(text)


@given(st.dates())
def test_compact_dates_read_alike_the_quick_way(day: date) -> None:
    text = f"{day.year:04d}{day.month:02d}{day.day:02d}"
    assert compact_date(text) == date_in(text) == day


@given(st.integers(0, 99_999))
def test_a_numeric_cell_gets_its_zeros_back(number: int) -> None:
    assert five_places(str(number)) == f"{number:05d}"
    assert five_places(five_places(str(number))) == f"{number:05d}"


def test_letters_are_left_as_they_are() -> None:
    assert (five_places("0001u"), five_places("A4206"), five_places("CCCCC")) == ("0001U", "A4206", "CCCCC")


@pytest.mark.parametrize(
    ("text", "number"), [("1,234.50", Decimal("1234.50")), ("$3", Decimal(3)), (".", None), ("NA", None)]
)
def test_numbers(text: str, number: Decimal | None) -> None:
    assert number_in(text) == number
    assert amount(text) == (number or 0)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError):
        number_in("many")


def test_cells_of_a_workbook_read_as_a_person_sees_them(tmp_path: Path) -> None:
    """99284 without a point, 0.97 without noise, a day as a date, a gap where the sheet has one."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook([[99284, 0.97, 1e21, Dated(45658), None, "a & <b>\nc"], [], ["last"]]))
    source = Source(path, path.stat().st_size)
    assert sheet_names(source) == ("Sheet1",)
    assert list(sheet_rows(source, "Sheet1", NoProgress())) == [
        (1, ["99284", "0.97", "1e+21", "2025-01-01", "", "a & <b>\nc"]),
        (2, []),
        (3, ["last"]),
    ]
