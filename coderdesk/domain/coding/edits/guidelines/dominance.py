"""Paralysis of one side: without a documented dominant side the right is taken as dominant, the left as not."""

import re
from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.values.finding import Severity

_OPEN = re.compile(r"affecting unspecified side", re.I)


def _asked(chart: Chart) -> Iterator[Hit]:
    for row in chart.begins("G81", "G83", "I69"):
        if _OPEN.search(row.title):
            yield Hit(at=row, codes=(row.code,))


DOMINANCE = Rule(
    id="dominant-side",
    reference=(52,),
    severity=Severity.ASK,
    citation="ICD-10-CM Guidelines I.C.6.a",
    sentence="{code} does not tell the side. Is the dominant side documented? Otherwise the right side counts as dominant, the "
    "left as non-dominant, and for the ambidextrous the affected side as dominant.",
    example="G81.90",
    check=_asked,
)
