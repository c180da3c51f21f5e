"""Examinations, screening and preparation for surgery: what the Z code first listed asks of the others."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import MoveBefore, Replace
from coderdesk.domain.values.finding import Severity

_EXAMINATION = ("Z00", "Z01")
_WITHOUT = {
    "Z0000": "Z00.01",
    "Z00129": "Z00.121",
    "Z01419": "Z01.411",
    "Z0100": "Z01.01",
    "Z0110": "Z01.118",
    "Z0130": "Z01.31",
}


def _is_finding(row: Row) -> bool:
    return row.bare[0] not in "VWXYZ"


def _finding_missing(chart: Chart) -> Iterator[Hit]:
    for row in chart.begins(*_EXAMINATION):
        says_abnormal = "abnormal findings" in row.title and "without" not in row.title
        if says_abnormal and not any(_is_finding(one) for one in chart.rows):
            yield Hit(at=row, codes=(row.code,))


def _finding_untold(chart: Chart) -> Iterator[Hit]:
    findings = chart.in_list(chart.list_of("abnormal findings"))
    for row in chart.begins(*_WITHOUT):
        if row.bare in _WITHOUT and findings:
            other = findings[0]
            fixes = (Replace((row.code,), (_WITHOUT[row.bare],)),)
            yield Hit(
                at=row,
                codes=(row.code, other.code),
                words={"other": other.code, "with": _WITHOUT[row.bare]},
                fixes=fixes,
            )


def _screening_after(chart: Chart) -> Iterator[Hit]:
    for pairing in chart.book.lists.pairings["screening and finding"]:
        for row in chart.in_list(pairing.first):
            for other in chart.in_list(pairing.second):
                if other.place < row.place:
                    yield Hit(
                        at=row,
                        codes=(row.code, other.code),
                        words={"other": other.code, "what": pairing.words},
                        fixes=(MoveBefore(row.code, other.code),),
                    )


def _surgery_unnamed(chart: Chart) -> Iterator[Hit]:
    for row in chart.begins("Z0181"):
        if not any(_is_finding(one) or one.bare.startswith(("Z4", "Z30", "Z52")) for one in chart.rows):
            yield Hit(at=row, codes=(row.code,))


ABNORMAL_WITHOUT_FINDING = Rule(
    id="examination-finding-missing",
    reference=(38,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines IV.P and I.C.21.c.13",
    sentence="{code} says that the examination found something abnormal, and no code names the finding.",
    example="Z00.01",
    check=_finding_missing,
)
FINDING_WITHOUT_ABNORMAL = Rule(
    id="examination-finding-untold",
    reference=(38,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines IV.P and I.C.21.c.13",
    sentence="{code} says that nothing abnormal was found, and {other} is an abnormal finding. If it was found at this "
    "examination, {with} is the code.",
    example="Z00.00 / R91.1",
    check=_finding_untold,
)
SCREENING_ORDER = Rule(
    id="screening-after-finding",
    reference=(39,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.21.c.5 and IV.Q",
    sentence="{other} is listed before {code} ({what}). If screening was the reason for the visit it stays first, and what it "
    "found follows.",
    example="K63.5 / Z12.11",
    check=_screening_after,
)
SURGERY_UNNAMED = Rule(
    id="reason-for-surgery-missing",
    reference=(35,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines IV.M",
    sentence="{code} is an examination before a procedure: which condition is the reason for the surgery? Its code follows.",
    example="Z01.818",
    check=_surgery_unnamed,
)
