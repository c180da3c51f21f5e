"""What stands first: codes that are never first, and codes that are only ever first."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.edits.tabular.characters import heading_of
from coderdesk.domain.coding.fixes import Fix, MoveBefore
from coderdesk.domain.values.finding import Severity

# Beside rule 42 these stand in rules of their own.
_ALSO = (("Z510", 34), ("Z511", 34), ("Z0181", 35), ("Z34", 37))
# Care of the mother has priority over nearly all of them, and abuse is sequenced before what it caused.
# What the code editor takes as principal only with a secondary diagnosis.
_NOT_ALONE = ("Z5189",)
_MAY_PRECEDE = ("O", "T74", "T76")


def _second_before(chart: Chart, row: Row) -> tuple[Fix, ...]:
    return (MoveBefore(chart.rows[1].code, row.code),) if len(chart.rows) > 1 else ()


def _external_cause(chart: Chart) -> Iterator[Hit]:
    row = chart.first
    is_known = row is not None and (row.entry or heading_of(chart, row.bare))
    if row is not None and is_known and chart.list_of("external causes").holds(row.bare):
        yield Hit(at=row, codes=(row.code,), fixes=_second_before(chart, row))


def _from_others(chart: Chart) -> Iterator[Hit]:
    row = chart.first
    if row is not None and chart.list_of("from other clinicians").holds(row.bare):
        yield Hit(at=row, codes=(row.code,), fixes=_second_before(chart, row))


def _secondary(chart: Chart) -> Iterator[Hit]:
    row = chart.first
    if row is not None and row.entry and chart.list_of("secondary only").holds(row.bare):
        first = "principal" if chart.is_inpatient else "first-listed"
        yield Hit(at=row, codes=(row.code,), words={"first": first}, fixes=_second_before(chart, row))


def _no_principal(chart: Chart) -> Iterator[Hit]:
    """Inpatients only: the same code is right first at an office visit."""
    row = chart.first
    if row is None or not chart.is_inpatient or not row.entry:
        return
    is_alone = row.bare.startswith(_NOT_ALONE) and len(chart.rows) == 1
    if is_alone or chart.list_of("unacceptable principal diagnoses").holds(row.bare):
        yield Hit(at=row, codes=(row.code,), fixes=_second_before(chart, row))


def _only_first(chart: Chart) -> Iterator[Hit]:
    only_first = chart.list_of("first-listed only")
    before: Row | None = None
    for row in chart.codes:
        if row.bare.startswith("Z38"):
            continue  # the rules of the birth record say it
        if not only_first.holds(row.bare):
            before = before or row
        elif before is not None and not before.bare.startswith(_MAY_PRECEDE):
            also = tuple(number for prefix, number in _ALSO if row.bare.startswith(prefix))
            yield Hit(
                at=row,
                codes=(row.code, before.code),
                words={"other": before.code},
                fixes=(MoveBefore(row.code),),
                reference=(42, *also),
            )


EXTERNAL_CAUSE_FIRST = Rule(
    id="external-cause-first",
    reference=(40,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.C.20.a.6",
    sentence="{code} is an external cause and is never listed first: list the injury or condition before it.",
    example="W19.XXXA / S52.501A",
    check=_external_cause,
)
OTHER_CLINICIANS_FIRST = Rule(
    id="secondary-observation-first",
    reference=(24,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.B.14",
    sentence="{code} may come from other clinicians and is reported as a secondary code only: the provider's diagnosis "
    "stands first.",
    example="Z68.35 / E66.9",
    check=_from_others,
)
SECONDARY_FIRST = Rule(
    id="status-code-first",
    reference=(30,),
    severity=Severity.ASK,
    citation="ICD-10-CM Guidelines IV.A, IV.G and I.C.21.c.3",
    sentence="{code} describes a status or adds to another code, and stands as the {first} diagnosis. What was chiefly "
    "responsible for the visit?",
    example="Z79.4 / E11.9",
    check=_secondary,
)
NO_PRINCIPAL = Rule(
    id="unacceptable-principal",
    reference=(30,),
    severity=Severity.STOP_OVERRIDE,
    citation="Medicare Code Editor, unacceptable principal diagnosis; ICD-10-CM Guidelines II",
    sentence="{code} is not accepted as the principal diagnosis of an inpatient: it tells a circumstance, not what the stay was "
    "for.",
    example="Z00.00, inpatient",
    check=_no_principal,
)
FIRST_LISTED_ONLY = Rule(
    id="first-listed-only",
    reference=(42,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.C.21.c.16",
    sentence="{code} is reported as the first-listed diagnosis only, and {other} is before it now. Two such encounters on one "
    "day may stand together.",
    example="I10 / Z00.00",
    check=_only_first,
)
