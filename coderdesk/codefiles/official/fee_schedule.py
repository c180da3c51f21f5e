"""The relative value file of the physician fee schedule; its descriptor column belongs to the AMA and is not read."""

from collections.abc import Iterator, Sequence

from coderdesk.codefiles.official.fields import PROCEDURE, amount, five_places, number_in
from coderdesk.codefiles.official.layout import AMA_NUMBERS, CMS, Layout, Look, Reading, Truncation
from coderdesk.codefiles.official.releases import fee_schedule_release
from coderdesk.codefiles.official.tables import headed_rows
from coderdesk.domain.coding.code_release import CodeSet, FileKind, RelativeValue

# The labels are stacked over several rows, so columns are known by their place; the last row of labels begins so.
_LABELS = ("hcpcs", "mod", "description")
_FEWEST_COLUMNS = 26
_INDICATORS = {
    "non-facility NA": 7,
    "facility NA": 9,
    "PC/TC": 13,
    "global": 14,
    "preoperative": 15,
    "intraoperative": 16,
    "postoperative": 17,
    "multiple procedure": 18,
    "bilateral": 19,
    "assistant": 20,
    "co-surgeon": 21,
    "team": 22,
    "endoscopic base": 23,
    "diagnostic supervision": 25,
    "calculation": 26,
    "imaging family": 27,
}


def _is_header(names: Sequence[str]) -> bool:
    return tuple(names[:3]) == _LABELS


def _read(reading: Reading) -> Iterator[RelativeValue]:
    columns, _, rows = headed_rows(reading.rows(), _is_header, reading.source.name)
    if len(columns.names) < _FEWEST_COLUMNS:
        raise reading.fault(columns.line, f"it has {len(columns.names)} columns and not the {_FEWEST_COLUMNS} needed")
    for line, cells in rows:
        if len(cells) < _FEWEST_COLUMNS or not PROCEDURE.fullmatch(five_places(cells[0])):
            raise reading.fault(line, "the row is not a code with its relative values")
        try:
            yield _value(cells)
        except ValueError as error:
            raise reading.fault(line, str(error)) from error


def _value(cells: Sequence[str]) -> RelativeValue:
    return RelativeValue(
        code=five_places(cells[0]),
        modifier=cells[1],
        status=cells[3],
        work=amount(cells[5]),
        practice_expense_non_facility=number_in(cells[6]),
        practice_expense_facility=number_in(cells[8]),
        malpractice=amount(cells[10]),
        total_non_facility=number_in(cells[11]),
        total_facility=number_in(cells[12]),
        conversion_factor=amount(cells[24]),
        indicators=tuple((name, cells[at]) for name, at in _INDICATORS.items() if at < len(cells) and cells[at]),
    )


def _fits(look: Look) -> bool:
    return any(map(_is_header, look.names)) and "relative value" in look.opening().lower()


RELATIVE_VALUES = Layout(
    kind=FileKind.RELATIVE_VALUES,
    code_set=CodeSet.RELATIVE_VALUE,
    publisher=CMS,
    licence=AMA_NUMBERS,
    truncation=Truncation.TOLD_WITHIN_A_LINE,
    fits=_fits,
    read=_read,
    release=fee_schedule_release,
)
