"""Present on admission: each diagnosis of an inpatient says Y, N, U or W, unless its code is exempt."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.values.finding import Severity

_LEGAL = ("Y", "N", "U", "W")
_EXEMPT_MARKS = ("", "1")


def is_exempt(chart: Chart, row: Row) -> bool:
    is_later_care = row.bare[:1] in "ST" and row.bare[6:7] in tuple("DEFGHJKMNPQRS")
    return is_later_care or chart.list_of("exempt from present on admission").holds(row.bare)


def _illegal(chart: Chart) -> Iterator[Hit]:
    for row in chart.rows if chart.is_inpatient else ():
        poa = row.diagnosis.poa
        if poa is not None and poa.upper() not in (*_LEGAL, *_EXEMPT_MARKS):
            yield Hit(at=row, codes=(row.code,), words={"poa": poa[:8]})


def _missing(chart: Chart) -> Iterator[Hit]:
    if not chart.is_inpatient or all(row.diagnosis.poa is None for row in chart.rows):
        return
    for row in chart.rows:
        if (row.diagnosis.poa or "") in _EXEMPT_MARKS and row.entry is not None and not is_exempt(chart, row):
            yield Hit(at=row, codes=(row.code,))


POA_ILLEGAL = Rule(
    id="present-on-admission-illegal",
    reference=(55,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines Appendix I",
    sentence='{code}: "{poa}" is no answer to whether the condition was present on admission; Y, N, U and W are.',
    example="J18.9 with X, inpatient",
    check=_illegal,
    field="poa",
)
POA_MISSING = Rule(
    id="present-on-admission-missing",
    reference=(55,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines Appendix I",
    sentence="{code} is not exempt, and nothing says whether the condition was present on admission (Y, N, U or W).",
    example="J18.9 with Y / N17.9 without, inpatient",
    check=_missing,
    field="poa",
)
