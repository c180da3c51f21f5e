"""Advance notices (ABN): drawn up for a service, printed, and stored as signed, so that GA may stand on its line."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.domain.coding.advance_notice import AdvanceNotice, NoticeChoice, NoticeService
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import AssignmentId, EncounterId, NoticeId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.money import ZERO, Money
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.coding import VisitAlreadyBilled, assignment_of, is_billed
from coderdesk.services.desk import Desk, read_practice_in
from coderdesk.services.pages import write_page
from coderdesk.services.visits import load_visit
from coderdesk.shared.ids import new_id

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork

NOT_COVERED = "The diagnosis documented for this service is not on the list of those that are covered."


class NoticeUnfit(AppError):
    """Owns no more than its words: each is a whole sentence about what the notice lacks."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} The notice was not stored.")


def propose_notice(
    *,
    desk: Desk,
    encounter_id: EncounterId,
    assignment_ids: tuple[AssignmentId, ...],
    reason: str = NOT_COVERED,
    is_voluntary: bool = False,
) -> AdvanceNotice:
    """A notice for services of the visit with the practice's words and prices; nothing is written.

    Raises NoticeUnfit without a service, NotInVault for one that is gone.
    """
    with desk.vault.reading() as unit:
        visit = load_visit(unit, encounter_id)
        prices = {charge.assignment_id: charge.amount for charge in unit.charges.of_encounter(encounter_id)}
    chosen = [assignment_of(visit, assignment_id) for assignment_id in assignment_ids]
    if not chosen or any(row.is_diagnosis for row in chosen):
        raise NoticeUnfit("A notice is about services, and none was chosen.")
    return AdvanceNotice(
        id=NoticeId(new_id()),
        encounter_id=encounter_id,
        services=tuple(_service(row, prices.get(row.id, ZERO)) for row in chosen),
        reason=reason.strip(),
        issued_on=desk.clock.today(),
        is_voluntary=is_voluntary,
    )


def _service(row: CodeAssignment, cost: Money) -> NoticeService:
    return NoticeService(code=row.code, words=row.words, cost=cost)


def store_notice(*, desk: Desk, notice: AdvanceNotice) -> Changes:
    """Keep a notice that is not signed yet. Raises NoticeUnfit, VisitAlreadyBilled."""
    if not notice.services or not notice.reason.strip():
        raise NoticeUnfit("A notice names a service and says why it may not be paid.")
    if notice.is_signed or notice.signed_on is not None:
        raise NoticeUnfit("A notice is stored first and signed then.")
    with desk.vault.writing(actor=desk.actor, action="store_notice", now=desk.clock.now()) as unit:
        _open_visit(unit, notice.encounter_id)
        unit.papers.add_notice(notice, by=desk.actor)
    return _changes("Stored an advance notice", notice.encounter_id)


def sign_notice(
    *,
    desk: Desk,
    notice_id: NoticeId,
    choice: NoticeChoice,
    signed_by: str,
    signed_on: date,
) -> Changes:
    """What the patient chose and signed. Raises NoticeUnfit for a signature without a choice or name, one in the future, one
    from before the notice, and for a notice that is signed already."""
    with desk.vault.writing(actor=desk.actor, action="sign_notice", now=desk.clock.now()) as unit:
        notice = unit.papers.notice(notice_id)
        _open_visit(unit, notice.encounter_id)
        if notice.is_signed:
            raise NoticeUnfit("This notice is signed already; another decision needs another notice.")
        if choice is NoticeChoice.NONE or not signed_by.strip():
            raise NoticeUnfit("A signed notice says which option was chosen and who signed.")
        if not notice.issued_on <= signed_on <= desk.clock.today():
            raise NoticeUnfit("The day of the signature lies before the notice or ahead of today.")
        signed = replace(notice, choice=choice, signed_by=" ".join(signed_by.split()), signed_on=signed_on)
        unit.papers.add_notice(signed, by=desk.actor)
    return _changes("Signed an advance notice", notice.encounter_id)


def file_signed_notice(
    *, desk: Desk, notice: AdvanceNotice, choice: NoticeChoice, signed_by: str, signed_on: date
) -> Changes:
    """A notice that was given and signed on paper before its visit was coded: it is dated by its signature.

    Raises as `store_notice` and `sign_notice` do.
    """
    store_notice(desk=desk, notice=replace(notice, issued_on=min(notice.issued_on, signed_on)))
    return sign_notice(desk=desk, notice_id=notice.id, choice=choice, signed_by=signed_by, signed_on=signed_on)


def notices_of(*, desk: Desk, encounter_id: EncounterId) -> tuple[AdvanceNotice, ...]:
    """In the order in which they were issued."""
    with desk.vault.reading() as unit:
        return unit.papers.notices_of(encounter_id)


def write_notice_pdf(*, desk: Desk, notice_id: NoticeId, folder: Path) -> Path:
    """Print a stored notice for the patient; the same notice gives the same bytes. Raises NotInVault, PageNotWritten."""
    from coderdesk.forms.abn import AbnPage, render_abn  # ReportLab, with the first page

    with desk.vault.reading() as unit:
        notice = unit.papers.notice(notice_id)
        visit = load_visit(unit, notice.encounter_id)
        practice = read_practice_in(unit)
    page = AbnPage(practice=practice, patient=visit.patient, identification=_number(visit), notice=notice)
    return write_page(folder / f"Advance notice {visit.encounter.account} {notice.id[-6:]}.pdf", render_abn(page))


def _number(visit: CodedVisit) -> str:
    """The practice's own number: a Medicare number must not stand on the form (CMS instructions to CMS-R-131, blank C)."""
    return visit.patient.record_number


def _open_visit(unit: "UnitOfWork", encounter_id: EncounterId) -> None:
    visit = load_visit(unit, encounter_id)
    if is_billed(unit, visit):
        raise VisitAlreadyBilled(visit.encounter.account)


def _changes(label: str, encounter_id: EncounterId) -> Changes:
    return Changes.of(label, Kind.ADVANCE_NOTICE, Kind.ENCOUNTER, ids=(encounter_id,))
