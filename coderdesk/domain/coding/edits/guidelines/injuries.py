"""Injuries: aftercare is told by the 7th character; place and activity once, at the start; the weak bone of osteoporosis."""

from collections import defaultdict
from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Remove
from coderdesk.domain.values.finding import Severity

_FIRST_CARE = tuple("ABC")
_CIRCUMSTANCES = {"Y92": "place", "Y93": "activity", "Y99": "status"}


def _injuries(chart: Chart) -> tuple[Row, ...]:
    return tuple(
        row for row in chart.begins("S", "T0", "T1", "T2", "T30", "T31", "T32", "T33", "T34") if len(row.bare) == 7
    )


def _aftercare(chart: Chart) -> Iterator[Hit]:
    broken = tuple(row for row in chart.begins("M80", "M843", "M844", "M845", "M846") if len(row.bare) == 7)
    injuries = [row for row in (*_injuries(chart), *broken) if row.bare[6] != "S"]
    for row in chart.in_list(chart.list_of("aftercare")) if injuries else ():
        other = injuries[0]
        yield Hit(at=row, codes=(row.code, other.code), words={"other": other.code}, fixes=(Remove(row.code),))


def _two_stages(chart: Chart) -> Iterator[Hit]:
    stages: dict[str, list[Row]] = defaultdict(list)
    for row in _injuries(chart):
        if row.bare[6] != "S":
            stages[row.bare[:6]].append(row)
    for rows in stages.values():
        for other in rows[1:]:
            yield Hit(
                at=other, codes=(rows[0].code, other.code), words={"other": other.code}, fixes=(Remove(other.code),)
            )


def _told_again(chart: Chart) -> Iterator[Hit]:
    for category, what in _CIRCUMSTANCES.items():
        rows = [row for row in chart.rows if row.bare.startswith(category)]
        for row in rows[1:]:
            yield Hit(at=row, codes=(rows[0].code, row.code), words={"what": what}, fixes=(Remove(row.code),))


def _told_late(chart: Chart) -> Iterator[Hit]:
    staged = [row for row in chart.begins("S", "T") if len(row.bare) == 7]
    if not staged or any(row.bare[6] in _FIRST_CARE for row in staged):
        return
    for row in chart.begins(*_CIRCUMSTANCES):
        yield Hit(at=row, codes=(row.code,), words={"what": _CIRCUMSTANCES[row.bare[:3]]}, fixes=(Remove(row.code),))


def _weak_bone(chart: Chart) -> Iterator[Hit]:
    known = chart.begins("M81", "Z8731")
    if not known or chart.in_list(chart.list_of("strong forces")):
        return
    for row in chart.in_list(chart.list_of("fractures of bones that osteoporosis weakens")):
        if "fracture" in row.title.lower() and row.bare[6:7] != "S" and known[0].bare.startswith("M81"):
            yield Hit(at=row, codes=(row.code, known[0].code), words={"other": known[0].code})


def _not_stated(chart: Chart) -> Iterator[Hit]:
    for row in chart.begins("Y929", "Y939", "Y999"):
        yield Hit(at=row, codes=(row.code,), words={"what": _CIRCUMSTANCES[row.bare[:3]]}, fixes=(Remove(row.code),))


def _stage(row: Row) -> str:
    """ "first", "later" or "late effect" by the 7th character; "" for a code without stages."""
    if len(row.bare) != 7:
        return ""
    return "first" if row.bare[6] in _FIRST_CARE else "late effect" if row.bare[6] == "S" else "later"


def _other_stage(chart: Chart) -> Iterator[Hit]:
    stages = {_stage(row) for row in chart.begins("S", "T", "M80", "M84")} - {""}
    causes = [row for row in chart.begins("V", "W", "X", "Y0", "Y1", "Y2", "Y3", "Y6", "Y7", "Y8") if _stage(row)]
    for row in causes if stages else ():
        if _stage(row) not in stages:
            stage = " or ".join(sorted(stages))
            yield Hit(at=row, codes=(row.code,), words={"mine": _stage(row), "stage": stage})


NOT_STATED = Rule(
    id="circumstance-not-stated",
    reference=(41,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.20.b, I.C.20.c and I.C.20.k",
    sentence="{code} says only that the {what} is not stated: leave it out.",
    example="S52.501A / W19.XXXA / Y92.9",
    check=_not_stated,
)
OTHER_STAGE = Rule(
    id="cause-at-another-stage",
    reference=(43,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.20.a.2 and I.C.19.a",
    sentence="{code} tells {mine} care, and the injury coded here is at another stage ({stage}): the 7th character of the "
    "external cause follows the injury's.",
    example="S52.501D / W19.XXXA",
    check=_other_stage,
)
AFTERCARE = Rule(
    id="aftercare-of-injury",
    reference=(43,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.19.a and I.C.21.c.7",
    sentence="{code} is not used for injuries: the 7th character of {other} tells that this is aftercare.",
    example="S52.501D / Z47.89",
    check=_aftercare,
)
TWO_STAGES = Rule(
    id="injury-in-two-stages",
    reference=(43,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.19.a",
    sentence="{code} and {other} are one injury at two stages of care: one 7th character fits this visit.",
    example="S52.501A / S52.501D",
    check=_two_stages,
)
CIRCUMSTANCE_AGAIN = Rule(
    id="circumstance-told-twice",
    reference=(41,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.20.b, I.C.20.c and I.C.20.k",
    sentence="One code tells the {what} of an injury, and {code} is coded already.",
    example="S52.501A / Y92.010 / Y92.480",
    check=_told_again,
)
CIRCUMSTANCE_LATE = Rule(
    id="circumstance-after-first-care",
    reference=(41,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.20.b, I.C.20.c and I.C.20.k",
    sentence="{code} tells the {what}, which is reported at the initial encounter only; every injury here is in later care.",
    example="S52.501D / Y92.010",
    check=_told_late,
)
OSTEOPOROSIS = Rule(
    id="fracture-with-osteoporosis",
    reference=(53,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.13.d.2",
    sentence="{code} is a traumatic fracture in a patient with known osteoporosis ({other}). After a minor fall a code of M80 "
    "reports both.",
    example="S72.001A / M81.0 / W18.30XA",
    check=_weak_bone,
)
