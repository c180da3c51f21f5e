"""Age and sex against the code: the age groups of the code editor; sex is a warning only."""

from collections.abc import Iterator

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.finding import Severity

_AGES = {"newborn": (0, 0), "pediatric": (0, 17), "maternity": (9, 64), "adult": (15, 124)}
_OTHER_SEX = {Sex.FEMALE: "male", Sex.MALE: "female"}


def _age(chart: Chart) -> Iterator[Hit]:
    age = chart.age
    if age is None:
        return
    is_stop = chart.visit.setting is not Setting.OUTPATIENT and "medicare" in chart.visit.payer.lower()
    for group, (youngest, oldest) in _AGES.items():
        if youngest <= age <= oldest:
            continue
        for row in chart.in_list(chart.list_of(group)):
            words = {"group": group, "ages": f"{youngest} to {oldest}" if oldest else "0", "age": str(age)}
            yield Hit(at=row, codes=(row.code,), words=words, severity=Severity.STOP if is_stop else None)


def _sex(chart: Chart) -> Iterator[Hit]:
    other = _OTHER_SEX.get(chart.visit.sex) if chart.visit.sex else None
    if other is not None:
        for row in chart.in_list(chart.list_of(other)):
            yield Hit(at=row, codes=(row.code,), words={"sex": other})


AGE = Rule(
    id="age-conflict",
    reference=(56,),
    severity=Severity.WARN,
    citation="Medicare Code Editor, age conflict; IOCE edit 2",
    sentence="{code} belongs to the {group} group ({ages} years), and the patient is {age}.",
    example="Z00.129 for a patient of 54 years",
    check=_age,
)
SEX = Rule(
    id="sex-conflict",
    reference=(57,),
    severity=Severity.WARN,
    citation="IOCE edit 3; the national list was deactivated in October 2024 (condition code 45 bypasses it)",
    sentence="{code} is usual for {sex} patients. Check the code and the sex on file; nothing is blocked by it.",
    example="N40.0 for a patient on file as female",
    check=_sex,
)
