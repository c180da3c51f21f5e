"""Severe sepsis: never first, with the infection before it and the failing organ after it."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.fixes import Add, MoveBefore
from coderdesk.domain.values.finding import Severity


def _first(chart: Chart) -> Iterator[Hit]:
    row = chart.first
    if row is not None and row.bare.startswith("R65"):
        rest = chart.in_list(chart.list_of("infections of sepsis"))
        yield Hit(at=row, codes=(row.code,), fixes=(MoveBefore(rest[0].code, row.code),) if rest else ())


def _no_infection(chart: Chart) -> Iterator[Hit]:
    if not chart.in_list(chart.list_of("infections of sepsis")):
        for row in chart.begins("R652"):
            yield Hit(at=row, codes=(row.code,), fixes=(Add(("A41.9", "A40.-", "A41.-"), before=row.code),))


def _no_organ(chart: Chart) -> Iterator[Hit]:
    if not chart.in_list(chart.list_of("acute organ dysfunction")):
        for row in chart.begins("R6520"):
            yield Hit(at=row, codes=(row.code,))


def _after_local(chart: Chart) -> Iterator[Hit]:
    """Sepsis that developed during the stay follows the local infection, so only what was there at admission is asked."""
    systemic = [row for row in chart.begins("A40", "A41") if (row.diagnosis.poa or "").upper() not in ("N", "U")]
    first = chart.first
    if systemic and first is not None and chart.list_of("local infections").holds(first.bare):
        row = systemic[0]
        fixes = (MoveBefore(row.code, first.code),)
        yield Hit(at=row, codes=(row.code, first.code), words={"other": first.code}, fixes=fixes)


SEPSIS_AFTER_LOCAL = Rule(
    id="sepsis-after-local-infection",
    reference=(49,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.1.d.4",
    sentence="{code} is to be listed before the local infection that it came with, {other}. The local infection is "
    "first only when sepsis developed after admission.",
    example="J18.9 / A41.9",
    check=_after_local,
)
SEVERE_SEPSIS_FIRST = Rule(
    id="severe-sepsis-first",
    reference=(49,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.1.d.1.b and I.C.18.g",
    sentence="{code} is never listed first: list the infection, or for R65.1- the underlying condition, before it.",
    example="R65.20 / A41.9 / N17.9",
    check=_first,
)
SEVERE_SEPSIS_INFECTION = Rule(
    id="severe-sepsis-without-infection",
    reference=(49,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.1.d.1.b",
    sentence="{code} needs the code of the systemic infection before it, and none is coded.",
    example="J18.9 / R65.20 / N17.9",
    check=_no_infection,
)
SEVERE_SEPSIS_ORGAN = Rule(
    id="severe-sepsis-without-organ",
    reference=(49,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.1.d.1.b",
    sentence="{code} is sepsis with acute organ dysfunction, and no code names the organ.",
    example="A41.9 / R65.20",
    check=_no_organ,
)
