"""Multiple sites: a code of several sites beside one that names a site."""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.values.finding import Severity


def _beside(chart: Chart) -> Iterator[Hit]:
    for row in chart.codes:
        if "multiple sites" not in row.title.lower():
            continue
        for other in chart.begins(row.bare[:4]):
            if other.bare != row.bare and "unspecified" not in other.title.lower():
                yield Hit(at=row, codes=(row.code, other.code), words={"other": other.code})
                break


MULTIPLE_SITES = Rule(
    id="multiple-sites",
    reference=(54,),
    severity=Severity.INFO,
    citation="ICD-10-CM Guidelines FY2026, multiple sites (section number not confirmed)",
    sentence="{code} means two sites or more; {other} names one of them. Specific sites come first where the book has a code "
    "for each.",
    example="M06.09 / M06.011",
    check=_beside,
)
