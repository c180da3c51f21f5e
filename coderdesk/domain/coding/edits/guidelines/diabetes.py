"""Diabetes: conditions that the book presumes to belong to it, and a code "without complications" beside one with."""

from collections.abc import Iterator

from coderdesk.domain.coding.code import dotted, undotted
from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Replace
from coderdesk.domain.values.finding import Severity

_TYPES = ("E08", "E09", "E10", "E11", "E13")


def _presumed(chart: Chart) -> Iterator[Hit]:
    diabetes = chart.begins(*_TYPES)
    if not diabetes:
        return
    row = diabetes[0]
    for pairing in chart.book.lists.pairings["diabetes with"]:
        told = tuple(row.bare[:3] + ending.lstrip(".") for ending in pairing.unless)
        if chart.has(*told):
            continue
        for other in chart.in_list(pairing.first):
            combined = dotted(row.bare[:3] + undotted(pairing.instead[0]))
            kept = (other.code,) if "{1}" in pairing.instead else ()
            yield _link(diabetes, other, combined, kept, pairing.words)
            break


def _link(diabetes: tuple[Row, ...], other: Row, combined: str, kept: tuple[str, ...], words: str) -> Hit:
    plain = next((one for one in diabetes if one.bare[3:] == "9"), None)
    gone = (*((plain.code,) if plain else ()), other.code)
    row = plain or diabetes[0]
    return Hit(
        at=row,
        codes=(row.code, other.code),
        words={"other": other.code, "what": words, "combined": combined},
        fixes=(Replace(gone, (combined, *kept)),),
    )


def _without_and_with(chart: Chart) -> Iterator[Hit]:
    for row in chart.begins(*_TYPES):
        if row.bare[3:] != "9":
            continue
        for other in chart.begins(row.bare[:3]):
            if other.bare[3:] not in ("9", "A"):
                yield Hit(at=row, codes=(row.code, other.code), words={"other": other.code})
                break


DIABETES_WITH = Rule(
    id="diabetes-with",
    reference=(12, 48),
    severity=Severity.ASK,
    citation="ICD-10-CM Guidelines I.A.15 and I.C.4.a",
    sentence="{code} with {other}: the Index presumes that {what} belongs to the diabetes unless the documentation says "
    "otherwise; {combined} reports both.",
    example="E11.9 / N18.31",
    check=_presumed,
)
WITHOUT_AND_WITH = Rule(
    id="diabetes-without-and-with-complication",
    reference=(48,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.4.a",
    sentence="{code} says that the diabetes has no complication, and {other} names one.",
    example="E11.9 / E11.22 / N18.31",
    check=_without_and_with,
)
