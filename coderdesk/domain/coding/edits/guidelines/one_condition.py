"""One condition told by two codes: with and without its detail, at two stages at once, or as current and as history."""

import re
from collections import defaultdict
from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Fix, Remove
from coderdesk.domain.values.finding import Severity

_WORD = re.compile(r"[a-z]+|\d+")
# What "unspecified" stands before, and words that say nothing of their own.
_OPEN = re.compile(r"\bunspecified(?: (?:site|side|part|type|stage|severity|degree|episode|eye|ear|trimester))?\b")
_FILLERS = frozenset(
    "of the and or with without in to other not elsewhere classified uncomplicated single acute".split()
)
_STAGES = re.compile(
    r"\b(?:stage \w+|\w+ stage|(?:first|second|third) (?:degree|trimester)|"
    r"(?:mild|moderate|severe)(?: without psychotic features| with psychotic (?:features|symptoms))?|unspecified severity|"
    r"with other specified severity|intermittent|persistent|limited to breakdown of skin|with fat layer exposed|"
    r"with necrosis of (?:muscle|bone)|with (?:bone|muscle) involvement without evidence of necrosis|"
    r"pressure-induced deep tissue damage)\b"
)
_OPEN_STAGE = re.compile(r"unspecified (?:severity|stage|degree|trimester)|stage unspecified|, unspecified$")
# Circumstances and status codes may say one thing twice; what they are is told by rules of their own.
_NO_CONDITION = ("V", "W", "X", "Y", "Z")


def _conditions(chart: Chart) -> Iterator[Row]:
    return (row for row in chart.codes if row.entry and row.entry.is_billable and row.bare[0] not in _NO_CONDITION)


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title)) - _FILLERS


def _less_told(chart: Chart) -> Iterator[Hit]:
    for row in _conditions(chart):
        title = row.title.lower()
        if "unspecified" not in title:
            continue
        known = _words(_OPEN.sub(" ", title))
        for other in chart.begins(row.bare[:3]):
            if known and _tells_more(row, other, known):
                yield Hit(at=row, codes=(row.code, other.code), words={"other": other.code}, fixes=(Remove(row.code),))
                break


def _tells_more(row: Row, other: Row, known: frozenset[str]) -> bool:
    """All that the open title says, and a detail where it leaves one open; other sides are other conditions."""
    if other.bare == row.bare or other.entry is None or not other.entry.is_billable:
        return False
    if _side(row) and _side(other) and _side(row) != _side(other):
        return False
    if row.entry is not None and other.code in row.entry.sides.values():
        return False  # only the side is open, which a rule of its own tells
    detailed = other.title.lower()
    is_as_open = detailed.count("unspecified") >= row.title.lower().count("unspecified")
    return known <= _words(detailed) and (not is_as_open or _is_below(other, row))


def _is_below(other: Row, row: Row) -> bool:
    """N18.30 tells more than N18.9, though both are unspecified: it stands below a heading that has a detail."""
    heading = row.bare.rstrip("09")
    return len(other.bare) > len(row.bare) and other.bare.startswith(heading) and row.bare.endswith("9")


def _side(row: Row) -> str:
    side = row.entry.side if row.entry else ""
    return "" if side in ("unspecified", "bilateral") else side


def _two_stages(chart: Chart) -> Iterator[Hit]:
    same: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _conditions(chart):
        if row.bare.startswith("N18"):
            if row.bare != "N189":
                same["N18", ""].append(row)
            continue
        title = row.title.lower()
        if _STAGES.search(title):
            same[row.bare[:3], " ".join(_STAGES.sub(" ", title).split())].append(row)
    for rows in same.values():
        for other in rows[1:]:
            if _is_another_stage(rows[0], other):
                yield _both(rows[0], other)


def _is_another_stage(row: Row, other: Row) -> bool:
    """An open stage beside a known one is told by the other rule; stage 3 unspecified is a stage all the same."""
    if row.bare.startswith("N18"):
        return row.bare[:4] != other.bare[:4] or "0" not in (row.bare[4:], other.bare[4:])
    return not (_OPEN_STAGE.search(row.title.lower()) or _OPEN_STAGE.search(other.title.lower()))


def _both(row: Row, other: Row) -> Hit:
    fixes: tuple[Fix, ...] = (Remove(row.code), Remove(other.code))
    return Hit(at=other, codes=(row.code, other.code), words={"other": other.code}, fixes=fixes)


def _current_and_past(chart: Chart) -> Iterator[Hit]:
    for pairing in chart.book.lists.pairings["history and current"]:
        current = chart.in_list(pairing.second)
        for row in chart.in_list(pairing.first) if current else ():
            words = {"other": current[0].code, "what": pairing.words}
            fixes: tuple[Fix, ...] = (Remove(row.code), Remove(current[0].code))
            yield Hit(at=row, codes=(row.code, current[0].code), words=words, fixes=fixes)


LESS_TOLD = Rule(
    id="unspecified-beside-specific",
    reference=(5,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.A.9.b and I.B.18",
    sentence="{code} leaves open what {other} tells: one condition is coded once, with its detail.",
    example="N18.9 / N18.30",
    check=_less_told,
)
TWO_STAGES = Rule(
    id="one-condition-at-two-stages",
    reference=(5,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.A.9.b and I.B.18; I.C.12.a, I.C.14.a and I.C.19.d for ulcers, kidney disease and burns",
    sentence="{code} and {other} are two stages of one condition: one of them, the higher where both are documented, is coded.",
    example="N18.4 / N18.5",
    check=_two_stages,
)
CURRENT_AND_PAST = Rule(
    id="history-beside-current-disease",
    reference=(32,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines IV.J and I.C.2.m",
    sentence="{code} says that {what} is past, and {other} that it is there. Both stand only when a new one is documented.",
    example="C50.911 / Z85.3",
    check=_current_and_past,
)
