"""Fills the advance notices of the open visit, stores and prints them, and puts their modifier on the line."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from coderdesk.domain.coding.advance_notice import AdvanceNotice
from coderdesk.domain.values.ids import AssignmentId, EncounterId, NoticeId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services import advance_notices
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.models.notice_draft import Noticed, NoticeDraft, Signature, noticed_services
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.notice_panel import NoticePanel


class NoticeFeeds(QObject):
    """Serves the panel for one session. `folder` is asked when something is printed."""

    def __init__(
        self, panel: NoticePanel, session: Session, *, folder: Callable[[], Path], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panel, self._session, self._folder = panel, session, folder
        self._visit: VisitSheet | None = None
        self._named: AssignmentId | None = None
        self._offered: tuple[Noticed, ...] | None = None
        panel.set_writable(writable=not session.desk.is_read_only)
        panel.composer.store_wanted.connect(self._store)
        panel.print_wanted.connect(self._print)
        panel.signed.connect(self._sign)
        panel.modifier_wanted.connect(self._put_modifier)

    @property
    def panel(self) -> NoticePanel:
        return self._panel

    def stop(self) -> None:
        """The panel goes with the session."""
        self._visit = None
        self.deleteLater()

    def show_visit(self, visit: VisitSheet) -> None:
        is_other = self._visit is None or self._visit.visit.encounter.id != visit.visit.encounter.id
        self._visit = visit
        if is_other:
            self._named = self._offered = None
            self._panel.say("")
        self.refresh()

    def name(self, assignment_id: AssignmentId | None) -> None:
        """The notice is to be about this service, and about those whose findings ask for one."""
        self._named = assignment_id
        self.refresh()
        self._panel.composer.focus_first()

    def refresh(self) -> None:
        visit = self._visit
        if visit is None:
            return
        patient = " ".join((visit.visit.patient.name.first, visit.visit.patient.name.last))
        today = self._session.desk.clock.today()
        self._panel.show_notices(visit.visit.notices, patient=patient, today=today)
        services = noticed_services(visit, self._named)
        if services != self._offered:  # what is being typed stays while the visit says the same
            self._offered = services
            self._panel.composer.show_services(services, patient=patient, day=visit.visit.date_of_service)

    def _store(self, draft: NoticeDraft) -> None:
        encounter_id, session = self._encounter_id(), self._session
        if encounter_id is not None:
            self._write(lambda: _stored(session.desk, encounter_id, draft), then=self._begin_anew)

    def _begin_anew(self) -> None:
        self._named = self._offered = None

    def _sign(self, notice_id: NoticeId, signature: Signature) -> None:
        session = self._session
        self._write(
            lambda: advance_notices.sign_notice(
                desk=session.desk,
                notice_id=notice_id,
                choice=signature.choice,
                signed_by=signature.signed_by,
                signed_on=signature.signed_on,
            )
        )

    def _print(self, notice_id: NoticeId) -> None:
        session, folder = self._session, self._folder()
        session.lane.run(
            lambda: advance_notices.write_notice_pdf(desk=session.desk, notice_id=notice_id, folder=folder),
            done=session.operations.invoiced.emit,
            failed=self._fail,
        )

    def _put_modifier(self, notice: AdvanceNotice, modifier: str) -> None:
        """On every line of the visit that the notice names and that does not carry it yet."""
        visit, named = self._visit, {one.code for one in notice.services}
        if visit is None:
            return
        rows = [row for row in visit.visit.services if row.code in named and row.service is not None]
        without = [row for row in rows if row.service is not None and modifier not in row.service.modifiers]
        for row in without:
            assert row.service is not None
            others = tuple(one for one in row.service.modifiers if one not in ("GA", "GX", "GZ"))
            self._session.operations.set_modifiers(
                encounter_id=visit.visit.encounter.id, assignment_id=row.id, modifiers=(*others, modifier)
            )
        if not without:
            self._panel.say(
                tr("{modifier} stands on the line already.", modifier=modifier)
                if rows
                else tr("The service of the notice is not on the visit any more.")
            )

    def _encounter_id(self) -> EncounterId | None:
        return self._visit.visit.encounter.id if self._visit else None

    def _write(self, work: Callable[[], Changes], then: Callable[[], None] = lambda: None) -> None:
        def written(changes: Changes) -> None:
            self._panel.say("")
            then()
            self._session.operations.changed.emit(changes)

        self._session.lane.run(work, done=written, failed=self._fail)

    def _fail(self, trouble: Exception) -> None:
        """A sentence is said where the hand is; a bug goes through its own door."""
        if isinstance(trouble, AppError):
            self._panel.say(str(trouble))
        else:
            self._session.operations.fail(trouble)


def _stored(desk: Desk, encounter_id: EncounterId, draft: NoticeDraft) -> Changes:
    """Raises as `store_notice`, and for a signed one as `file_signed_notice`."""
    notice = advance_notices.propose_notice(
        desk=desk,
        encounter_id=encounter_id,
        assignment_ids=tuple(one.assignment_id for one in draft.services),
        reason=draft.reason,
        is_voluntary=draft.is_voluntary,
    )
    typed = tuple(
        replace(service, words=one.words, cost=one.cost)
        for service, one in zip(notice.services, draft.services, strict=True)
    )
    notice = replace(notice, services=typed)
    if draft.signature is None:
        return advance_notices.store_notice(desk=desk, notice=notice)
    return advance_notices.file_signed_notice(
        desk=desk,
        notice=notice,
        choice=draft.signature.choice,
        signed_by=draft.signature.signed_by,
        signed_on=draft.signature.signed_on,
    )
