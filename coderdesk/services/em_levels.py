"""The worksheet of an office visit's level: ticking elements on passages, stating time, and printing it for the auditor."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.domain.clinical.evidence import Evidence, Supports
from coderdesk.domain.coding.em_elements import Element, PatientStatus, level_of_code
from coderdesk.domain.coding.em_level import EmResult, EmWorksheet, StatedTime, Tick, status_on, weigh
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.domain.values.versions import Version
from coderdesk.services.changes import Changes
from coderdesk.services.coding import Passage, VisitAlreadyBilled, is_billed, quoted
from coderdesk.services.desk import Desk, read_practice_in
from coderdesk.services.pages import write_page
from coderdesk.services.visit_head import source_in, visit_head
from coderdesk.services.visits import history_of, load_visit

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork


class TickWithoutPassage(AppError):
    def __init__(self) -> None:
        super().__init__("Nothing was ticked: an element counts only with the words that show it. Select them first.")


class NoWorksheet(AppError):
    def __init__(self) -> None:
        super().__init__("The visit has no level worksheet yet, so there is nothing to print. Tick an element first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmSheet:
    """`worksheet` is an empty one with the status from the practice's own history until something was ticked, and
    `version` then 0. `attached` are the visit's office visit codes."""

    worksheet: EmWorksheet
    result: EmResult
    version: int
    attached: tuple[str, ...]


def open_worksheet(*, desk: Desk, encounter_id: EncounterId) -> EmSheet:
    """Raises NotInVault when there is no such visit."""
    with desk.vault.reading() as unit:
        return _sheet(unit, load_visit(unit, encounter_id))


def worksheet_history(*, desk: Desk, encounter_id: EncounterId) -> tuple[Version[EmWorksheet], ...]:
    """Every version with who wrote it and when, the newest first."""
    with desk.vault.reading() as unit:
        return unit.papers.worksheet_versions(encounter_id)


def tick_element(
    *,
    desk: Desk,
    encounter_id: EncounterId,
    element: Element,
    passages: tuple[Passage, ...],
    subject: str = "",
    is_billed_apart: bool = False,
) -> Changes:
    """Tick an element on the strength of passages; `subject` names the problem, test or source that is counted.

    Raises TickWithoutPassage, ForeignEvidence, PassageWithoutWords, VisitAlreadyBilled.
    """

    def ticked(visit: CodedVisit, worksheet: EmWorksheet) -> EmWorksheet:
        evidence = _quoted(visit, passages)
        name = " ".join(subject.split())
        tick = Tick(element=element, evidence=evidence, subject=name, is_billed_apart=is_billed_apart)
        return worksheet if tick in worksheet.ticks else replace(worksheet, ticks=(*worksheet.ticks, tick))

    return _change(desk, encounter_id, "Ticked an element of the visit's level", ticked)


def untick(*, desk: Desk, encounter_id: EncounterId, index: int) -> Changes:
    """Take the tick at that place away; past the end nothing happens."""

    def unticked(_: CodedVisit, worksheet: EmWorksheet) -> EmWorksheet:
        return replace(worksheet, ticks=worksheet.ticks[:index] + worksheet.ticks[index + 1 :])

    return _change(desk, encounter_id, "Took a tick of the visit's level away", unticked)


def state_time(*, desk: Desk, encounter_id: EncounterId, minutes: int, passages: tuple[Passage, ...]) -> Changes:
    """State the total time; 0 minutes take it away. It counts when a passage states that number. Raises as `tick_element`."""

    def timed(visit: CodedVisit, worksheet: EmWorksheet) -> EmWorksheet:
        stated = StatedTime(minutes=minutes, evidence=_quoted(visit, passages)) if minutes else None
        return replace(worksheet, time=stated)

    return _change(desk, encounter_id, "Stated the time of the visit", timed)


def set_patient_status(*, desk: Desk, encounter_id: EncounterId, status: PatientStatus) -> Changes:
    """New or established, where the practice's own history does not tell."""
    label = f"The patient is {status.value}"
    return _change(desk, encounter_id, label, lambda _, worksheet: replace(worksheet, status=status))


def write_worksheet_pdf(*, desk: Desk, encounter_id: EncounterId, folder: Path) -> Path:
    """Print the audit worksheet; the same worksheet gives the same bytes. Raises NoWorksheet, PageNotWritten."""
    from coderdesk.forms.em_worksheet import EmPage, render_em_worksheet  # ReportLab, with the first page

    with desk.vault.reading() as unit:
        visit = load_visit(unit, encounter_id)
        sheet = _sheet(unit, visit)
        provider = unit.providers.get(visit.encounter.provider_id)
        practice = read_practice_in(unit)
    if not sheet.version:
        raise NoWorksheet
    page = EmPage(
        head=visit_head("Level of the visit", visit, practice, provider),
        worksheet=sheet.worksheet,
        result=sheet.result,
        attached=sheet.attached,
        version=sheet.version,
        source_of=source_in(visit),
    )
    return write_page(folder / f"Visit level {visit.encounter.account}.pdf", render_em_worksheet(page))


def _sheet(unit: "UnitOfWork", visit: CodedVisit) -> EmSheet:
    versions = unit.papers.worksheet_versions(visit.encounter.id)
    worksheet = versions[0].value if versions else _empty(unit, visit)
    return EmSheet(
        worksheet=worksheet,
        result=weigh(worksheet, visit.documents_by_id, visit.encounter.id),
        version=versions[0].number if versions else 0,
        attached=tuple(row.code for row in visit.services if level_of_code(row.code)),
    )


def _empty(unit: "UnitOfWork", visit: CodedVisit) -> EmWorksheet:
    seen = (one for one in history_of(unit, visit).visits if one.is_same_specialty is not False)
    return EmWorksheet(status=status_on(visit.date_of_service, (one.date_of_service for one in seen)))


def _quoted(visit: CodedVisit, passages: tuple[Passage, ...]) -> tuple[Evidence, ...]:
    if not passages:
        raise TickWithoutPassage
    return quoted(visit, passages, Supports.CODE)


def _change(
    desk: Desk, encounter_id: EncounterId, label: str, change: Callable[[CodedVisit, EmWorksheet], EmWorksheet]
) -> Changes:
    """A further version of the worksheet when the change makes one. Raises VisitAlreadyBilled."""
    with _writing(desk) as unit:
        visit = load_visit(unit, encounter_id)
        if is_billed(unit, visit):
            raise VisitAlreadyBilled(visit.encounter.account)
        before = visit.worksheet or _empty(unit, visit)
        after = change(visit, before)
        if after != visit.worksheet:
            unit.papers.add_worksheet(encounter_id, after, by=desk.actor)
    return Changes.of(label, Kind.EM_WORKSHEET, Kind.ENCOUNTER, ids=(encounter_id,))


def _writing(desk: Desk) -> "AbstractContextManager[UnitOfWork]":
    return desk.vault.writing(actor=desk.actor, action="weigh_visit_level", now=desk.clock.now())
