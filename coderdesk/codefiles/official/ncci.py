"""The National Correct Coding Initiative: procedure pairs, units limits and add-on codes. Rationales are left out."""

import re
from collections.abc import Iterator, Sequence

from coderdesk.codefiles.official.fields import NEVER_BEGAN, PROCEDURE, NotADate, compact_date, date_in, five_places
from coderdesk.codefiles.official.layout import AMA_NUMBERS, CMS, Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import add_on_release, mue_release, ptp_release
from coderdesk.codefiles.official.tables import cell, headed_rows
from coderdesk.domain.coding.code_release import AddOnPair, CodeSet, EditPair, FileKind, UnitsLimit
from coderdesk.domain.values.dates import Period

_PAIR_COLUMNS = 6
# A procedure code, or what a numeric cell left of one.
_WRITTEN = re.compile(PROCEDURE.pattern + r"|\d{1,4}")
_NEVER = "9"
_INDICATORS = {"0", "1", _NEVER}
_CONTRACTOR = "CCCCC"
_LEADING_DIGIT = re.compile(r"\s*([123])\b")
_ADJUDICATION = "mue adjudication indicator"
_ADD_ON = ("add on code", "aoc", "addon code", "add on")
_PREAMBLE_WITHIN = 60


def _is_pair(cells: Sequence[str]) -> bool:
    """Two procedures, a date and an indicator: column 1, column 2, before 1996, effective, deleted, modifier."""
    return (
        len(cells) >= _PAIR_COLUMNS
        and cells[5] in _INDICATORS
        and cells[3].isdigit()
        and bool(_WRITTEN.fullmatch(cells[0]) and _WRITTEN.fullmatch(cells[1]))
    )


def _read_pairs(reading: Reading) -> Iterator[EditPair]:
    """Every pair after the notice and the stacked header. A pair that was never active covers no day."""
    begun = False
    # Two million rows share some thousand combinations of dates.
    periods: dict[tuple[str, str, str], Period] = {}
    for line, cells in reading.rows():
        if not begun and not (begun := _is_pair(cells)):
            if line > _PREAMBLE_WITHIN:
                raise reading.fault(line, "no pair of codes was found below the header")
            continue
        if not any(cells):
            continue
        if not _is_pair(cells):
            raise reading.fault(line, "the row is not a pair of codes with its dates and indicator")
        dates = (cells[3], cells[4], cells[5])
        if dates not in periods:
            try:
                periods[dates] = _pair_period(*dates)
            except NotADate as error:
                raise reading.fault(line, str(error)) from error
        yield EditPair(
            column1=five_places(cells[0]),
            column2=five_places(cells[1]),
            in_force=periods[dates],
            modifier_indicator=cells[5],
        )


def _pair_period(effective: str, deleted: str, indicator: str) -> Period:
    """Deleted on the day on which it began, or marked 9, it was never active (NCCI policy manual, introduction)."""
    starts, ends = compact_date(effective), compact_date(deleted)
    never = indicator == _NEVER or (starts is not None and starts == ends)
    return NEVER_BEGAN if never else Period(starts, ends)


def _read_limits(reading: Reading) -> Iterator[UnitsLimit]:
    columns, _, rows = headed_rows(reading.rows(), _is_limits_header, reading.source.name)
    code, units = columns.place("hcpcs cpt code", "hcpcs code", "cpt code"), columns.ending("mue values")
    indicator = columns.place(_ADJUDICATION)
    for line, cells in rows:
        value = five_places(cell(cells, code))
        kind = _LEADING_DIGIT.match(cell(cells, indicator))
        amount = cell(cells, units)
        if not PROCEDURE.fullmatch(value) or kind is None or not amount.isdigit():
            raise reading.fault(line, "the row is not a code with its units and adjudication indicator")
        yield UnitsLimit(code=value, units=int(amount), adjudication=int(kind[1]))


def _is_limits_header(names: Sequence[str]) -> bool:
    return _ADJUDICATION in names and any(name.endswith("mue values") for name in names)


def _read_add_ons(reading: Reading) -> Iterator[AddOnPair]:
    columns, _, rows = headed_rows(reading.rows(), _is_add_on_header, reading.source.name)
    add_on, primary = columns.place(*_ADD_ON), columns.place("primary code", "primary")
    kind = columns.place("aoc edit type", "add on code edit type", "edit type", "type")
    starts = columns.find("aoc edit eff dt", "aoc edit eff dt julian", "aoc edit effective date", "effective date")
    ends = columns.find("aoc edit del dt", "aoc edit del dt julian", "aoc edit deletion date", "deletion date")
    for line, cells in rows:
        value, first = five_places(cell(cells, add_on)), five_places(cell(cells, primary))
        number = _LEADING_DIGIT.match(cell(cells, kind))
        is_contractor = first == _CONTRACTOR or not first
        if not PROCEDURE.fullmatch(value) or number is None or not (is_contractor or PROCEDURE.fullmatch(first)):
            raise reading.fault(line, "the row is not an add-on code with its primary code and type")
        try:
            in_force = Period(date_in(cell(cells, starts)), date_in(cell(cells, ends)))
        except NotADate as error:
            raise reading.fault(line, str(error)) from error
        yield AddOnPair(add_on=value, primary="" if is_contractor else first, kind=int(number[1]), in_force=in_force)


def _is_add_on_header(names: Sequence[str]) -> bool:
    return bool(set(_ADD_ON) & set(names)) and bool({"primary code", "primary"} & set(names))


def _has_pairs(look: Look) -> bool:
    return (bool(look.sheet) or look.delimiter == "\t") and any(map(_is_pair, look.rows))


NCCI_PTP = Layout(
    kind=FileKind.NCCI_PTP,
    code_set=CodeSet.NCCI_PTP,
    publisher=CMS,
    licence=AMA_NUMBERS,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=_has_pairs,
    read=_read_pairs,
    release=ptp_release,
    is_quoted=False,
)
MUE = Layout(
    kind=FileKind.MUE,
    code_set=CodeSet.MUE,
    publisher=CMS,
    licence=AMA_NUMBERS,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=lambda look: any(map(_is_limits_header, look.names)),
    read=_read_limits,
    release=mue_release,
)
ADD_ON = Layout(
    kind=FileKind.ADD_ON,
    code_set=CodeSet.ADD_ON,
    publisher=CMS,
    licence=AMA_NUMBERS,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=lambda look: any(map(_is_add_on_header, look.names)),
    read=_read_add_ons,
    release=add_on_release,
)
