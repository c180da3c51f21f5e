"""Hypertension with heart or kidney disease: the link is presumed, and one code of I11 to I13 reports it."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Fix, MoveBefore, Remove, Replace
from coderdesk.domain.values.finding import Severity

_HEART = ("I50", "I514", "I515", "I516", "I517", "I5189", "I519")
_LATE_KIDNEY = ("N185", "N186")
_WITH_FAILURE = ("I110", "I130", "I132")
_WITH_LATE_KIDNEY = ("I120", "I1311", "I132")


def _wanted(heart: tuple[Row, ...], kidney: tuple[Row, ...], stands: str) -> str:
    """The code for what is coded beside it; what the standing code says already is kept."""
    fails = any(row.bare.startswith("I50") for row in heart) or stands in _WITH_FAILURE
    late = any(row.bare.startswith(_LATE_KIDNEY) for row in kidney)
    if not kidney and stands in _WITH_LATE_KIDNEY:
        late = True
    has_heart = bool(heart) or stands.startswith(("I11", "I13"))
    has_kidney = bool(kidney) or stands.startswith(("I12", "I13"))
    if has_heart and has_kidney:
        return ("I13.2" if late else "I13.0") if fails else ("I13.11" if late else "I13.10")
    if has_kidney:
        return "I12.0" if late else "I12.9"
    return "I11.0" if fails else "I11.9"


def _presumed(chart: Chart) -> Iterator[Hit]:
    heart, kidney = chart.begins(*_HEART), chart.begins("N18")
    if not heart and not kidney:
        return
    standing = chart.begins("I10", "I11", "I12", "I13")
    for row in standing[:1]:
        wanted = _wanted(heart, kidney, row.bare)
        if wanted.replace(".", "") == row.bare:
            continue
        organs = tuple(one.code for one in (*heart, *kidney))
        fixes: tuple[Fix, ...] = (Replace(tuple(one.code for one in standing), (wanted,)),)
        fixes += tuple(MoveBefore(wanted, code) for code in organs if _stands_before(chart, code, row))
        forms = tuple(one.code for one in standing)
        yield Hit(
            at=row, codes=(*forms, *organs), words={"others": " and ".join(organs), "wanted": wanted}, fixes=fixes
        )


def _stands_before(chart: Chart, code: str, row: Row) -> bool:
    return any(one.code == code and one.place < row.place for one in chart.codes)


def _two_forms(chart: Chart) -> Iterator[Hit]:
    standing = chart.begins("I10", "I11", "I12", "I13")
    if next(_presumed(chart), None) is not None:
        return
    for other in standing[1:]:
        if other.bare[:3] != standing[0].bare[:3]:
            fixes = (Remove("I10"),) if "I10" in (standing[0].code, other.code) else ()
            yield Hit(at=other, codes=(standing[0].code, other.code), words={"other": other.code}, fixes=fixes)


HYPERTENSION = Rule(
    id="hypertension-combined",
    reference=(47, 19),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.C.9.a",
    sentence="{code} with {others}: the guidelines presume that they belong together, and {wanted} reports it, followed by the "
    "codes of heart and kidney. Keep them apart only if the provider states another cause.",
    example="I10 / N18.30",
    check=_presumed,
)
HYPERTENSION_TWICE = Rule(
    id="hypertension-told-twice",
    reference=(47, 19),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.C.9.a",
    sentence="{code} and {other} report one hypertension in two forms: one code of I10 to I13 stands.",
    example="I10 / I11.9",
    check=_two_forms,
)
