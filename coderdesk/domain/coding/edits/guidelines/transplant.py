"""A malignant neoplasm of a transplanted organ: the complication first, then C80.2, then the malignancy."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Row, Rule
from coderdesk.domain.coding.fixes import Add, MoveBefore
from coderdesk.domain.values.finding import Severity


def _order(chart: Chart) -> Iterator[Hit]:
    for row in chart.begins("C802"):
        complication = chart.begins("T86")
        if not complication:
            yield Hit(
                at=row, codes=(row.code,), words={"why": "none is coded"}, fixes=(Add(("T86.-",), before=row.code),)
            )
        elif complication[0].place > row.place:
            other = complication[0].code
            words = {"why": f"{other} follows it"}
            yield Hit(at=row, codes=(row.code, other), words=words, fixes=(MoveBefore(other, row.code),))
        else:
            yield from _malignancy_before(chart, row)


def _malignancy_before(chart: Chart, row: Row) -> Iterator[Hit]:
    for other in chart.begins("C"):
        if other.place < row.place and other.bare != row.bare:
            words = {"why": f"{other.code}, the malignancy itself, is to be listed after {row.code}"}
            yield Hit(at=row, codes=(row.code, other.code), words=words, fixes=(MoveBefore(row.code, other.code),))
            return


TRANSPLANT_MALIGNANCY = Rule(
    id="malignancy-of-transplant",
    reference=(51,),
    severity=Severity.STOP_OVERRIDE,
    citation="ICD-10-CM Guidelines I.C.2.r",
    sentence="{code} follows the complication of the transplanted organ (T86.-), and {why}.",
    example="C80.2 / T86.19 / C64.1",
    check=_order,
)
