"""Excludes1: two codes never together unless the conditions are unrelated. Excludes2: both may stand, which is shown."""

from collections.abc import Iterator

from coderdesk.domain.coding.conditions import Condition, Target
from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Remove
from coderdesk.domain.coding.tabular import Level, NoteKind
from coderdesk.domain.values.finding import Severity

_TELLS_TO_CODE = (NoteKind.CODE_FIRST, NoteKind.CODE_ALSO, NoteKind.USE_ADDITIONAL)
# "specified adverse effects (A00-R94 ...)": half the book is not what such a note keeps apart
_MOST_CATEGORIES = 400


def _clashes(chart: Chart, kind: NoteKind) -> Iterator[tuple[Row, Row, Condition]]:
    """The note's code, the code that it names, and the note; each pair once, by the nearest note."""
    seen: set[tuple[str, str]] = set()
    for row in chart.codes:
        for condition in row.entry.conditions if row.entry else ():
            if condition.kind is not kind:
                continue
            for target in condition.targets:
                for other in _others(chart, row, target):
                    pair = (min(row.bare, other.bare), max(row.bare, other.bare))
                    is_mute = kind is NoteKind.EXCLUDES1 and _is_told_together(row, other, condition)
                    if pair not in seen and not is_mute:
                        seen.add(pair)
                        yield row, other, condition


def _others(chart: Chart, row: Row, target: Target) -> Iterator[Row]:
    """A note that names the family in which its own code stands does not speak of that code."""
    if row.entry is None or target.covers(row.entry.spot) or target.last[0] - target.first[0] > _MOST_CATEGORIES:
        return
    yield from chart.named_by(target)


def _is_told_together(row: Row, other: Row, exclusion: Condition) -> bool:
    """An instruction to code both, or an Excludes2, that stands nearer than the exclusion."""
    for one, two, nearest in ((row, other, exclusion.depth), (other, row, 0)):
        for condition in one.entry.conditions if one.entry else ():
            if two.entry is None or condition.depth < nearest or not condition.names(two.entry.spot):
                continue
            if condition.kind in _TELLS_TO_CODE:
                return True
            if condition.kind is NoteKind.EXCLUDES2 and one is row and condition.depth > nearest:
                return True
    return False


def _excludes1(chart: Chart) -> Iterator[Hit]:
    for row, other, condition in _clashes(chart, NoteKind.EXCLUDES1):
        later = max(row, other, key=lambda one: one.place)
        yield Hit(
            at=later,
            codes=(row.code, other.code),
            words={"other": other.code, "at": condition.stands_at, "text": condition.text},
            fixes=(Remove(row.code), Remove(other.code)),
        )


def _excludes2(chart: Chart) -> Iterator[Hit]:
    for row, other, condition in _clashes(chart, NoteKind.EXCLUDES2):
        if condition.level not in (Level.CHAPTER, Level.SECTION):
            words = {"other": other.code, "at": condition.stands_at, "text": condition.text}
            yield Hit(at=row, codes=(row.code, other.code), words=words)


EXCLUDES1 = Rule(
    id="excludes1",
    reference=(6,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.A.12.a",
    sentence="{code} and {other} exclude each other (Excludes1 at {at}: {text}). Keep both only if the conditions are unrelated, "
    "and write down why; if the documentation is unclear, ask the provider.",
    example="E10.9 / E11.9",
    check=_excludes1,
)
EXCLUDES2 = Rule(
    id="excludes2",
    reference=(7,),
    severity=Severity.INFO,
    citation="ICD-10-CM Guidelines I.A.12.b",
    sentence="{code} does not include {other} (Excludes2 at {at}: {text}). Both may be coded when both are documented.",
    example="I50.9 / I46.9",
    check=_excludes2,
)
