"""Poisoning, adverse effect and underdosing: each with its own place in the list."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Add, MoveBefore
from coderdesk.domain.values.finding import Severity

# Care of mother and newborn, abuse, and encounters that are first-listed by their own rule.
_MAY_PRECEDE = (
    "O",
    "P",
    "T74",
    "T76",
    "Z",
    "A40",
    "A41",
    "T3",
    "T4",
    "T50",
    "T5",
    "T60",
    "T61",
    "T62",
    "T63",
    "T64",
    "T65",
)
_LATER_CARE = ("S",)


def intent_of(row: Row) -> str:
    """ "poisoning", "adverse", "underdosing", "toxic" or "" for every other code."""
    category = row.bare[:3]
    if "T51" <= category <= "T65":
        return "toxic"
    if not "T36" <= category <= "T50":
        return ""
    title = row.title.lower()
    for word, intent in (("poisoning", "poisoning"), ("adverse effect", "adverse"), ("underdosing", "underdosing")):
        if title.startswith(word):
            return intent
    character = row.bare[5:6] if row.bare[5:6] in tuple("123456") else row.bare[4:5]
    return {"5": "adverse", "6": "underdosing"}.get(character, "poisoning" if character else "")


def _poisoning_after(chart: Chart) -> Iterator[Hit]:
    before: Row | None = None
    for row in chart.codes:
        intent = intent_of(row)
        if intent in ("poisoning", "toxic") and row.bare[6:7] not in _LATER_CARE:
            if before is not None:
                yield Hit(
                    at=row,
                    codes=(row.code, before.code),
                    words={"other": before.code, "what": "a toxic effect" if intent == "toxic" else "a poisoning"},
                    fixes=(MoveBefore(row.code, before.code),),
                )
        elif before is None and not row.bare.startswith(_MAY_PRECEDE) and row.bare[0] not in "VWXY":
            before = row


def _is_first(chart: Chart, intent: str) -> Iterator[Hit]:
    row = chart.first
    if row is not None and intent_of(row) == intent and row.bare[6:7] not in _LATER_CARE:
        rest = [one for one in chart.rows[1:] if not intent_of(one) and one.bare[0] not in "VWXYZ"]
        yield Hit(at=row, codes=(row.code,), fixes=(MoveBefore(rest[0].code, row.code),) if rest else ())


def _adverse_first(chart: Chart) -> Iterator[Hit]:
    """No effect stands before the drug: it is first, or only circumstances stand before it."""
    for row in chart.codes:
        if intent_of(row) == "adverse" and row.bare[6:7] not in _LATER_CARE:
            effects = [one for one in chart.rows if not intent_of(one) and one.bare[0] not in "VWXYZ"]
            if not effects or effects[0].place > row.place:
                fixes = (MoveBefore(effects[0].code, row.code),) if effects else ()
                yield Hit(at=row, codes=(row.code,), fixes=fixes)
            return


def _underdosing_first(chart: Chart) -> Iterator[Hit]:
    yield from _is_first(chart, "underdosing")


def _why_underdosed(chart: Chart) -> Iterator[Hit]:
    for row in chart.begins("T36", "T37", "T38", "T39", "T4", "T50"):
        if intent_of(row) == "underdosing" and not chart.has("Z911", "Z91A", "Y63"):
            yield Hit(
                at=row, codes=(row.code,), fixes=(Add(("Z91.12-", "Z91.13-", "Z91.14-", "Y63.6"), after=row.code),)
            )


_CITATION = "ICD-10-CM Guidelines I.C.19.e.5"
POISONING_AFTER = Rule(
    id="poisoning-not-first",
    reference=(44,),
    severity=Severity.STOP,
    citation=_CITATION,
    sentence="{code} is {what} and is to be listed before what it caused; {other} is before it now.",
    example="R40.20 / T40.2X1A",
    check=_poisoning_after,
)
ADVERSE_FIRST = Rule(
    id="adverse-effect-first",
    reference=(44,),
    severity=Severity.STOP,
    citation=_CITATION + "(a)",
    sentence="{code} names the drug of an adverse effect: list the effect itself before it.",
    example="T36.0X5A / L27.0",
    check=_adverse_first,
)
UNDERDOSING_FIRST = Rule(
    id="underdosing-first",
    reference=(44,),
    severity=Severity.STOP,
    citation=_CITATION + "(c)",
    sentence="{code} is an underdosing and is never listed first: list the condition that it worsened before it.",
    example="T46.5X6A / I10",
    check=_underdosing_first,
)
UNDERDOSING_REASON = Rule(
    id="underdosing-reason",
    reference=(44, 10),
    severity=Severity.ASK,
    citation=_CITATION + "(c)",
    sentence="{code}: is it documented why too little was taken? A code of Z91.1- or Y63.- tells it.",
    example="I10 / T46.5X6A",
    check=_why_underdosed,
)
