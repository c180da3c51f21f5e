"""Right and left: the bilateral code, an unspecified side, and a side that the passage contradicts."""

import re
from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.fixes import Remove, Replace
from coderdesk.domain.values.finding import Severity

_RIGHT = re.compile(r"\b(right|rt|r)\b(?!\s*(?:handed|hand dominant|-handed))", re.I)
_LEFT = re.compile(r"\b(left|lt|l)\b(?!\s*(?:handed|hand dominant|-handed|[1-5]\b))", re.I)
_BOTH = re.compile(r"\b(bilateral(?:ly)?|both|b/l|bilat)\b", re.I)


def _both_sides(chart: Chart) -> Iterator[Hit]:
    stand = {row.code: row for row in chart.codes}
    for row in chart.codes:
        sides = row.entry.sides if row.entry else {}
        if row.entry is None or row.entry.side != "right" or sides.get("left") not in stand or "bilateral" not in sides:
            continue
        left, both = stand[sides["left"]], sides["bilateral"]
        yield Hit(
            at=left,
            codes=(row.code, left.code),
            words={"other": left.code, "both": both},
            fixes=(Replace((row.code, left.code), (both,)),),
        )


def _side_twice(chart: Chart) -> Iterator[Hit]:
    stand = {row.code: row for row in chart.codes}
    for row in chart.codes:
        entry = row.entry
        if entry is None or entry.side not in ("bilateral", "unspecified"):
            continue
        for side in ("right", "left"):
            other = entry.sides.get(side)
            if other in stand:
                gone = other if entry.side == "bilateral" else row.code
                yield Hit(at=row, codes=(row.code, other), words={"other": other}, fixes=(Remove(gone),))


def _no_side(chart: Chart) -> Iterator[Hit]:
    stand = {row.code for row in chart.codes}
    for row in chart.codes:
        entry = row.entry
        is_edited = chart.is_inpatient and chart.list_of("unspecified where a side is known").holds(row.bare)
        if entry is None or (entry.side != "unspecified" and not is_edited):
            continue
        sided = tuple(entry.sides[side] for side in ("right", "left", "bilateral") if side in entry.sides)
        if (len(sided) < 2 and not is_edited) or stand & set(sided):
            continue
        yield Hit(
            at=row,
            codes=(row.code,),
            words={"sided": ", ".join(sided) or "see the codes beside it"},
            fixes=tuple(Replace((row.code,), (code,)) for code in sided),
            severity=Severity.STOP_OVERRIDE if chart.is_inpatient else None,
            reference=(58, 23) if chart.is_inpatient else (),
        )


def _contradicted(chart: Chart) -> Iterator[Hit]:
    for row in chart.codes:
        if row.entry is None or row.entry.side not in ("right", "left") or not row.diagnosis.quotations:
            continue
        text = " ".join(row.diagnosis.quotations)
        mine, other = (_RIGHT, _LEFT) if row.entry.side == "right" else (_LEFT, _RIGHT)
        if other.search(text) and not mine.search(text) and not _BOTH.search(text):
            opposite = row.entry.sides.get("left" if row.entry.side == "right" else "right")
            fixes = (Replace((row.code,), (opposite,)),) if opposite else ()
            yield Hit(at=row, codes=(row.code,), words={"side": row.entry.side}, fixes=fixes)


BOTH_SIDES = Rule(
    id="bilateral-code-exists",
    reference=(23,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.B.13",
    sentence="{code} and {other} are the two sides of one condition: {both} reports both. Two codes stand only if the condition "
    "is not bilateral at this visit.",
    example="M17.11 / M17.12",
    check=_both_sides,
)
SIDE_TWICE = Rule(
    id="side-told-twice",
    reference=(23,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.B.13",
    sentence="{code} and {other} report the same condition, once with and once without its side.",
    example="M17.0 / M17.11",
    check=_side_twice,
)
SIDE_UNSPECIFIED = Rule(
    id="side-unspecified",
    reference=(23,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.B.13 and I.B.18; for inpatients the Medicare Code Editor's unspecified edit",
    sentence="{code} does not tell the side, and the book has a code for each: {sided}.",
    example="M17.10",
    check=_no_side,
)
SIDE_CONTRADICTED = Rule(
    id="side-contradicted",
    reference=(23,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.B.13",
    sentence="{code} says {side}, and its passage speaks of the other side only.",
    example='M17.11 on "osteoarthritis of the left knee"',
    check=_contradicted,
)
