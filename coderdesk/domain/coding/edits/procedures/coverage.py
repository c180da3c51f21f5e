"""Medical necessity by list, and the modifiers that say what the patient was told before the service."""

from collections.abc import Iterator

from coderdesk.domain.coding.checked_visit import CheckedLine
from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.coding.code_release import CoveredDiagnosis
from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.values.finding import Severity

_ABN = "CMS Medicare Claims Processing Manual ch. 30 § 50 (form CMS-R-131) and the modifiers GA, GX, GY, GZ"
_TOLD = frozenset({"GA", "GX", "GY", "GZ"})


def _lines(chart: Chart) -> Iterator[CheckedLine]:
    """Coverage lists are Medicare's; a visit that names another payer is not held against them."""
    payer = chart.visit.payer.lower()
    if payer and "medicare" not in payer:
        return
    for line in chart.visit.lines:
        if line.system in (CodeSystem.CPT, CodeSystem.HCPCS) and line.pointers:
            yield line


def _uncovered(chart: Chart) -> Iterator[Hit]:
    for line in _lines(chart):
        if _TOLD & set(line.modifiers):
            continue
        rows = chart.book.tables.coverage_of(line.code, chart.visit.date_of_service)
        pointed = _pointed(chart, line)
        if rows and pointed and not any(covers(row, code) for row in rows for code in pointed):
            yield Hit(
                at=line,
                codes=(line.code, *pointed),
                words={"diagnoses": ", ".join(pointed), "lists": _lists(rows)},
            )


def covers(row: CoveredDiagnosis, code: str) -> bool:
    """A row covers its code, or with a hyphen every code that begins so."""
    bare = undotted(code)
    return bare.startswith(row.diagnosis[:-1]) if row.diagnosis.endswith("-") else bare == row.diagnosis


def _pointed(chart: Chart, line: CheckedLine) -> tuple[str, ...]:
    rows = chart.rows
    return tuple(rows[place - 1].code for place in line.pointers or () if 0 < place <= len(rows))


def _lists(rows: tuple[CoveredDiagnosis, ...]) -> str:
    names = dict.fromkeys(" ".join(part for part in (row.article, row.contractor) if part) for row in rows)
    shown = [name for name in names if name][:3]
    return ", ".join(shown) or "the imported coverage list"


def _without_notice(chart: Chart) -> Iterator[Hit]:
    noticed = chart.visit.noticed
    if noticed is None:
        return
    for line in chart.visit.lines:
        if "GA" in line.modifiers and line.code not in noticed:
            yield Hit(at=line, codes=(line.code,))


def _voluntary_without_notice(chart: Chart) -> Iterator[Hit]:
    noticed = chart.visit.noticed
    if noticed is None:
        return
    for line in chart.visit.lines:
        if "GX" in line.modifiers and line.code not in noticed:
            yield Hit(at=line, codes=(line.code,))


def _denied_though_signed(chart: Chart) -> Iterator[Hit]:
    for line in chart.visit.lines:
        if "GZ" in line.modifiers and line.code in (chart.visit.noticed or ()):
            yield Hit(at=line, codes=(line.code,))


NOT_COVERED = Rule(
    id="diagnosis-not-covered",
    reference=(63,),
    severity=Severity.WARN,
    citation="CMS billing articles of LCDs and NCDs, as imported",
    sentence="{code}: none of {diagnoses} is covered by {lists}. Point to a documented diagnosis that is, or give the patient an "
    "advance notice (ABN) to sign and add GA.",
    example="a line on an imported list, pointing at a diagnosis that is not",
    check=_uncovered,
    field="pointers",
)
NOTICE_MISSING = Rule(
    id="notice-not-signed",
    reference=(64,),
    severity=Severity.STOP,
    citation=_ABN,
    sentence="{code} carries GA, which says that a signed advance notice is on file, and none is stored for it.",
    example="line HCPCS G0439-GA without a stored notice",
    check=_without_notice,
    field="modifiers",
)
VOLUNTARY_MISSING = Rule(
    id="voluntary-notice-missing",
    reference=(64,),
    severity=Severity.WARN,
    citation=_ABN,
    sentence="{code} carries GX, which says that a voluntary notice was given, and none is stored for it.",
    example="line HCPCS G0439-GX without a stored notice",
    check=_voluntary_without_notice,
    field="modifiers",
)
SIGNED_NOT_TOLD = Rule(
    id="signed-notice-not-told",
    reference=(64,),
    severity=Severity.WARN,
    citation=_ABN,
    sentence="{code} carries GZ, which says that no notice was signed, and a signed one is stored. GA would say so.",
    example="line HCPCS G0439-GZ with a stored notice",
    check=_denied_though_signed,
    field="modifiers",
)
