"""Paralysis of one side: without a documented dominant side the right is taken as dominant, the left as not."""

import re
from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.values.finding import Severity

_AGAINST_DEFAULT = re.compile(r"right (?:non-?dominant)|left dominant", re.I)
_OPEN = re.compile(r"affecting unspecified side", re.I)


def _asked(chart: Chart) -> Iterator[Hit]:
    for row in chart.begins("G81", "G83", "I69"):
        if _AGAINST_DEFAULT.search(row.title):
            yield Hit(at=row, codes=(row.code,), words={"what": "goes against the default"})
        elif _OPEN.search(row.title):
            yield Hit(at=row, codes=(row.code,), words={"what": "does not tell the side"})


DOMINANCE = Rule(
    id="dominant-side",
    reference=(52,),
    severity=Severity.ASK,
    citation="ICD-10-CM Guidelines I.C.6.a",
    sentence="{code} {what}. Is the dominant side documented? Otherwise the right side counts as dominant, the left as "
    "non-dominant, and for the ambidextrous the affected side as dominant.",
    example="G81.93",
    check=_asked,
)
