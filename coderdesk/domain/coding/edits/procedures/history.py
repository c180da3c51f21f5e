"""Service lines against the practice's own history: new and established patients, and the days after a surgery.

Silent where no history is given; without the fee schedule's table `not-checked` says so.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.checked_visit import CheckedLine
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.edits.engine import Chart, Hit, Rule
from coderdesk.domain.coding.practice_history import EarlierVisit, years_before
from coderdesk.domain.values.finding import Severity

_NEW = re.compile(r"9920[2-5]|9200[24]|9938[1-7]|9934[1-5]")
_ESTABLISHED = re.compile(r"9921[2-5]|9201[24]|9939[1-7]|9934[789]|99350")
_VISIT = re.compile(r"992[0-8]\d|993[0-4]\d|99350|9938[1-7]|9939[1-7]|920[01][24]")
_YEARS = 3
LONGEST_GLOBAL = timedelta(days=90)
_DAYS = {"010": 10, "090": 90}
# What is paid apart within the global days carries one of these, after its kind.
_FOR_VISITS = frozenset({"24", "57", "FT"})
_FOR_PROCEDURES = frozenset({"58", "78", "79"})
_HAS_GLOBAL = frozenset({"000", "010", "090", "YYY"})


def _seen(chart: Chart) -> tuple[EarlierVisit, ...] | None:
    """The visits of the three years before, None without a history. Professional claims only."""
    history, day = chart.visit.history, chart.visit.date_of_service
    if history is None or chart.visit.setting is not Setting.OUTPATIENT:
        return None
    since = years_before(day, _YEARS)
    return tuple(one for one in history.visits if since < one.date_of_service < day)


def _procedures(chart: Chart) -> tuple[CheckedLine, ...]:
    return tuple(line for line in chart.visit.lines if line.system in (CodeSystem.CPT, CodeSystem.HCPCS))


def _billed_as_new(chart: Chart) -> Iterator[Hit]:
    same = [one for one in _seen(chart) or () if one.is_same_specialty]
    for line in _procedures(chart) if same else ():
        if _NEW.fullmatch(line.code):
            last = same[-1]
            words = {"day": f"{last.date_of_service:%m/%d/%Y}", "account": last.account}
            yield Hit(at=line, codes=(line.code,), words=words)


def _billed_as_established(chart: Chart) -> Iterator[Hit]:
    seen, history = _seen(chart), chart.visit.history
    if seen is None or history is None or any(one.is_same_specialty is not False for one in seen):
        return
    if history.begins is None or history.begins > years_before(chart.visit.date_of_service, _YEARS):
        return  # the books are too young to know
    for line in _procedures(chart):
        if _ESTABLISHED.fullmatch(line.code):
            yield Hit(at=line, codes=(line.code,))


def after_surgery(chart: Chart) -> tuple[EarlierVisit, ...]:
    """The earlier visits with services whose global days may still run."""
    day = chart.visit.date_of_service
    seen = (one for one in _seen(chart) or () if one.is_same_specialty is not False)
    return tuple(one for one in seen if one.services and day - one.date_of_service <= LONGEST_GLOBAL)


def _within_global_days(chart: Chart) -> Iterator[Hit]:
    running = tuple(_running(chart))
    for line in _procedures(chart) if running else ():
        wanted = _wanted(chart, line)
        if wanted and not wanted & set(line.modifiers):
            surgery, visit, days = running[-1]
            words = {
                "surgery": surgery,
                "day": f"{visit.date_of_service:%m/%d/%Y}",
                "days": str(days),
                "modifiers": _MEANINGS[wanted],
            }
            yield Hit(at=line, codes=(line.code, surgery), words=words)


def _running(chart: Chart) -> Iterator[tuple[str, EarlierVisit, int]]:
    day = chart.visit.date_of_service
    for visit in after_surgery(chart):
        for code in visit.services:
            days = _DAYS.get(chart.book.tables.global_days(code, visit.date_of_service), 0)
            if day <= visit.date_of_service + timedelta(days=days):
                yield code, visit, days


def _wanted(chart: Chart, line: CheckedLine) -> frozenset[str]:
    """The modifiers of which the line needs one; none for what no surgery's payment holds, such as tests and drugs."""
    if _VISIT.fullmatch(line.code):
        return _FOR_VISITS
    is_surgery = chart.book.tables.global_days(line.code, chart.visit.date_of_service) in _HAS_GLOBAL
    return _FOR_PROCEDURES if is_surgery else frozenset()


_MEANINGS = {
    _FOR_VISITS: "24 for an unrelated visit, or 57 for the decision for a major surgery",
    _FOR_PROCEDURES: "58 for a planned next stage, 78 for a return to the operating room, or 79 for something unrelated",
}
BILLED_AS_NEW = Rule(
    id="new-patient-seen-before",
    reference=(65,),
    severity=Severity.WARN,
    citation="AMA CPT E/M guidelines 2023: a patient is new when nobody of the group and specialty saw them for three years; "
    "the practice's own visits",
    sentence="{code} is for a new patient, and the practice saw this one on {day} (visit {account}) in the same specialty: "
    "a patient stays established for three years.",
    example="line CPT 99203, with a visit of the same specialty a year before",
    check=_billed_as_new,
)
BILLED_AS_ESTABLISHED = Rule(
    id="established-patient-not-seen",
    reference=(65,),
    severity=Severity.ASK,
    citation="AMA CPT E/M guidelines 2023: a patient is new when nobody of the group and specialty saw them for three years; "
    "the practice's own visits",
    sentence="{code} is for an established patient, and the practice's books show no visit in this specialty for three years. "
    "Is the patient new?",
    example="line CPT 99213, with no visit in books that go back ten years",
    check=_billed_as_established,
)
GLOBAL_DAYS = Rule(
    id="within-global-period",
    reference=(60,),
    severity=Severity.WARN,
    citation="CMS Medicare Claims Processing Manual ch. 12 § 40; global days of the imported physician fee schedule; the "
    "practice's own visits",
    sentence="{code} falls into the {days} global days of {surgery}, done on {day}: it is paid apart only with a modifier "
    "({modifiers}).",
    example="line CPT 99213 a week after a surgery with 90 global days",
    check=_within_global_days,
    field="modifiers",
)
