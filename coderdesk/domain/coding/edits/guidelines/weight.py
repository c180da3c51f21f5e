"""Observations of other clinicians rest on a diagnosis of the provider: body mass index, stroke scale."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.fixes import Add, Remove
from coderdesk.domain.values.finding import Severity


def _bmi_alone(chart: Chart) -> Iterator[Hit]:
    if not chart.in_list(chart.list_of("weight diagnoses")):
        for row in chart.begins("Z68"):
            # the usual percentile at a child's check-up is reported for quality programs
            is_usual = row.bare == "Z6852" and chart.has("Z0012", "Z020", "Z025")
            severity = Severity.WARN if is_usual else None
            fixes = (Add(("E66.-", "R63.6"), before=row.code),)
            yield Hit(at=row, codes=(row.code,), fixes=fixes, severity=severity)


def _bmi_in_pregnancy(chart: Chart) -> Iterator[Hit]:
    pregnant = [row for row in chart.begins("O", "Z34", "Z3A") if not row.bare.startswith("O94")]
    for row in chart.begins("Z68") if pregnant else ():
        other = pregnant[0].code
        yield Hit(at=row, codes=(row.code, other), words={"other": other}, fixes=(Remove(row.code),))


def _scale_alone(chart: Chart) -> Iterator[Hit]:
    if not chart.has("I63", "I69"):
        for row in chart.begins("R297"):
            yield Hit(at=row, codes=(row.code,), fixes=(Add(("I63.-",), before=row.code),))


BMI_WITHOUT_WEIGHT = Rule(
    id="bmi-without-diagnosis",
    reference=(24,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.B.14 and I.C.21.c.3",
    sentence="{code} needs a diagnosis of weight by the provider, such as obesity, overweight or underweight.",
    example="I10 / Z68.35",
    check=_bmi_alone,
)
BMI_IN_PREGNANCY = Rule(
    id="bmi-in-pregnancy",
    reference=(24,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.C.21.c.3",
    sentence="{code} is not reported during pregnancy ({other}).",
    example="O99.212 / E66.9 / Z68.41 / Z3A.20",
    check=_bmi_in_pregnancy,
)
SCALE_WITHOUT_STROKE = Rule(
    id="stroke-scale-without-stroke",
    reference=(24, 9),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.B.14 and I.C.18.i",
    sentence="{code} is the score of a cerebral infarction, and none is coded.",
    example="R29.705",
    check=_scale_alone,
)
