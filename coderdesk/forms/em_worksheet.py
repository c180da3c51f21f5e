"""The audit worksheet of an office visit's level: each tick with its quotation, the three columns, the time, the result."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.coding.em_elements import CITATION, MEANINGS, Column, Mdm
from coderdesk.domain.coding.em_level import EmResult, EmWorksheet, Tick
from coderdesk.forms.written_page import PageHead, body, grid, heading, quotation, render_written_page, space, strong

_TITLES = {
    Column.PROBLEMS: "Problems dealt with",
    Column.DATA: "Data reviewed and weighed",
    Column.RISK: "Risk of the care",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EmPage:
    """`source_of` names the document of a passage. `attached` are the office visit codes on the visit; `version` is that of
    the worksheet."""

    head: PageHead
    worksheet: EmWorksheet
    result: EmResult
    attached: tuple[str, ...]
    version: int
    source_of: Callable[[Evidence], str]


def render_em_worksheet(page: EmPage) -> bytes:
    return render_written_page(page.head, _story(page))


def _story(page: EmPage) -> Iterator[Any]:
    result = page.result
    yield strong(f"Supported level: {result.code or 'none'}  ({result.status.value} patient)")
    attached = ", ".join(page.attached) or "no office visit code"
    yield body(f"On the visit: {attached}. Worksheet version {page.version}. {CITATION}.")
    yield grid(("Element", "Level", "For the next level"), [_row(result, column) for column in Column], (2, 1.2, 5))
    yield space(4)
    yield body(_why(result))
    for column in Column:
        yield heading(f"{_TITLES[column]}: {_words(result.column(column).level)}")
        yield from _ticks(page, column)
    yield heading("Total time on the day")
    yield from _time(page)
    if result.unsupported:
        yield heading("Ticked, but not counted: no passage supports it now")
        for tick in result.unsupported:
            yield body(_named(tick))


def _words(level: Mdm) -> str:
    return "nothing counted" if level is Mdm.NONE else level.words


def _row(result: EmResult, column: Column) -> tuple[str, str, str]:
    weighed = result.column(column)
    return _TITLES[column], _words(weighed.level), weighed.needed or "-"


def _why(result: EmResult) -> str:
    told = [f"Two of three make the decision making {_words(result.by_decision)}."]
    if result.limiting:
        told.append(f"What limits it: {'; '.join(_TITLES[column].lower() for column in result.limiting)}.")
    if result.by_time > result.by_decision:
        told.append("The documented time supports the higher level, and the level follows it.")
    return " ".join(told)


def _ticks(page: EmPage, column: Column) -> Iterator[Any]:
    counted = page.result.column(column).counted
    for tick in counted:
        yield body(_named(tick))
        for passage in tick.evidence:
            yield quotation(passage.quotation, page.source_of(passage))
    if not counted:
        yield body("Nothing ticked that stands on a passage.")


def _named(tick: Tick) -> str:
    words = MEANINGS[tick.element].words
    return f"{words}: {tick.subject}" if tick.subject else words


def _time(page: EmPage) -> Iterator[Any]:
    time, result = page.worksheet.time, page.result
    if time is None:
        yield body("No time is stated.")
        return
    stated = f"{time.minutes} minutes" if result.minutes else f"{time.minutes} minutes entered, which no passage states"
    following = f" The next level asks for {result.time_needed}." if result.time_needed else ""
    yield body(f"{stated}: {_words(result.by_time)}.{following}")
    for passage in time.evidence:
        yield quotation(passage.quotation, page.source_of(passage))
