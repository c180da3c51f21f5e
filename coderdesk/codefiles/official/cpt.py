"""CPT descriptors as the AMA delivers them to those who hold its licence; its copyright notice is kept with the set."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice

from coderdesk.codefiles.official.fields import CPT, NotADate, date_in, five_places
from coderdesk.codefiles.official.layout import AMA, AMA_LICENCE, Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import notice_above
from coderdesk.codefiles.official.tables import Columns, cell, headed_rows
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ImportedCode, ImportRow
from coderdesk.domain.values.dates import Period

_FIXED = re.compile(r"(\d{4}[0-9A-Z]) (\S.*)")
_TABBED = re.compile(r"(\d{4}[0-9A-Z])\t(\S[^\t]*)")
_CONTINUED = re.compile(r" {6}(\S.*)")
_SHORT_WIDTH, _MEDIUM_WIDTH, _WRAPPED_WIDTH = 28, 48, 60
_PREAMBLE_WITHIN = 400
_LONG = ("long", "long description", "long descriptor")
_MEDIUM = ("medium", "medium description", "medium descriptor")
_SHORT = ("short", "short description", "short descriptor")


def _width(look: Look) -> int:
    """The longest descriptor among the first lines of a file of fixed places; 0 when it is none."""
    matches = [_FIXED.fullmatch(line) for line in _body(look)]
    return max((len(match[2].rstrip()) for match in matches if match), default=0) if all(matches) else 0


def _body(look: Look) -> list[str]:
    """The lines from the first code on: above stands a preamble of some thirty lines."""
    for place, line in enumerate(look.lines):
        if _FIXED.fullmatch(line) or _TABBED.fullmatch(line):
            return [line for line in look.lines[place:] if line.strip()]
    return []


def _is_long(look: Look) -> bool:
    body = _body(look)
    return bool(body) and all(_TABBED.fullmatch(line) for line in body)


def _wrapped(lines: Iterable[str], last: str = "") -> Iterator[tuple[str, str, bool]]:
    """Code, text and whether it goes on what stood before: the code is repeated, or its place is blank."""
    for line in lines:
        match, more = _FIXED.fullmatch(line.rstrip()), _CONTINUED.fullmatch(line.rstrip())
        code, text = (match[1], match[2]) if match else (last, more[1]) if more else ("", "")
        yield code, text, code == last and bool(code)
        last = code


def _is_wrapped(look: Look) -> bool:
    """Long descriptors over several lines (LONGUF, LONGULF). A file whose every code has one line is another."""
    found = list(_wrapped(_body(look)))
    fits = all(code and len(text) <= _WRAPPED_WIDTH for code, text, _ in found)
    return fits and any(goes_on for _, _, goes_on in found)


def _read_wrapped(reading: Reading) -> Iterator[ImportedCode]:
    """Lines are broken between words. The layout is told by users of the file and was not seen in a licensed one."""
    value, parts = "", list[str]()
    for line, text in dropwhile(lambda numbered: not _FIXED.fullmatch(numbered[1].rstrip()), reading.lines()):
        if not text.strip():
            continue
        ((code, words, _),) = _wrapped((text,), value)
        if not CPT.fullmatch(code) or len(words) > _WRAPPED_WIDTH:
            raise reading.fault(line, "it is not a line of this CPT file")
        if code != value and parts:
            yield ImportedCode(value=value, title=" ".join(parts), in_force=Period(reading.in_force.start))
            parts = []
        value = code
        parts.append(words)
    if parts:
        yield ImportedCode(value=value, title=" ".join(parts), in_force=Period(reading.in_force.start))


def _read_long(reading: Reading) -> Iterator[ImportedCode]:
    """A code and its descriptor with a tab between them, else wrapped."""
    is_tabbed = any("\t" in text for _, text in islice(reading.lines(), _PREAMBLE_WITHIN))
    return _read_lines(_TABBED, 10_000)(reading) if is_tabbed else _read_wrapped(reading)


def _read_lines(form: "re.Pattern[str]", width: int) -> Callable[[Reading], Iterator[ImportedCode]]:
    def read(reading: Reading) -> Iterator[ImportedCode]:
        begun = False
        for line, text in reading.lines():
            match = form.fullmatch(text.rstrip())
            begun = begun or match is not None
            if not begun or not text.strip():
                continue
            if match is None or not CPT.fullmatch(match[1]) or len(match[2]) > width:
                raise reading.fault(line, "it is not a line of this CPT file")
            short = match[2].strip() if width <= _MEDIUM_WIDTH else ""
            yield ImportedCode(
                value=match[1], title=match[2].strip(), short_title=short, in_force=Period(reading.in_force.start)
            )

    return read


def _read_table(*title: str) -> Callable[[Reading], Iterator[ImportedCode]]:
    def read(reading: Reading) -> Iterator[ImportedCode]:
        columns, _, rows = headed_rows(reading.rows(), _has_code_column, reading.source.name)
        places = _places(columns, title)
        for line, cells in rows:
            yield _code(reading, line, cells, places)

    return read


def _has_code_column(names: Sequence[str]) -> bool:
    return bool({"cpt code", "code"} & set(names)) and len(names) > 2


@dataclass(frozen=True, slots=True)
class _Places:
    value: int
    title: int
    short: int | None
    since: int | None
    others: tuple[tuple[int, str], ...]


def _places(columns: Columns, title: tuple[str, ...]) -> _Places:
    value, long = columns.place("cpt code", "code"), columns.place(*title)
    short = columns.find(*_SHORT) if title == _LONG else None
    since = columns.find("current descriptor effective date")
    used = {value, long, short, since}
    others = tuple((place, name) for place, name in enumerate(columns.names) if place not in used and name)
    return _Places(value, long, short, since, others)


def _code(reading: Reading, line: int, cells: list[str], places: _Places) -> ImportedCode:
    value = five_places(cell(cells, places.value))
    if not CPT.fullmatch(value) or not cell(cells, places.title):
        raise reading.fault(line, "the row holds no CPT code with a descriptor")
    try:
        since = date_in(cell(cells, places.since))
    except NotADate as error:
        raise reading.fault(line, str(error)) from error
    extra = [(name, cell(cells, place)) for place, name in places.others if cell(cells, place)]
    return ImportedCode(
        value=value,
        title=cell(cells, places.title),
        short_title=cell(cells, places.short),
        in_force=Period(since or reading.in_force.start),
        extra=tuple(extra),
    )


def _is_consolidated(look: Look) -> bool:
    return any(
        all(set(names) & set(row) for names in (_LONG, _MEDIUM, _SHORT)) and {"cpt code", "code"} & set(row)
        for row in look.names
    )


def _layout(
    kind: FileKind, fits: Callable[[Look], bool], read: Callable[[Reading], Iterator[ImportRow]], told: Truncation
) -> Layout:
    return Layout(
        kind=kind,
        code_set=CodeSet.CPT,
        publisher=AMA,
        licence=AMA_LICENCE,
        truncation=told,
        fits=fits,
        read=read,
        release=notice_above,
        is_quoted=kind is FileKind.CPT_CONSOLIDATED,
    )


CPT_SHORT = _layout(
    FileKind.CPT_SHORT,
    lambda look: 0 < _width(look) <= _SHORT_WIDTH,
    _read_lines(_FIXED, _SHORT_WIDTH),
    Truncation.TOLD_WITHIN_A_LINE,
)
CPT_MEDIUM = _layout(
    FileKind.CPT_MEDIUM,
    lambda look: _SHORT_WIDTH < _width(look) <= _MEDIUM_WIDTH,
    _read_lines(_FIXED, _MEDIUM_WIDTH),
    Truncation.TOLD_WITHIN_A_LINE,
)
CPT_LONG = _layout(
    FileKind.CPT_LONG, lambda look: _is_long(look) or _is_wrapped(look), _read_long, Truncation.TOLD_WITHIN_A_LINE
)
CPT_CONSUMER = _layout(
    FileKind.CPT_CONSUMER,
    lambda look: (
        look.has_header("concept id", "cpt code", "consumer friendly descriptor") and not _is_consolidated(look)
    ),
    _read_table("consumer friendly descriptor"),
    Truncation.TOLD_WITHIN_A_LINE,
)
CPT_CLINICIAN = _layout(
    FileKind.CPT_CLINICIAN,
    lambda look: look.has_header("concept id", "cpt code", "clinician descriptor"),
    _read_table("clinician descriptor"),
    Truncation.TOLD_WITHIN_A_LINE,
)
CPT_CONSOLIDATED = _layout(
    FileKind.CPT_CONSOLIDATED, _is_consolidated, _read_table(*_LONG), Truncation.TOLD_WITHIN_A_LINE
)
