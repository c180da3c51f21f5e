"""The level of an office visit from its worksheet: ticks that stand on a passage, weighed two of three, or total time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState, state_of
from coderdesk.domain.coding.em_elements import (
    COUNTED,
    FIRST_DAY,
    LEVELS,
    MEANINGS,
    MINUTES,
    NEEDED,
    TESTS,
    TWICE,
    Column,
    Element,
    Mdm,
    PatientStatus,
    office_code,
)
from coderdesk.domain.coding.practice_history import years_before
from coderdesk.domain.coding.quantities import minutes_in
from coderdesk.domain.values.ids import DocumentId, EncounterId

MOST_MINUTES = 24 * 60
_YEARS_APART = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One element with the passages that show it. `subject` names what is counted: the problem, the test, the source.

    `is_billed_apart` marks a test whose reading is billed by itself, which is then no data of the visit.
    """

    element: Element
    evidence: tuple[Evidence, ...]
    subject: str = ""
    is_billed_apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTime:
    """Minutes that the professional spent on the patient on the day of the visit, as a passage states them."""

    minutes: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmWorksheet:
    """What was ticked for a visit. A worksheet is never changed: it gets a further version."""

    status: PatientStatus
    ticks: tuple[Tick, ...] = ()
    time: StatedTime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One of the three columns. `needed` says what the next level asks for, "" at the highest; `counted` are the ticks
    that stand."""

    column: Column
    level: Mdm
    counted: tuple[Tick, ...]
    needed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmResult:
    """`level` is the higher of decision making and time, `code` "" when nothing stands. `limiting` are the columns that
    keep the decision making from the next level; `unsupported` the ticks that no passage supports now."""

    status: PatientStatus
    level: Mdm
    by_decision: Mdm
    by_time: Mdm
    columns: tuple[Weighed, ...]
    limiting: tuple[Column, ...]
    unsupported: tuple[Tick, ...]
    minutes: int = 0
    time_needed: int = 0

    @property
    def code(self) -> str:
        return office_code(self.status, self.level)

    def column(self, column: Column) -> Weighed:
        return next(one for one in self.columns if one.column is column)


def weigh(worksheet: EmWorksheet, documents: Mapping[DocumentId, Document], encounter_id: EncounterId) -> EmResult:
    """What the worksheet supports on the visit's documents as they are now. Only standing passages count."""

    def stands(evidence: Iterable[Evidence]) -> bool:
        return any(state_of(one, documents, encounter_id) is EvidenceState.MATCHES for one in evidence)

    standing = tuple(tick for tick in worksheet.ticks if stands(tick.evidence))
    columns = tuple(_weighed(column, standing) for column in Column)
    decided = _two_of_three(columns) if standing else Mdm.NONE
    minutes = _minutes(worksheet.time, documents, encounter_id)
    timed = _by_time(worksheet.status, minutes)
    following = _next(decided)
    return EmResult(
        status=worksheet.status,
        level=max(decided, timed),
        by_decision=decided,
        by_time=timed,
        columns=columns,
        limiting=() if following is None else tuple(one.column for one in columns if one.level < following),
        unsupported=tuple(tick for tick in worksheet.ticks if tick not in standing),
        minutes=minutes,
        time_needed=_more_minutes(worksheet.status, timed),
    )


def _two_of_three(columns: tuple[Weighed, ...]) -> Mdm:
    return sorted(one.level for one in columns)[1]


def _next(level: Mdm) -> Mdm | None:
    return next((one for one in LEVELS if one > level), None)


def _weighed(column: Column, standing: tuple[Tick, ...]) -> Weighed:
    own = tuple(tick for tick in standing if MEANINGS[tick.element].column is column)
    level = _LEVEL_OF[column](own)
    following = _next(level)
    return Weighed(
        column=column,
        level=level,
        counted=tuple(tick for tick in own if not tick.is_billed_apart),
        needed=NEEDED[column, following] if following else "",
    )


def _problems(ticks: tuple[Tick, ...]) -> Mdm:
    level = max((MEANINGS[tick.element].level for tick in ticks), default=Mdm.NONE)
    for element, twice in TWICE.items():
        if len({_subject(tick) for tick in ticks if tick.element is element}) > 1:
            level = max(level, twice)
    return level


def _risk(ticks: tuple[Tick, ...]) -> Mdm:
    return max((MEANINGS[tick.element].level for tick in ticks), default=Mdm.NONE)


def _data(ticks: tuple[Tick, ...]) -> Mdm:
    """None of it is enough for a straightforward visit; a test whose reading is billed apart is not counted."""
    own = [tick for tick in ticks if not tick.is_billed_apart]
    elements = {tick.element for tick in own}
    things = len({_counted_as(tick) for tick in own if tick.element in COUNTED})
    historian = Element.HISTORIAN in elements
    categories = (
        things + historian >= 3,
        Element.OWN_INTERPRETATION in elements,
        Element.DISCUSSION in elements,
    )
    if sum(categories) >= 2:
        return Mdm.HIGH
    if any(categories):
        return Mdm.MODERATE
    return Mdm.LOW if things >= 2 or historian else Mdm.STRAIGHTFORWARD


_LEVEL_OF = {Column.PROBLEMS: _problems, Column.DATA: _data, Column.RISK: _risk}


def _subject(tick: Tick) -> object:
    """By name, or by the passages where nobody named it."""
    name = " ".join(tick.subject.split()).casefold()
    return name or tuple((one.document_id, one.start, one.end) for one in tick.evidence)


def _counted_as(tick: Tick) -> tuple[bool, object]:
    return tick.element in TESTS, _subject(tick)


def _minutes(time: StatedTime | None, documents: Mapping[DocumentId, Document], encounter_id: EncounterId) -> int:
    """The stated minutes when a standing passage states that number, else 0."""
    if time is None or not 0 < time.minutes <= MOST_MINUTES:
        return 0
    said = (
        minutes_in(one.quotation)
        for one in time.evidence
        if state_of(one, documents, encounter_id) is EvidenceState.MATCHES
    )
    return time.minutes if any(time.minutes in minutes for minutes in said) else 0


def _by_time(status: PatientStatus, minutes: int) -> Mdm:
    return max((level for level, least in MINUTES[status].items() if minutes >= least), default=Mdm.NONE)


def _more_minutes(status: PatientStatus, level: Mdm) -> int:
    """The minutes that the next level asks for, 0 at the highest."""
    following = _next(level)
    return MINUTES[status][following] if following else 0


def status_on(day: date, earlier_visits: Iterable[date]) -> PatientStatus:
    """Established when the practice saw the patient within the three years before that day."""
    since = years_before(day, _YEARS_APART)
    seen = any(since < visit < day for visit in earlier_visits)
    return PatientStatus.ESTABLISHED if seen else PatientStatus.NEW


def is_measured_on(day: date) -> bool:
    """Before 2021 office visits were levelled by history and examination, which this does not weigh."""
    return day >= FIRST_DAY
