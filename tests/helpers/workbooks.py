"""Small XLSX workbooks made for tests: numbers as numeric cells, texts as shared strings, both as Excel writes them."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | None
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_DATE_STYLE = 1


def _column(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


class Dated(int):
    """A day as its serial number, in a cell that is styled as a date."""


def _cell(row: int, column: int, value: Cell, shared: list[str]) -> str:
    place = f'r="{_column(column)}{row}"'
    if value is None:
        return ""
    if isinstance(value, Dated):
        return f'<c {place} s="{_DATE_STYLE}"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c {place}><v>{value!r}</v></c>"
    if value not in shared:
        shared.append(value)
    return f'<c {place} t="s"><v>{shared.index(value)}</v></c>'


def workbook(rows: Sequence[Sequence[Cell]], *, sheet: str = "Sheet1", prefix: str = "") -> bytes:
    """A workbook with one sheet. `prefix` goes before the sheet's XML, to make bad ones."""
    shared: list[str] = []
    lines = "".join(
        f'<row r="{number}">'
        + "".join(_cell(number, column, value, shared) for column, value in enumerate(cells))
        + "</row>"
        for number, cells in enumerate(rows, start=1)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<workbook {_MAIN} {_RELATIONS}><sheets>"
        f'<sheet name={quoteattr(sheet)} sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet {_MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {_MAIN}>"
        + "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        + "</sst>",
        "xl/worksheets/sheet1.xml": f"{prefix}<worksheet {_MAIN}>"
        f'<dimension ref="A1:Z{len(rows)}"/><sheetData>{lines}</sheetData></worksheet>',
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip whose bytes depend on nothing but its members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
