"""A code must be in force on the date of service, for inpatients on the date of discharge."""

from collections.abc import Iterator

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.edits.tabular.characters import heading_of, lacking_placeholder, unknown_rows
from coderdesk.domain.values.finding import Severity

# no code of that day, and no code that may be reported either
_NO_CODE_AT_ALL = (4, 1)


def _not_in_force(chart: Chart) -> Iterator[Hit]:
    day = chart.visit.date_of_service
    if not chart.book.is_loaded(CodeSystem.ICD10CM, day):
        return
    for row in chart.codes:
        if row.entry and not row.entry.in_force.covers(day):
            yield Hit(at=row, codes=(row.code,), words={"why": _why(chart, row), "day": f"{day:%m/%d/%Y}"})
    for row in unknown_rows(chart):
        if not _is_miswritten(chart, row.bare):
            words = {"why": "no installed release has it", "day": f"{day:%m/%d/%Y}"}
            yield Hit(at=row, codes=(row.code,), words=words, reference=_NO_CODE_AT_ALL)


def _is_miswritten(chart: Chart, bare: str) -> bool:
    """Another rule says what is wrong with its characters."""
    entry = heading_of(chart, bare)
    if entry is None:
        return False
    rest = bare[len(entry.bare) :].strip("X")
    return bool(lacking_placeholder(chart, bare)) or (bool(entry.endings) and len(rest) <= 1) or entry.is_billable


def _why(chart: Chart, row: Row) -> str:
    period = row.entry.in_force if row.entry else None
    if period and period.start and chart.visit.date_of_service < period.start:
        return f"it begins on {period.start:%m/%d/%Y}"
    return f"it ended on {period.end:%m/%d/%Y}" if period and period.end else "its dates are not known"


def _not_loaded(chart: Chart) -> Iterator[Hit]:
    day = chart.visit.date_of_service
    if chart.rows and not chart.book.is_loaded(CodeSystem.ICD10CM, day):
        yield Hit(at=None, codes=(), words={"day": f"{day:%m/%d/%Y}"})


IN_FORCE = Rule(
    id="not-in-force",
    reference=(4,),
    severity=Severity.STOP,
    citation="45 CFR 162.1000(a): the code set valid on the date of service; ICD-10-CM Guidelines, introduction",
    sentence="{code} is not in force on {day}: {why}.",
    example="M54.5",
    check=_not_in_force,
    on_desk=False,
)
RELEASE_NOT_LOADED = Rule(
    id="release-not-installed",
    reference=(4,),
    severity=Severity.INFO,
    citation="45 CFR 162.1000(a): the code set valid on the date of service",
    sentence="Validity was not checked: no installed release of ICD-10-CM was in force on {day}. Import the one of that year.",
    example="I10 on 2019-05-04",
    check=_not_loaded,
)
