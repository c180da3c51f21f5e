"""Use additional code, and code also: prompts with the codes that the note names."""

from collections.abc import Iterator

from coderdesk.domain.coding.conditions import Condition
from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.edits.tabular.code_first import named_rows, notes_to_code_first, whole_codes
from coderdesk.domain.coding.fixes import Add, MoveBefore
from coderdesk.domain.coding.tabular import Level, NoteKind
from coderdesk.domain.values.finding import Severity

_BELOW_SECTION = (Level.CATEGORY, Level.SUBCATEGORY, Level.CODE)
_DIABETES = ("E08", "E09", "E10", "E11", "E13")
_DRUGS_OF_DIABETES = "Z79"


def _asked(row: Row, kind: NoteKind) -> Iterator[Condition]:
    for condition in row.entry.conditions if row.entry else ():
        if condition.kind is kind and condition.level in _BELOW_SECTION and not condition.is_optional:
            yield condition


def _prompts(chart: Chart, kind: NoteKind) -> Iterator[Hit]:
    told: set[str] = set()
    for row in whole_codes(chart):
        for condition in _asked(row, kind):
            if condition.text in told or named_rows(chart, row, condition):
                continue
            told.add(condition.text)
            yield _prompt(row, condition, may_be_met=not condition.targets and _has_more(chart, row))


def _has_more(chart: Chart, row: Row) -> bool:
    """A further condition may be what free text ("to identify condition") asks for."""
    return any(other.bare != row.bare and other.bare[0] not in "VWXYZ" for other in chart.codes)


def _prompt(row: Row, condition: Condition, *, may_be_met: bool) -> Hit:
    candidates = tuple(target.printed for target in condition.targets)
    is_hypertension = row.bare.startswith(("I11", "I12", "I13")) and candidates and candidates[0][:3] in ("I50", "N18")
    is_control = row.bare.startswith(_DIABETES) and any(one.startswith(_DRUGS_OF_DIABETES) for one in candidates)
    return Hit(
        at=row,
        codes=(row.code,),
        words={"at": condition.stands_at, "text": condition.text},
        fixes=(Add(candidates, after=row.code),) if candidates else (),
        severity=Severity.INFO if may_be_met else None,
        reference=(10, 48) if is_control else (10, 47) if is_hypertension else (),
    )


def _additional(chart: Chart) -> Iterator[Hit]:
    yield from _prompts(chart, NoteKind.USE_ADDITIONAL)


def _also(chart: Chart) -> Iterator[Hit]:
    yield from _prompts(chart, NoteKind.CODE_ALSO)


def _before_its_code(chart: Chart) -> Iterator[Hit]:
    for row in chart.codes:
        for condition in _asked(row, NoteKind.USE_ADDITIONAL):
            for other in named_rows(chart, row, condition):
                if other.place < row.place and _only_adds(row, other, condition):
                    yield Hit(
                        at=other,
                        codes=(row.code, other.code),
                        words={"other": other.code, "at": condition.stands_at, "text": condition.text},
                        fixes=(MoveBefore(row.code, other.code),),
                    )


def _only_adds(row: Row, other: Row, condition: Condition) -> bool:
    """A note at the code or its subcategory, or a code that only ever supplements; tobacco may be why somebody came."""
    if (
        row.entry is None
        or condition.depth < len(row.entry.above) - 1
        or other.bare.startswith(("F1", "Z72", "Z77", "Z87"))
    ):
        return False
    # the note at the other code, which stops, says the same
    return not any(note.names(row.entry.spot) for note in notes_to_code_first(other))


USE_ADDITIONAL = Rule(
    id="use-additional",
    reference=(10,),
    severity=Severity.ASK,
    citation="ICD-10-CM Guidelines I.A.13 and I.B.7; for diabetes I.C.4.a.3",
    sentence="{code} asks for a further code after it, if documented ({at}: {text}).",
    example="E11.22",
    check=_additional,
)
ADDITIONAL_BEFORE = Rule(
    id="additional-code-before",
    reference=(10,),
    severity=Severity.ASK,
    citation="ICD-10-CM Guidelines I.A.13 and I.B.7",
    sentence="{other} adds to {code} and follows it ({at}: {text}). Should {code} stand first?",
    example="B96.20 / N39.0",
    check=_before_its_code,
)
CODE_ALSO = Rule(
    id="code-also",
    reference=(11,),
    severity=Severity.ASK,
    citation="ICD-10-CM Guidelines I.A.17",
    sentence="{code} may need a second code, in either order ({at}: {text}).",
    example="I16.0",
    check=_also,
)
