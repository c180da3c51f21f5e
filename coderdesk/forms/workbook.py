"""A table as an XLSX workbook of one sheet: texts, amounts and days as cells of their kind, with no library beside our own.

Only what spreadsheets ask for is written (ECMA-376, parts 1 and 2); the same bytes for the same values.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

Cell = str | int | Decimal | date | None
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a sheet, as it counts from 1900-03-01 on
_PLAIN, _HEAD, _DAY, _AMOUNT = range(4)
_MADE = (1980, 1, 1, 0, 0, 0)
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="mm/dd/yyyy"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>'
        '<xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/>'
        "</cellXfs></styleSheet>"
    ),
}


def render_workbook(*, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A sheet of that title; its first row stands still while the others are scrolled. Texts are texts, never formulas."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**_PARTS, "xl/workbook.xml": _book(title)}.items():
            packed.writestr(_entry(name), _DECLARED + content)
        packed.writestr(_entry("xl/worksheets/sheet1.xml"), _DECLARED + _sheet(heads, rows))
    return target.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MADE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _book(title: str) -> str:
    name = "".join(" " if mark in "[]:*?/\\" else mark for mark in title)[:31]
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    body = [_row(1, [_text(1, place, head, _HEAD) for place, head in enumerate(heads)])]
    body += [_row(number, [_cell(number, *one) for one in enumerate(row)]) for number, row in enumerate(rows, start=2)]
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(heads)}" width="18" customWidth="1"/></cols>'
        f"<sheetData>{''.join(body)}</sheetData></worksheet>"
    )


def _row(number: int, cells: Sequence[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(row: int, place: int, value: Cell) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return _text(row, place, value, _PLAIN)
    if isinstance(value, date):
        return f'<c r="{_at(row, place)}" s="{_DAY}"><v>{(value - _FIRST_DAY).days}</v></c>'
    style = _AMOUNT if isinstance(value, Decimal) else _PLAIN
    return f'<c r="{_at(row, place)}" s="{style}"><v>{value}</v></c>'


def _text(row: int, place: int, words: str, style: int) -> str:
    kept = "".join(mark for mark in words if mark >= " " or mark in "\t\n")
    return f'<c r="{_at(row, place)}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(kept)}</t></is></c>'


def _at(row: int, place: int) -> str:
    letters, place = "", place + 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
