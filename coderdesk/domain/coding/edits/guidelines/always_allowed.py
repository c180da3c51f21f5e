"""What is allowed and is told once a visit, so that nobody takes it for an error: chronic diseases again, unspecified codes."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.values.finding import Severity


def _chronic(chart: Chart) -> Iterator[Hit]:
    if chart.is_inpatient:
        return
    rows = chart.in_list(chart.list_of("chronic diseases"))
    if rows:
        yield Hit(at=None, codes=tuple(row.code for row in rows), words={"all": ", ".join(row.code for row in rows)})


def _unspecified(chart: Chart) -> Iterator[Hit]:
    rows = [
        row
        for row in chart.codes
        if row.entry and row.entry.is_billable and row.bare[0] not in "VWXYZ" and "unspecified" in row.title.lower()
    ]
    if rows:
        yield Hit(at=None, codes=tuple(row.code for row in rows), words={"all": ", ".join(row.code for row in rows)})


CHRONIC = Rule(
    id="chronic-disease-again",
    reference=(31,),
    severity=Severity.INFO,
    citation="ICD-10-CM Guidelines IV.I",
    sentence="{all}: a chronic disease may be coded at every visit at which it is treated or affects the care.",
    example="I10",
    check=_chronic,
    on_desk=False,
)
UNSPECIFIED = Rule(
    id="unspecified-code",
    reference=(27,),
    severity=Severity.INFO,
    citation="ICD-10-CM Guidelines I.B.18",
    sentence="{all}: an unspecified code is right when the documentation does not tell more.",
    example="J18.9",
    check=_unspecified,
    on_desk=False,
)
