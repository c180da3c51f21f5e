"""Birth records: the liveborn infant once and first, and the codes of the newborn never on the mother's record."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.fixes import MoveBefore, Remove
from coderdesk.domain.values.finding import Severity

_DAYS_OF_A_BIRTH_RECORD = 366


def _on_the_mother(chart: Chart) -> Iterator[Hit]:
    maternal = chart.begins("O", "Z37")
    for row in chart.begins("P", "Z38") if maternal else ():
        other = maternal[0]
        yield Hit(at=row, codes=(row.code, other.code), words={"other": other.code}, fixes=(Remove(row.code),))


def _birth_not_first(chart: Chart) -> Iterator[Hit]:
    # on the mother's record the place is not what is wrong
    rows = () if chart.has("O", "Z37") else chart.begins("Z38")
    for row in rows[:1]:
        if row.place and chart.first:
            yield Hit(
                at=row,
                codes=(row.code, chart.first.code),
                words={"other": chart.first.code},
                fixes=(MoveBefore(row.code),),
            )


def _birth_twice(chart: Chart) -> Iterator[Hit]:
    rows = chart.begins("Z38")
    for row in rows[1:]:
        yield Hit(at=row, codes=(rows[0].code, row.code), words={"other": rows[0].code}, fixes=(Remove(row.code),))


def _birth_long_ago(chart: Chart) -> Iterator[Hit]:
    born = chart.visit.birth_date
    if born and (chart.visit.date_of_service - born).days > _DAYS_OF_A_BIRTH_RECORD:
        for row in chart.begins("Z38"):
            yield Hit(at=row, codes=(row.code,), fixes=(Remove(row.code),))


NEWBORN_ON_MOTHER = Rule(
    id="newborn-code-on-mother",
    reference=(46,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.16.a.1 and I.C.15.a.2",
    sentence="{code} belongs on the newborn's record, and {other} on the mother's: one record never holds both.",
    example="O80 / Z37.0 / P07.39",
    check=_on_the_mother,
)
BIRTH_NOT_FIRST = Rule(
    id="birth-not-first",
    reference=(46, 42),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.16.a.2",
    sentence="{code} is the first code of a birth record, and {other} is before it now.",
    example="P59.9 / Z38.00",
    check=_birth_not_first,
)
BIRTH_TWICE = Rule(
    id="birth-told-twice",
    reference=(46,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.16.a.2",
    sentence="One code of Z38 tells how the child was born, and {other} is coded already.",
    example="Z38.00 / Z38.01",
    check=_birth_twice,
)
BIRTH_LONG_AGO = Rule(
    id="birth-long-ago",
    reference=(46,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.16.a.2",
    sentence="{code} is used once, on the record of the birth, and this patient was born more than a year ago.",
    example="Z38.00 for a patient of three years",
    check=_birth_long_ago,
)
