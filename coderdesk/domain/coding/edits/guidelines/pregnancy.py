"""Pregnancy, childbirth and the puerperium: what has priority, the weeks, the trimester and the outcome of delivery."""

import re
from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Add, MoveBefore, Remove
from coderdesk.domain.values.finding import Severity

_MAY_PRECEDE = ("O", "Z332", "Z39", "Z34", "Z38", "P", "Z31", "Z51", "Z3A")
_WITHOUT_WEEKS = (
    "O00",
    "O01",
    "O02",
    "O03",
    "O04",
    "O07",
    "O08",
    "O85",
    "O86",
    "O87",
    "O88.3",
    "O89",
    "O90",
    "O91",
    "O92",
    "O94",
)
# Abortive outcomes and the time after birth.
_NOT_IN_WEEKS = ("O00", "O01", "O02", "O03", "O04", "O07", "O08", "O85", "O86", "O87", "O90")
_AFTER_BIRTH = re.compile(r"puerperium|postpartum|lactation|following delivery", re.I)
_TRIMESTER = re.compile(r"\b(first|second|third) trimester", re.I)
_DELIVERY = re.compile(r"complicating childbirth|\bdelivery\b.*\bdelivered\b|in childbirth", re.I)
# The first completed week of each trimester and of the one after it (I.C.15.a.3 and the head of chapter 15).
_WEEKS = {"first": (0, 14), "second": (14, 28), "third": (28, 50)}


def _priority(chart: Chart) -> Iterator[Hit]:
    row = chart.first
    maternal = [one for one in chart.begins("O") if not one.bare.startswith("O94")]
    if row is None or not maternal or row.bare.startswith(_MAY_PRECEDE) or row.bare[0] in "VWXY":
        return
    yield Hit(
        at=row,
        codes=(maternal[0].code, row.code),
        words={"other": row.code},
        fixes=(MoveBefore(maternal[0].code, row.code),),
    )


def _normal_supervision(chart: Chart) -> Iterator[Hit]:
    maternal = chart.begins("O")
    for row in chart.begins("Z34") if maternal else ():
        yield Hit(
            at=row, codes=(row.code, maternal[0].code), words={"other": maternal[0].code}, fixes=(Remove(row.code),)
        )


def _incidental(chart: Chart) -> Iterator[Hit]:
    maternal = chart.begins("O")
    for row in chart.begins("Z331") if maternal else ():
        yield Hit(
            at=row, codes=(row.code, maternal[0].code), words={"other": maternal[0].code}, fixes=(Remove(row.code),)
        )


def _weeks_missing(chart: Chart) -> Iterator[Hit]:
    if chart.has("Z3A", "Z332"):
        return
    for row in chart.begins("O"):
        if not row.bare.startswith(_WITHOUT_WEEKS) and not _AFTER_BIRTH.search(row.title):
            yield Hit(at=row, codes=(row.code,), fixes=(Add(("Z3A.-",)),))
            return


def _weeks_alone(chart: Chart) -> Iterator[Hit]:
    goes_on = any(not row.bare.startswith(_NOT_IN_WEEKS) for row in chart.begins("O"))
    if not goes_on and not chart.has("Z331", "Z333", "Z34", "Z36", "Z037"):
        for row in chart.begins("Z3A"):
            yield Hit(at=row, codes=(row.code,))


def weeks_of(row: Row) -> int | None:
    """Completed weeks that a code of Z3A states; None for "not specified"."""
    stated = row.bare[3:]
    if not stated.isdigit() or stated == "00":
        return None
    return 7 if stated == "01" else int(stated)


# Weeks that the book gives to a code itself: the first completed week, and the first one too late.
_WEEKS_OF_CODES = (
    ("O20", 0, 20),
    ("O210", 0, 20),
    ("O211", 0, 20),
    ("O212", 20, 50),
    ("O4201", 0, 37),
    ("O4202", 37, 50),
    ("O4211", 0, 37),
    ("O4212", 37, 50),
    ("O4291", 0, 37),
    ("O4292", 37, 50),
    ("O470", 20, 37),
    ("O471", 37, 50),
    ("O480", 40, 42),
    ("O481", 42, 50),
    ("O60", 20, 37),
)


def _weeks_of_code(chart: Chart) -> Iterator[Hit]:
    stated = [(row, weeks) for row in chart.begins("Z3A") if (weeks := weeks_of(row)) is not None]
    for week_row, weeks in stated[:1]:
        for prefix, start, end in _WEEKS_OF_CODES:
            for row in chart.begins(prefix) if not start <= weeks < end else ():
                span = (
                    f"before {end} weeks"
                    if not start
                    else f"from {start} weeks on"
                    if end == 50
                    else f"from {start} to {end}"
                )
                words = {"other": week_row.code, "weeks": str(weeks), "span": span}
                yield Hit(at=row, codes=(row.code, week_row.code), words=words)


def _trimester_open(chart: Chart) -> Iterator[Hit]:
    stated = [row for row in chart.begins("Z3A") if weeks_of(row) is not None]
    for row in chart.begins("O", "Z34") if stated else ():
        if "unspecified trimester" in row.title.lower():
            yield Hit(at=row, codes=(row.code, stated[0].code), words={"other": stated[0].code})


