"""Dates that cannot be: a service before birth. (Whether a date lies ahead is asked where there is a clock.)"""

from collections.abc import Iterator

from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.values.finding import Severity


def _before_birth(chart: Chart) -> Iterator[Hit]:
    born, day = chart.visit.birth_date, chart.visit.date_of_service
    if born is not None and born > day:
        yield Hit(at=None, codes=(), words={"born": f"{born:%m/%d/%Y}", "day": f"{day:%m/%d/%Y}"})


BEFORE_BIRTH = Rule(
    id="service-before-birth",
    reference=(67,),
    severity=Severity.STOP,
    citation="005010X222A1 2010BA DMG02 and 2400 DTP",
    sentence="The service of {day} lies before the patient's birth on {born}.",
    example="a visit of 2026-05-04 for a patient born 2026-06-01",
    check=_before_birth,
    field="date_of_service",
)
