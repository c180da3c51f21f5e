"""Only complete codes are reported: no category, and no code without its 7th character."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.edits.tabular.characters import unknown_rows
from coderdesk.domain.coding.fixes import Replace
from coderdesk.domain.coding.rule_book import BookEntry
from coderdesk.domain.values.finding import Severity

_SHOWN = 18


def _category(chart: Chart) -> Iterator[Hit]:
    for row in chart.codes:
        if row.entry and not row.entry.is_billable and not _wants_seventh(chart, row):
            yield Hit(at=row, codes=(row.code,), words={"since": _since(chart, row)}, reference=_reference(chart, row))


def _ended(chart: Chart, row: Row) -> date | None:
    """The last day on which the heading was a code itself, if it was one before."""
    known = chart.book.find(CodeSystem.ICD10CM, row.bare)
    last = known.in_force.end if known is not None and known.is_billable else chart.book.lists.ended.get(row.bare)
    return last if last is not None and last < chart.visit.date_of_service else None


def _since(chart: Chart, row: Row) -> str:
    ended = _ended(chart, row)
    return f" (a code until {ended:%m/%d/%Y})" if ended else ""


def _reference(chart: Chart, row: Row) -> tuple[int, ...]:
    return (1, 15, 4) if _ended(chart, row) else ()


def _without_seventh(chart: Chart) -> Iterator[Hit]:
    for row in (*chart.codes, *unknown_rows(chart)):
        if row.entry is None or not row.entry.is_billable:
            headed = _wants_seventh(chart, row)
            if headed:
                yield _missing(row, headed)


def _wants_seventh(chart: Chart, row: Row) -> BookEntry | None:
    """The heading whose 7th characters complete this code, whether its placeholders are typed or not."""
    if row.entry is not None and row.entry.endings:
        return row.entry
    if not row.bare.endswith("X"):
        return None
    headed = chart.book.entry_on(row.bare.rstrip("X"), chart.visit.date_of_service)
    return headed if headed and headed.endings else None


def _missing(row: Row, headed: BookEntry) -> Hit:
    stem = headed.bare.ljust(6, "X")
    whole = f"{stem[:3]}.{stem[3:]}"
    endings = "; ".join(f"{one.character} {one.meaning}".strip() for one in headed.endings[:_SHOWN])
    fixes = tuple(Replace((row.code,), (whole + one.character,)) for one in headed.endings)
    return Hit(at=row, codes=(row.code,), words={"endings": endings}, fixes=fixes)


NOT_A_CODE = Rule(
    id="not-a-whole-code",
    reference=(1, 15),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.A.3, I.B.2 and IV.F",
    sentence="{code} is a heading{since} and no complete code: choose one of the codes below it.",
    example="E11",
    check=_category,
    on_desk=False,
)
SEVENTH_MISSING = Rule(
    id="seventh-character-missing",
    reference=(2, 1, 15),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.A.5 and I.B.2",
    sentence="{code} needs a 7th character: {endings}.",
    example="S72.001",
    check=_without_seventh,
)
