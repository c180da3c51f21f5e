"""Acute and chronic, and conditions that one combination code reports together."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.fixes import MoveBefore, Replace
from coderdesk.domain.values.finding import Severity


def _chronic_first(chart: Chart) -> Iterator[Hit]:
    for pairing in chart.book.lists.pairings["acute and chronic"]:
        for acute in chart.in_list(pairing.first):
            for chronic in chart.in_list(pairing.second):
                if chronic.place < acute.place:
                    yield Hit(
                        at=acute,
                        codes=(acute.code, chronic.code),
                        words={"other": chronic.code, "what": pairing.words.capitalize()},
                        fixes=(MoveBefore(acute.code, chronic.code),),
                    )


def _parts(chart: Chart) -> Iterator[Hit]:
    for pairing in chart.book.lists.pairings["combinations"]:
        if pairing.unless and chart.has(*pairing.unless):
            continue
        for one in chart.in_list(pairing.first):
            for two in chart.in_list(pairing.second):
                instead = tuple(code.format("", one.code, two.code) for code in pairing.instead)
                is_exact = not any(code.endswith("-") for code in instead)
                yield Hit(
                    at=two,
                    codes=(one.code, two.code),
                    words={"other": two.code, "what": pairing.words, "instead": " + ".join(instead)},
                    fixes=(Replace((one.code, two.code), instead),) if is_exact else (),
                )


ACUTE_FIRST = Rule(
    id="acute-before-chronic",
    reference=(18,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.B.8",
    sentence="{what}: both are coded, the acute one first. List {code} before {other}.",
    example="N18.31 / N17.9",
    check=_chronic_first,
)
COMBINATION = Rule(
    id="combination-code",
    reference=(19,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.B.9; for coronary disease with angina I.C.9.b",
    sentence="{code} and {other} have one code together, {what}: {instead}.",
    example="K81.0 / K81.1",
    check=_parts,
)
