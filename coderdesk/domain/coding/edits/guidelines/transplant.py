"""A malignant neoplasm of a transplanted organ: the complication first, then C80.2, then the malignancy."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.fixes import Add, MoveBefore
from coderdesk.domain.values.finding import Severity


def _order(chart: Chart) -> Iterator[Hit]:
    for row in chart.begins("C802"):
        complication = chart.begins("T86")
        if not complication:
            yield Hit(at=row, codes=(row.code,), words={"why": "none is coded"}, fixes=(Add(("T86.-",)),))
        elif complication[0].place > row.place:
            other = complication[0].code
            words = {"why": f"{other} follows it"}
            yield Hit(at=row, codes=(row.code, other), words=words, fixes=(MoveBefore(other, row.code),))


TRANSPLANT_MALIGNANCY = Rule(
    id="malignancy-of-transplant",
    reference=(51,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.C.2.r",
    sentence="{code} follows the complication of the transplanted organ (T86.-), and {why}.",
    example="C80.2 / T86.19 / C64.1",
    check=_order,
)
