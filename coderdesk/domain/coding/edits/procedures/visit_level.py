"""The level of an office visit against its worksheet; silent for a visit that has none."""

from collections.abc import Iterator

from coderdesk.domain.coding.checked_visit import CheckedLine
from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.em_elements import CITATION, Mdm, PatientStatus, level_of_code
from coderdesk.domain.coding.em_level import EmResult, is_measured_on
from coderdesk.domain.values.finding import Severity


def _measured(chart: Chart) -> Iterator[tuple[CheckedLine, PatientStatus, Mdm, EmResult]]:
    result = chart.visit.worksheet
    if result is None or not is_measured_on(chart.visit.date_of_service):
        return
    for line in chart.visit.lines:
        claimed = level_of_code(line.code)
        if claimed is not None:
            yield line, *claimed, result


def _above(chart: Chart) -> Iterator[Hit]:
    for line, _, level, result in _measured(chart):
        if level > result.level:
            yield Hit(at=line, codes=(line.code,), words={"supported": _supported(result), "limits": _limits(result)})


def _below(chart: Chart) -> Iterator[Hit]:
    for line, status, level, result in _measured(chart):
        if level < result.level and status is result.status:
            yield Hit(at=line, codes=(line.code, result.code), words={"supported": result.code})


def _other_status(chart: Chart) -> Iterator[Hit]:
    for line, status, _, result in _measured(chart):
        if status is not result.status:
            words = {"claimed": status.value, "known": result.status.value}
            yield Hit(at=line, codes=(line.code,), words=words)


def _supported(result: EmResult) -> str:
    return result.code or "no level, for no tick of it stands on a passage"


def _limits(result: EmResult) -> str:
    if not result.limiting:
        return ""
    return f" What limits it: {' and '.join(column.value for column in result.limiting)}."


LEVEL_ABOVE = Rule(
    id="level-above-worksheet",
    reference=(65,),
    severity=Severity.WARN,
    citation=CITATION,
    sentence="{code} is above what the visit's worksheet supports: {supported}.{limits}",
    example="line CPT 99215 with a worksheet that supports 99213",
    check=_above,
)
LEVEL_BELOW = Rule(
    id="level-below-worksheet",
    reference=(65,),
    severity=Severity.ASK,
    citation=CITATION,
    sentence="{code} is below what the visit's worksheet supports: {supported}. Is the lower level meant?",
    example="line CPT 99212 with a worksheet that supports 99214",
    check=_below,
)
LEVEL_STATUS = Rule(
    id="level-other-patient-status",
    reference=(65,),
    severity=Severity.WARN,
    citation="AMA CPT E/M guidelines 2023: a patient is new when nobody of the group and specialty saw them for three years",
    sentence="{code} is for a patient who is {claimed}, and the worksheet says that this one is {known}.",
    example="line CPT 99203 with a worksheet of an established patient",
    check=_other_status,
)
