"""Signs and symptoms: enough without a diagnosis, too much beside one that they routinely belong to."""

import re
from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Remove
from coderdesk.domain.coding.laterality import side_of
from coderdesk.domain.values.finding import Severity

_TEST = re.compile(r"7[0-68]\d{3}|770[4-9]\d|8\d{4}|930\d\d|933\d\d|940[1-9]\d|958[0-9]\d|959[0-3]\d|3641[0-6]|G0202")


def _belongs(chart: Chart) -> Iterator[Hit]:
    for pairing in chart.book.lists.pairings["symptoms"]:
        known = chart.in_list(pairing.second)
        for row in chart.in_list(pairing.first) if known else ():
            diseases = [one for one in known if _may_be_of(row, one)]
            if not diseases:
                continue
            words = {"other": diseases[0].code, "what": pairing.words.capitalize()}
            yield Hit(
                at=row,
                codes=(row.code, diseases[0].code),
                words=words,
                fixes=(Remove(row.code),),
                reference=(17, 33) if is_for_tests_only(chart) else (),
            )


def _may_be_of(symptom: Row, disease: Row) -> bool:
    """Pain of the left knee is no part of what the right knee has."""
    return {side_of(symptom.title), side_of(disease.title)} != {"right", "left"}


def is_for_tests_only(chart: Chart) -> bool:
    """An outpatient visit all of whose services are imaging, laboratory, or tracings of heart, nerves or breath."""
    lines = chart.visit.lines
    return bool(lines) and not chart.is_inpatient and all(_TEST.fullmatch(line.code) for line in lines)


def _symptoms_only(chart: Chart) -> Iterator[Hit]:
    row = chart.first
    told = [one for one in chart.rows if one.bare[:1] not in "VWXYZ"]
    if row is not None and told and row.bare.startswith("R") and all(one.bare.startswith("R") for one in told):
        yield Hit(at=row, codes=(row.code,))


PART_OF_DISEASE = Rule(
    id="symptom-of-the-disease",
    reference=(17,),
    severity=Severity.WARN,
    citation="ICD-10-CM Guidelines I.B.5",
    sentence="{what} routinely belongs to {other}: {code} is coded beside it only when it is not a part of the disease.",
    example="J18.9 / R05.9",
    check=_belongs,
)
SYMPTOMS_ONLY = Rule(
    id="symptoms-only",
    reference=(16,),
    severity=Severity.INFO,
    citation="ICD-10-CM Guidelines I.B.4 and IV.D",
    sentence="Only signs and symptoms are coded ({code} first): right as long as no definitive diagnosis is documented.",
    example="R07.9",
    check=_symptoms_only,
)