def _trimester(chart: Chart) -> Iterator[Hit]:
    stated = [(row, weeks_of(row)) for row in chart.begins("Z3A")]
    for week_row, weeks in stated:
        for row in chart.begins("O", "Z34"):
            found = _TRIMESTER.search(row.title)
            if weeks is None or not found:
                continue
            start, end = _WEEKS[found[1].lower()]
            if not start <= weeks < end:
                words = {"other": week_row.code, "trimester": found[1].lower(), "weeks": str(weeks)}
                yield Hit(at=row, codes=(row.code, week_row.code), words=words)


def _outcome_missing(chart: Chart) -> Iterator[Hit]:
    if not chart.has("Z37"):
        for row in chart.begins("O"):
            if row.bare.startswith(("O80", "O82")) or _DELIVERY.search(row.title):
                yield Hit(at=row, codes=(row.code,), fixes=(Add(("Z37.-",)),))
                return


def _outcome_alone(chart: Chart) -> Iterator[Hit]:
    if not chart.has("O"):
        for row in chart.begins("Z37"):
            yield Hit(at=row, codes=(row.code,))


def _normal_delivery(chart: Chart) -> Iterator[Hit]:
    for row in chart.begins("O80"):
        others = [one for one in chart.codes if one.bare.startswith("O") and one.bare != row.bare]
        others += [one for one in chart.begins("Z37") if one.bare != "Z370"]
        for other in others:
            yield Hit(at=other, codes=(row.code, other.code), words={"other": other.code}, fixes=(Remove(row.code),))


PRIORITY = Rule(
    id="pregnancy-not-first",
    reference=(45,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.15.a.1",
    sentence="{code} belongs to chapter 15, whose codes come before those of other chapters; {other} is before it now.",
    example="I10 / O09.92",
    check=_priority,
)
NORMAL_SUPERVISION = Rule(
    id="normal-supervision-with-complication",
    reference=(37, 6),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines IV.O and I.C.15.b.1; Excludes1 at chapter 15",
    sentence="{code} is the supervision of a normal pregnancy and does not stand with {other} of chapter 15.",
    example="Z34.82 / O99.012",
    check=_normal_supervision,
)
INCIDENTAL = Rule(
    id="incidental-pregnancy-with-complication",
    reference=(45,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.15.a.1 and I.C.21.c.11",
    sentence="{code} says that the pregnancy is incidental, and {other} of chapter 15 says that it is not.",
    example="O99.012 / Z33.1",
    check=_incidental,
)
WEEKS_MISSING = Rule(
    id="weeks-missing",
    reference=(45,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.21.c.11; note at chapter 15",
    sentence="{code} asks for the weeks of gestation (Z3A.-).",
    example="O24.410",
    check=_weeks_missing,
)
WEEKS_ALONE = Rule(
    id="weeks-without-pregnancy",
    reference=(45,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.21.c.11; note at Z3A",
    sentence="{code} tells the weeks, which stand beside the codes of a pregnancy or a delivery; none is coded (not after an "
    "abortive outcome, nor after birth).",
    example="I10 / Z3A.20",
    check=_weeks_alone,
)
TRIMESTER = Rule(
    id="trimester-against-weeks",
    reference=(45,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.15.a.3",
    sentence="{code} says {trimester} trimester, and {other} says {weeks} weeks.",
    example="O99.011 / Z3A.30",
    check=_trimester,
)
TRIMESTER_OPEN = Rule(
    id="trimester-untold",
    reference=(45,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.15.a.3 and I.C.15.a.5",
    sentence="{code} leaves the trimester open, and {other} tells the weeks.",
    example="O99.019 / Z3A.30",
    check=_trimester_open,
)
WEEKS_OF_CODE = Rule(
    id="weeks-against-code",
    reference=(45,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.15.a.3; titles and inclusion notes of chapter 15",
    sentence="{code} is for a pregnancy {span}, and {other} says {weeks} weeks.",
    example="O60.14X0 / Z37.0 / Z3A.39",
    check=_weeks_of_code,
)
OUTCOME_MISSING = Rule(
    id="outcome-of-delivery-missing",
    reference=(45,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.15.b.5",
    sentence="{code} reports a delivery: its outcome (Z37.-) is reported with it.",
    example="O80",
    check=_outcome_missing,
)
OUTCOME_ALONE = Rule(
    id="outcome-without-delivery",
    reference=(45,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.15.b.5 and I.C.21.c.11",
    sentence="{code} is the outcome of a delivery, and no code of chapter 15 reports one.",
    example="I10 / Z37.0",
    check=_outcome_alone,
)
NORMAL_DELIVERY = Rule(
    id="normal-delivery-with-complication",
    reference=(45,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.15.n",
    sentence="{code} is a delivery without any complication, with one liveborn child: {other} does not stand beside it.",
    example="O80 / O70.0 / Z37.0",
    check=_normal_delivery,
)
