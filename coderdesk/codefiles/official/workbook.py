"""Rows of an XLSX sheet as texts, streamed: zipfile and expat only, no formula, link, macro or entity is looked at."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import BinaryIO, cast
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from coderdesk.codefiles.official.archive import checked_members
from coderdesk.codefiles.official.safe_xml import elements_of
from coderdesk.codefiles.official.source import DAMAGED, Source
from coderdesk.codefiles.official.trouble import FileRefused, ImportCancelled
from coderdesk.shared.ports import Progress

_DATE_FORMATS = {*range(14, 23), *range(45, 48)}
_DATE_PARTS = re.compile(r"[dmyDMY]")
_QUOTED_PARTS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
_MOST_COLUMNS = 1_000
_REPORT_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class _Book:
    archive: ZipFile
    name: str

    def part(self, path: str, *wanted: str) -> Iterator[tuple[int, Element]]:
        try:
            with self.archive.open(path) as stream:
                yield from elements_of(cast(BinaryIO, stream), *wanted, name=self.name)
        except KeyError as error:
            raise FileRefused(self.name, "a part of the workbook is missing") from error
        except DAMAGED as error:
            raise FileRefused(self.name, f"it is damaged ({error})") from error

    def holds(self, path: str) -> bool:
        return path in self.archive.namelist()


@contextmanager
def _opened(source: Source) -> Iterator[_Book]:
    with source.opened_anywhere() as stream:
        checked_members(stream, source.name)
        with ZipFile(stream) as archive:
            yield _Book(archive, source.name)


def _sheets(book: _Book) -> dict[str, str]:
    """Sheet names in the order of the workbook, and where each lies."""
    places = {
        relation.get("Id", ""): relation.get("Target", "")
        for _, relation in book.part("xl/_rels/workbook.xml.rels", "Relationship")
    }
    found = {}
    for _, sheet in book.part("xl/workbook.xml", "sheet"):
        relation = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        target = places.get(relation, "")
        if target and sheet.get("state", "visible") == "visible":
            found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def sheet_names(source: Source) -> tuple[str, ...]:
    """The visible sheets in order. Raises FileRefused for what is not a workbook."""
    with _opened(source) as book:
        return tuple(_sheets(book))


def _shared_texts(book: _Book) -> list[str]:
    if not book.holds("xl/sharedStrings.xml"):
        return []
    return [_text_in(item) for _, item in book.part("xl/sharedStrings.xml", "si")]


def _text_in(item: Element) -> str:
    """Plain text, or the runs of a rich one; phonetic guides (rPh) are left out."""
    runs = [item, *item.findall("r")]
    return "".join(text.text or "" for run in runs for text in run.findall("t"))


def _date_styles(book: _Book) -> frozenset[int]:
    """Which cell styles show a number as a date."""
    if not book.holds("xl/styles.xml"):
        return frozenset()
    formats, styles = set(_DATE_FORMATS), []
    for _, element in book.part("xl/styles.xml", "numFmt", "cellXfs"):
        if element.tag == "numFmt" and _DATE_PARTS.search(_QUOTED_PARTS.sub("", element.get("formatCode", ""))):
            formats.add(int(element.get("numFmtId", "-1")))
        elif element.tag == "cellXfs":
            styles = [int(style.get("numFmtId", "0")) for style in element.findall("xf")]
    return frozenset(place for place, number in enumerate(styles) if number in formats)


@dataclass(frozen=True, slots=True)
class _Cells:
    shared: list[str]
    dates: frozenset[int]

    def text(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inside = cell.find("is")
            return _text_in(inside) if inside is not None else ""
        value = cell.findtext("v") or ""
        if kind == "s":
            return self.shared[int(value)]
        if kind == "e":
            return ""
        return self._number(value, cell.get("s")) if kind == "n" and value else value

    def _number(self, value: str, style: str | None) -> str:
        """As a person reads it: 99284 without a point, 0.97 and not 0.96999999999999997, a date as 2026-10-01."""
        is_date = style is not None and int(style) in self.dates
        if not is_date and value.isdecimal():
            return value
        number = float(value)
        if is_date and 0 < number < 2_958_466:
            return (_FIRST_DAY + timedelta(days=number)).date().isoformat()
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


@lru_cache(maxsize=_MOST_COLUMNS)
def _column(letters: str) -> int:
    """ "A" -> 0, "AB" -> 27. Raises ValueError."""
    if not letters.isascii() or not letters.isupper():
        raise ValueError(letters)
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _texts(row: Element, cells: _Cells) -> list[str]:
    texts: list[str] = []
    for cell in row.findall("c"):
        place = cell.get("r")
        column = _column(place.rstrip("0123456789")) if place else len(texts)
        if not len(texts) <= column < _MOST_COLUMNS:
            raise ValueError(place)
        texts.extend([""] * (column - len(texts)))
        texts.append(cells.text(cell).strip())
    return texts


def sheet_rows(source: Source, sheet: str, progress: Progress) -> Iterator[tuple[int, list[str]]]:
    """Row numbers as the sheet shows them and the text of each cell; rows without a cell are left out.

    Raises FileRefused for a sheet that is damaged, and ImportCancelled.
    """
    with _opened(source) as book:
        cells = _Cells(_shared_texts(book), _date_styles(book))
        place = _sheets(book)[sheet]
        total = last = 0
        for _, element in book.part(place, "dimension", "row"):
            if element.tag == "dimension":
                total = int(re.sub(r"^.*\D", "", element.get("ref", "")) or 0)
                continue
            number = int(element.get("r", last + 1))
            if number // _REPORT_EVERY > last // _REPORT_EVERY or not last:
                _tell(progress, number, total, source)
            last = number
            try:
                texts = _texts(element, cells)
            except (ValueError, IndexError) as error:
                raise FileRefused(source.name, "the row holds a cell that no workbook has", line=number) from error
            yield number, texts


def _tell(progress: Progress, number: int, total: int, source: Source) -> None:
    if progress.is_cancelled:
        raise ImportCancelled
    progress.report(done=number, total=max(total, number), what=source.own_name)
