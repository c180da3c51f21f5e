"""The same diagnosis code is reported once for an encounter."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.fixes import Remove
from coderdesk.domain.values.finding import Severity


def _twice(chart: Chart) -> Iterator[Hit]:
    seen: set[str] = set()
    told: set[str] = set()
    for row in chart.rows:
        if row.bare in seen and row.bare not in told:
            told.add(row.bare)
            yield Hit(at=row, codes=(row.code,), fixes=(Remove(row.code),))
        seen.add(row.bare)


DUPLICATE = Rule(
    id="duplicate-code",
    reference=(22,),
    severity=Severity.STOP,
    citation="ICD-10-CM Guidelines I.B.12",
    sentence="{code} stands more than once: a code is reported once for an encounter, whatever it is used for.",
    example="I10 / E11.9 / I10",
    check=_twice,
    on_desk=False,
)
