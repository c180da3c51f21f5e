"""What a file or a publisher's zip holds, known by its content: the first bytes, lines, headings or elements."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from coderdesk.codefiles.official import ndc
from coderdesk.codefiles.official.archive import ZIP_START, sources_at
from coderdesk.codefiles.official.layout import FoundRelease, Layout, Look, OfficialFile, header_names
from coderdesk.codefiles.official.layouts import LAYOUTS, STANDS_FOR
from coderdesk.codefiles.official.mapped import ColumnMapping, guessed_layout, layout_for
from coderdesk.codefiles.official.safe_xml import xml_start
from coderdesk.codefiles.official.source import Source
from coderdesk.codefiles.official.tables import HEADER_WITHIN
from coderdesk.codefiles.official.text import decoded
from coderdesk.codefiles.official.trouble import FileRefused, UnknownFile, WrongRelease
from coderdesk.codefiles.official.workbook import sheet_names, sheet_rows
from coderdesk.domain.coding.code_release import FileKind, ReleaseHeader
from coderdesk.shared.ports import NoProgress

_FIRST_BYTES = 64 * 1024
_MOST_LINES = 400
_WEB_PAGE = (b"<!doctype html", b"<html")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_XML = (b"<?xml", b"<")


def recognise(path: Path, *, mappings: Iterable[ColumnMapping] = ()) -> tuple[OfficialFile, ...]:
    """Every importable table in the file or zip, fuller files in place of poorer ones. Saved mappings are tried last.

    Raises FileRefused (UnknownFile when nothing in it is known).
    """
    saved = tuple(layout_for(mapping) for mapping in mappings)
    known: list[OfficialFile] = []
    products: list[Source] = []
    passed_over: list[FileRefused] = []
    for source in sources_at(path):
        look, found = _recognised(source, saved, passed_over)
        if look is not None and ndc.is_product(look):
            products.append(source)
        elif found is not None:
            known.append(found)
    if not known and passed_over:
        raise passed_over[0]
    if products and not any(one.header.kind is FileKind.NDC_DIRECTORY for one in known):
        raise FileRefused(
            path.name, "package.txt, which holds the codes, is not with it", advice="Choose the FDA's zip."
        )
    if not known:
        raise UnknownFile(path.name)
    return tuple(_whole(one, products) for one in _fullest(known))


def tables_seen(path: Path) -> tuple[Look, ...]:
    """The first rows of every text table and sheet, for a person who says which column is which. Raises FileRefused."""
    looks = (look for source in sources_at(path) for look in _looks(source))
    return tuple(look for look in looks if any(len(row) > 1 for row in look.rows))


def _recognised(
    source: Source, saved: tuple[Layout, ...], passed_over: list[FileRefused]
) -> tuple[Look | None, OfficialFile | None]:
    """What a source is. A strange file among others in a zip is passed over; alone it is refused."""
    try:
        for look in _looks(source):
            found = None if ndc.is_product(look) else _known(look, saved)
            if found is not None or ndc.is_product(look):
                return look, found
    except WrongRelease:
        raise
    except FileRefused as refusal:
        passed_over.append(refusal)
    return None, None


def _known(look: Look, saved: tuple[Layout, ...]) -> OfficialFile | None:
    fixed = next((layout for layout in LAYOUTS if layout.fits(look)), None)
    layout = fixed or next((layout for layout in saved if layout.fits(look)), None) or guessed_layout(look)
    if layout is None:
        return None
    return OfficialFile(
        header=_header(layout, look, layout.release(look)),
        layout=layout,
        sources=(look.source,),
        sheet=look.sheet,
        delimiter=look.delimiter,
    )


def _header(layout: Layout, look: Look, found: FoundRelease) -> ReleaseHeader:
    return ReleaseHeader(
        code_set=layout.code_set,
        kind=layout.kind,
        release=found.release,
        in_force=found.in_force,
        publisher=layout.publisher,
        licence=layout.licence,
        source=look.source.name,
        notice=found.notice,
        setting=found.setting,
    )


def _fullest(known: list[OfficialFile]) -> list[OfficialFile]:
    """Text before a workbook of the same table, and the order file in place of the code list."""
    replaced = {kind for one in known for kind in STANDS_FOR.get(one.header.kind, ())}
    chosen: dict[tuple[object, ...], OfficialFile] = {}
    for one in sorted(known, key=lambda file: (bool(file.sheet), file.header.source)):
        stem = one.sources[0].own_name.rpartition(".")[0].lower()
        if one.header.kind not in replaced:
            chosen.setdefault((one.header.kind, stem), one)
    return list(chosen.values())


def _whole(one: OfficialFile, products: list[Source]) -> OfficialFile:
    if one.header.kind is not FileKind.NDC_DIRECTORY:
        return one
    together = ndc.sources_together(one.sources[0], products[0] if products else None)
    return replace(one, sources=together)


def _looks(source: Source) -> Iterator[Look]:
    """The first sight of a file; of a workbook one for each sheet."""
    with source.opened() as stream:
        start = stream.read(_FIRST_BYTES)
    if start.startswith(ZIP_START):
        yield from _sheet_looks(source)
        return
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare[:20].lower().startswith(_WEB_PAGE):
        advice = "The publisher's page wants its licence accepted first; then fetch the file itself."
        raise FileRefused(source.name, "it is a web page and not the file", line=1, advice=advice)
    if start.startswith(_UTF16):
        advice = "Save it as plain text or UTF-8 and choose it again."
        raise FileRefused(source.name, "it is written in UTF-16, which no publisher uses", line=1, advice=advice)
    if bare.startswith(_XML):
        yield Look(source=source, xml=xml_start(bare, source.name))
    elif b"\0" not in start:
        yield _text_look(source, start)


def _sheet_looks(source: Source) -> Iterator[Look]:
    for sheet in sheet_names(source):
        rows = []
        for _, cells in sheet_rows(source, sheet, NoProgress()):
            rows.append(tuple(cells))
            if len(rows) > HEADER_WITHIN:
                break
        yield Look(source=source, rows=tuple(rows), names=header_names(rows), sheet=sheet)


def _text_look(source: Source, start: bytes) -> Look:
    whole, end, _ = start.rpartition(b"\n")
    seen = whole if end and len(start) == _FIRST_BYTES else start
    text = decoded(seen.removeprefix(b"\xef\xbb\xbf"))
    lines = tuple(line.rstrip("\r") for line in text.rstrip("\n").split("\n"))[:_MOST_LINES]
    delimiter = _delimiter(lines)
    rows = tuple(tuple(cell.strip() for cell in row) for row in _cells(lines, delimiter))
    return Look(source=source, lines=lines, rows=rows, names=header_names(rows), delimiter=delimiter)


def _delimiter(lines: tuple[str, ...]) -> str:
    """Which delimiter splits the first lines into most cells."""
    counts = {one: sum(line.count(one) for line in lines[:HEADER_WITHIN]) for one in ("\t", ",", ";", "|")}
    tabbed = sum("\t" in line for line in lines[:HEADER_WITHIN]) * 2 > min(len(lines), HEADER_WITHIN)
    return "\t" if tabbed else max((",", ";", "|"), key=lambda one: counts[one])


def _cells(lines: tuple[str, ...], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader((f"{line}\n" for line in lines), delimiter=delimiter):
            rows.append(row)
            if len(rows) > HEADER_WITHIN:
                break
    except csv.Error:
        return [line.split(delimiter) for line in lines[:HEADER_WITHIN]]
    return rows
