"""HIV and COVID-19: confirmed or not, and the order of what they cause."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.fixes import MoveBefore, Remove
from coderdesk.domain.values.finding import Severity


def _hiv(chart: Chart) -> Iterator[Hit]:
    stages = [chart.begins(code) for code in ("B20", "Z21", "R75")]
    for place, rows in enumerate(stages):
        for row in rows:
            for other in (one for later in stages[place + 1 :] for one in later):
                yield Hit(
                    at=other, codes=(row.code, other.code), words={"other": other.code}, fixes=(Remove(other.code),)
                )


def _exposed(chart: Chart) -> Iterator[Hit]:
    confirmed = chart.begins("U071")
    for row in chart.begins("Z20822", "Z1152") if confirmed else ():
        yield Hit(
            at=row, codes=(row.code, confirmed[0].code), words={"other": confirmed[0].code}, fixes=(Remove(row.code),)
        )


def _covid_after(chart: Chart) -> Iterator[Hit]:
    manifest = chart.in_list(chart.list_of("conditions of other organs in COVID-19"))
    for row in chart.begins("U071"):
        for other in manifest:
            if other.place < row.place and not chart.has("O985", "A41", "T86"):
                fixes = (MoveBefore(row.code, other.code),)
                yield Hit(at=row, codes=(row.code, other.code), words={"other": other.code}, fixes=fixes)


def _hiv_after(chart: Chart) -> Iterator[Hit]:
    related = chart.in_list(chart.list_of("conditions related to HIV"))
    for row in chart.begins("B20") if not chart.has("O987") else ():
        for other in related[:1]:
            if other.place < row.place:
                fixes = (MoveBefore(row.code, other.code),)
                yield Hit(at=row, codes=(row.code, other.code), words={"other": other.code}, fixes=fixes)


HIV_ORDER = Rule(
    id="hiv-after-its-condition",
    reference=(50,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.1.a.2(a)",
    sentence="{code} is to be listed before the conditions that come with it, and {other} is before it now. Another "
    "order holds only when the visit was for something unrelated.",
    example="B59 / B20",
    check=_hiv_after,
)
HIV_STAGES = Rule(
    id="hiv-in-two-stages",
    reference=(50,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.C.1.a.2",
    sentence="{code} and {other} are two stages of one infection: after confirmed HIV disease B20 alone is used, and an "
    "inconclusive test (R75) stands with neither.",
    example="B20 / Z21",
    check=_hiv,
)
COVID_EXPOSED = Rule(
    id="covid-confirmed-and-exposed",
    reference=(50,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.C.1.g.1.e and I.C.21.c.1",
    sentence="{code} is exposure or screening without the disease, and {other} is the confirmed disease.",
    example="U07.1 / Z20.822",
    check=_exposed,
)
COVID_ORDER = Rule(
    id="covid-after-manifestation",
    reference=(50, 9),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.1.g.1.b",
    sentence="{code} is to be listed before its manifestations, and {other} is before it now.",
    example="J80 / U07.1",
    check=_covid_after,
)
