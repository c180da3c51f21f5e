"""Signs and symptoms: enough without a diagnosis, too much beside one that they routinely belong to."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.fixes import Remove
from coderdesk.domain.values.finding import Severity


def _belongs(chart: Chart) -> Iterator[Hit]:
    for pairing in chart.book.lists.pairings["symptoms"]:
        diseases = chart.in_list(pairing.second)
        for row in chart.in_list(pairing.first) if diseases else ():
            words = {"other": diseases[0].code, "what": pairing.words.capitalize()}
            yield Hit(at=row, codes=(row.code, diseases[0].code), words=words, fixes=(Remove(row.code),))


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
