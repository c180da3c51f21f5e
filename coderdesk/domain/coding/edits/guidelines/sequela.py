"""Late effects: what remains stands first, and an acute condition does not stand beside its own late effect."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import MoveBefore
from coderdesk.domain.values.finding import Severity

_LATE = ("B90", "B91", "B92", "B94", "E640", "E641", "E642", "E643", "E648", "E649", "E68", "G09", "O94")
_ACUTE_OF = {
    "B90": ("A15", "A16", "A17", "A18", "A19"),
    "B91": ("A80",),
    "B92": ("A30",),
    "B942": ("B15", "B16", "B17", "B18", "B19"),
    "B941": ("A83", "A84", "A85", "A86"),
    "G09": ("G00", "G01", "G02", "G03", "G04", "G06"),
    "E640": ("E40", "E41", "E42", "E43", "E44", "E45", "E46"),
    "E643": ("E550",),
}
_HEALING = "ABCDEFGHJKMNPQR"


def is_late(row: Row) -> bool:
    return row.bare.startswith(_LATE) or (row.bare[0] in "ST" and len(row.bare) == 7 and row.bare[6] == "S")


def _late_first(chart: Chart) -> Iterator[Hit]:
    row = chart.first
    if row is not None and is_late(row):
        rest = [one for one in chart.rows[1:] if not is_late(one) and one.bare[0] not in "VWXYZ"]
        yield Hit(at=row, codes=(row.code,), fixes=(MoveBefore(rest[0].code, row.code),) if rest else ())


def _with_acute(chart: Chart) -> Iterator[Hit]:
    injuries = {row.bare[:6]: row for row in chart.codes if row.bare[0] in "ST" and row.bare[6:7] in tuple(_HEALING)}
    for row in chart.codes:
        if not is_late(row):
            continue
        acute = [injuries[row.bare[:6]]] if row.bare[0] in "ST" and row.bare[:6] in injuries else []
        for prefix, conditions in _ACUTE_OF.items():
            if row.bare.startswith(prefix):
                acute += chart.begins(*conditions)
        for other in acute:
            yield Hit(at=row, codes=(row.code, other.code), words={"other": other.code})


SEQUELA_FIRST = Rule(
    id="sequela-first",
    reference=(20,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.B.10",
    sentence="{code} names the cause of a late effect: list the condition that remains before it.",
    example="S52.501S / M24.541",
    check=_late_first,
)
SEQUELA_WITH_ACUTE = Rule(
    id="sequela-with-acute",
    reference=(20,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.B.10",
    sentence="{code} is the late effect of what {other} reports as current: the two are not coded together.",
    example="M24.541 / S52.501S / S52.501A",
    check=_with_acute,
)
