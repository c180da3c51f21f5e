"""A workbook that our own reader takes back: texts, amounts, days; never a formula; the same bytes for the same values."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from coderdesk.forms.workbook import render_workbook

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROWS = (("Rivera, Ána & <Co>", Decimal("145.50"), date(2026, 3, 2), 12), ("=1+1", None, None, -3))


def cells(content: bytes) -> dict[str, tuple[str, str]]:
    """By place: the kind of the cell and what is in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        sheet = ElementTree.fromstring(packed.read("xl/worksheets/sheet1.xml"))
    return {
        str(cell.get("r")): (cell.get("t") or "n", "".join(part.text or "" for part in cell.iter() if part.text))
        for cell in sheet.iter(f"{_MAIN}c")
    }


def test_values_are_cells_of_their_kind() -> None:
    found = cells(render_workbook(title="Claims", heads=("Patient", "Amount", "Day", "Left"), rows=ROWS))
    assert found["A2"] == ("inlineStr", "Rivera, Ána & <Co>")
    assert found["B2"] == ("n", "145.50")
    assert found["C2"] == ("n", "46083")
    assert found["D3"] == ("n", "-3")
    assert found["A3"] == ("inlineStr", "=1+1")
    assert "B3" not in found


def test_the_same_bytes() -> None:
    made = [render_workbook(title="a/b", heads=("x",) * 30, rows=[("y",) * 30]) for _ in range(2)]
    assert made[0] == made[1]
    assert "AD2" in cells(made[0])
