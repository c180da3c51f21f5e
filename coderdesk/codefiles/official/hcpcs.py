"""HCPCS Level II as CMS publishes it: records of 320 bytes with continuations, or the workbook with the same fields."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coderdesk.codefiles.official.fields import HCPCS_LEVEL_TWO, NotADate, date_in
from coderdesk.codefiles.official.layout import CMS, FEDERAL, Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import quarter
from coderdesk.codefiles.official.tables import cell, headed_rows
from coderdesk.codefiles.official.text import raw_lines
from coderdesk.codefiles.official.trouble import CutOff
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ImportedCode, RefusedLine
from coderdesk.domain.values.dates import Period

_LENGTH = 320
_CODE, _CODE_MORE, _MODIFIER, _MODIFIER_MORE = "3", "4", "7", "8"
_RECORDS = {_CODE, _CODE_MORE, _MODIFIER, _MODIFIER_MORE}
_PLACES = {
    "pricing": (120, 127),
    "multiple pricing": (128, 128),
    "coverage": (230, 230),
    "ASC group": (231, 232),
    "medicare outpatient group": (241, 243),
    "processing note": (253, 256),
    "BETOS": (257, 259),
    "type of service": (261, 265),
    "anesthesia base units": (266, 268),
    "cross reference": (205, 229),
    "statute": (171, 180),
    "action": (293, 293),
}
_HEADINGS = {
    "pricing": ("price1", "price2", "price3", "price4"),
    "multiple pricing": ("mult pi",),
    "coverage": ("cov",),
    "ASC group": ("asc grp",),
    "medicare outpatient group": ("opps",),
    "processing note": ("procnote",),
    "BETOS": ("betos",),
    "type of service": ("tos1", "tos2", "tos3", "tos4", "tos5"),
    "anesthesia base units": ("anest bu",),
    "cross reference": ("xref1", "xref2", "xref3", "xref4", "xref5"),
    "statute": ("statute",),
    "action": ("action cd",),
}


@dataclass(slots=True)
class _Entry:
    """One code or modifier while its records are put together. Dates are still text."""

    line: int
    value: str
    is_modifier: bool
    long_parts: list[str]
    short: str
    added: str
    changed: str
    ended: str
    extra: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Record:
    """One record, from whichever file: its kind, its value, and its fields by name."""

    line: int
    kind: str
    value: str
    fields: dict[str, str]


def _records_of_text(reading: Reading) -> Iterator[_Record]:
    with reading.source.opened(reading.progress) as stream:
        for line, raw in raw_lines(stream, reading.source.name):
            if not raw.endswith(b"\n"):
                raise CutOff(reading.source.name, line=line)
            text = raw.rstrip(b"\r\n").decode("latin-1")
            if len(text) == _LENGTH and text[10] in _RECORDS:
                yield _record(line, text)
            elif _looks_like_record(text):
                raise reading.fault(line, f"the record has {len(text)} bytes in place of {_LENGTH}")


def _looks_like_record(text: str) -> bool:
    return len(text) > 10 and text[10] in _RECORDS and text[5:10].isdigit() and text[:5].strip().isalnum()


def _at(text: str, first: int, last: int) -> str:
    return text[first - 1 : last].strip()


def _record(line: int, text: str) -> _Record:
    fields = {name: " ".join(_at(text, *place).split()) for name, place in _PLACES.items()}
    dates = {"added": (269, 276), "changed": (277, 284), "ended": (285, 292)}
    fields |= {name: _at(text, *place) for name, place in dates.items()}
    fields |= {"long": _at(text, 12, 91), "short": _at(text, 92, 119)}
    return _Record(line, text[10], _at(text, 1, 5), fields)


def _records_of_workbook(reading: Reading) -> Iterator[_Record]:
    columns, _, rows = headed_rows(reading.rows(), _is_header, reading.source.name)
    places = {name: [columns.find(one) for one in headings] for name, headings in _HEADINGS.items()}
    places |= {
        "added": [columns.place("add dt", "add date")],
        "changed": [columns.place("act eff dt")],
        "ended": [columns.place("term dt")],
        "long": [columns.place("long description")],
        "short": [columns.place("short description")],
    }
    value, kind = columns.place("hcpc"), columns.place("recid")
    for line, cells in rows:
        if cell(cells, kind) in _RECORDS:
            fields = {name: " ".join(filter(None, (cell(cells, one) for one in some))) for name, some in places.items()}
            yield _Record(line, cell(cells, kind), cell(cells, value), fields)


def _is_header(names: Iterable[str]) -> bool:
    return {"hcpc", "seqnum", "recid"} <= set(names)


def _read(records: Iterator[_Record], reading: Reading) -> Iterator[ImportedCode]:
    entry: _Entry | None = None
    for record in records:
        if record.kind in {_CODE_MORE, _MODIFIER_MORE}:
            if entry is None or record.value != entry.value:
                raise reading.fault(record.line, "a continuation stands without the record that it continues")
            entry.long_parts.append(record.fields["long"])
            continue
        if entry is not None:
            yield from _finished(entry, reading)
        entry = _entry(record)
    if entry is None:
        raise reading.fault(1, "it holds no record of a code")
    yield from _finished(entry, reading)


def _entry(record: _Record) -> _Entry:
    fields = record.fields
    return _Entry(
        line=record.line,
        value=record.value,
        is_modifier=record.kind == _MODIFIER,
        long_parts=[fields["long"]],
        short=fields["short"],
        added=fields["added"],
        changed=fields["changed"],
        ended=fields["ended"],
        extra=[(name, fields[name]) for name in _PLACES if fields.get(name)],
    )


def _reason_to_leave_out(entry: _Entry) -> str:
    """Codes whose words are licensed by others are not read: CPT by its first digit, dental codes by their D."""
    if entry.value[:1].isdigit():
        return "the code begins with a digit: it belongs to CPT"
    if entry.is_modifier:
        return "" if len(entry.value) == 2 and entry.value.isalnum() else "a modifier has two places"
    if entry.value.startswith("D"):
        return "dental codes are licensed by the American Dental Association"
    return "" if HCPCS_LEVEL_TWO.fullmatch(entry.value) else "it is not a HCPCS Level II code"


def _finished(entry: _Entry, reading: Reading) -> Iterator[ImportedCode]:
    reason = _reason_to_leave_out(entry)
    if reason:
        reading.refuse(RefusedLine(entry.line, reason))
        return
    try:
        added, ended = date_in(entry.added), date_in(entry.ended)
    except NotADate as error:
        raise reading.fault(entry.line, str(error)) from error
    kind = ("kind", "modifier" if entry.is_modifier else "code")
    yield ImportedCode(
        value=entry.value,
        title=" ".join(filter(None, entry.long_parts)),
        short_title=entry.short,
        is_billable=not entry.is_modifier,
        in_force=Period(added, ended),
        extra=(kind, *entry.extra, *([("changed", entry.changed)] if entry.changed else [])),
    )


def _is_text(look: Look) -> bool:
    """Some footers are shorter, so one record among the first lines is enough when no line is a longer one."""
    records = [line for line in look.lines if len(line) == _LENGTH and line[10] in _RECORDS]
    return bool(records) and _looks_like_record(records[0])


HCPCS_RECORDS = Layout(
    kind=FileKind.HCPCS_RECORDS,
    code_set=CodeSet.HCPCS,
    publisher=CMS,
    licence=FEDERAL,
    truncation=Truncation.TOLD_WITHIN_A_LINE_OF_MANY,
    fits=_is_text,
    read=lambda reading: _read(_records_of_text(reading), reading),
    release=quarter,
)
HCPCS_WORKBOOK = Layout(
    kind=FileKind.HCPCS_WORKBOOK,
    code_set=CodeSet.HCPCS,
    publisher=CMS,
    licence=FEDERAL,
    truncation=Truncation.ALWAYS_TOLD,
    fits=lambda look: bool(look.sheet) and look.has_header("hcpc", "seqnum", "recid"),
    read=lambda reading: _read(_records_of_workbook(reading), reading),
    release=quarter,
)
