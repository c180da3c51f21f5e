"""Code first: the code that a note names stands before the code that carries the note."""

from collections.abc import Iterator

from coderdesk.domain.coding.conditions import Condition
from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.edits.tabular.manifestation import is_manifestation
from coderdesk.domain.coding.fixes import Add, MoveBefore
from coderdesk.domain.coding.tabular import Level, NoteKind
from coderdesk.domain.values.finding import Severity

# "Code first, if applicable" asks for nothing while nothing of it is coded.
_BELOW_SECTION = (Level.CATEGORY, Level.SUBCATEGORY, Level.CODE)


def whole_codes(chart: Chart) -> Iterator[Row]:
    """Those that may be reported: what a heading asks for is asked once its code is chosen."""
    return (row for row in chart.codes if row.entry and row.entry.is_billable)


def notes_to_code_first(row: Row) -> Iterator[Condition]:
    for condition in row.entry.conditions if row.entry else ():
        if condition.kind is NoteKind.CODE_FIRST and not condition.for_adverse_effects:
            yield condition


def named_rows(chart: Chart, row: Row, condition: Condition) -> tuple[Row, ...]:
    """The codes of the visit that the note names, in order; not those of the family that carries the note."""
    if row.entry is None:
        return ()
    spot = row.entry.spot
    found = {
        other.bare: other for target in condition.targets if not target.covers(spot) for other in chart.named_by(target)
    }
    return tuple(sorted(found.values(), key=lambda other: other.place))


def _wrong_order(chart: Chart) -> Iterator[Hit]:
    for row in chart.codes:
        for condition in notes_to_code_first(row):
            named = named_rows(chart, row, condition)
            is_met = any(other.place < row.place for other in named)
            if is_met and not (condition.is_optional or condition.means_each):
                continue
            for other in named:
                if other.place > row.place and not _is_beyond(row, other):
                    yield Hit(
                        at=row,
                        codes=(row.code, other.code),
                        words={"other": other.code, "at": condition.stands_at, "text": condition.text},
                        fixes=(MoveBefore(other.code, row.code),),
                        reference=_reference(row, other),
                    )


def _reference(row: Row, other: Row) -> tuple[int, ...]:
    if is_manifestation(row):
        return (9, 8)
    if row.bare.startswith("R652"):
        return (9, 49)
    is_hypertension = row.bare.startswith(("I50", "N18")) and other.bare.startswith(("I11", "I12", "I13"))
    return (9, 47) if is_hypertension else (9,)


def _is_beyond(row: Row, other: Row) -> bool:
    """External causes follow one another freely, and always follow the diagnoses."""
    return other.bare[0] in "VWXY" and row.bare[0] not in "VWXY"


def _absent(chart: Chart) -> Iterator[Hit]:
    told: set[str] = set()
    for row in whole_codes(chart):
        if is_manifestation(row) or _is_pregnancy_care(chart, row):
            continue
        for condition in notes_to_code_first(row):
            is_asked = condition.level in _BELOW_SECTION and not condition.is_optional
            if is_asked and condition.text not in told and not named_rows(chart, row, condition):
                told.add(condition.text)
                yield _question(row, condition)


def _question(row: Row, condition: Condition) -> Hit:
    candidates = tuple(target.printed for target in condition.targets)
    words = {"at": condition.stands_at, "text": condition.text}
    # free text such as "underlying disease" may be met by whatever stands before
    is_open = (condition.gives_examples or not candidates) and row.place > 0
    severity = Severity.INFO if is_open else None
    fixes = (Add(candidates, before=row.code),) if candidates else ()
    return Hit(at=row, codes=(row.code,), words=words, fixes=fixes, severity=severity)


def _is_pregnancy_care(chart: Chart, row: Row) -> bool:
    """Weeks beside the supervision of a normal pregnancy, which has no code of chapter 15."""
    return row.bare.startswith("Z3A") and chart.has("Z33", "Z34", "Z36", "O")


CODE_FIRST_ORDER = Rule(
    id="code-first-order",
    reference=(9,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.A.13 and I.B.7",
    sentence="{other} is to be listed before {code} ({at}: {text}).",
    example="N18.31 / E11.22",
    check=_wrong_order,
)
CODE_FIRST_ABSENT = Rule(
    id="code-first-absent",
    reference=(9,),
    severity=Severity.ASK,
    citation="ICD-10-CM Guidelines I.A.13 and I.B.7",
    sentence="{code} asks for a code before it ({at}: {text}). Is it documented?",
    example="D63.1",
    check=_absent,
)
