"""Fills the queries of the open visit, has what is written checked while it is written, and sends and files in the lane."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from coderdesk.domain.clinical.provider_query import ProviderQuery
from coderdesk.domain.coding.code import Code
from coderdesk.domain.values.finding import Finding
from coderdesk.domain.values.ids import EncounterId, ProviderQueryId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services import provider_queries
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.services.query_drafts import keep_query_drafts, kept_query_drafts
from coderdesk.services.refused import Refused
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.marks import Selection
from coderdesk.ui.models.query_draft import CodeWaiting, QueryDraft, draft_as_json, draft_from_json
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.views.desk.query_panel import QueryPanel

CHECK_PAUSE_MS = 150
KEEP_PAUSE_MS = 1500


class QueryFeeds(QObject):
    """Serves the panel for one session. `code` is the code book's, `folder` is asked when something is printed."""

    def __init__(
        self,
        panel: QueryPanel,
        documents: DocumentPanel,
        session: Session,
        *,
        code: Callable[[], Code | None],
        folder: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._documents, self._session = panel, documents, session
        self._code, self._folder = code, folder
        self._visit: VisitSheet | None = None
        self._drafts: dict[EncounterId, QueryDraft] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(CHECK_PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self._unkept: set[EncounterId] = set()
        self._kept: dict[EncounterId, dict[str, Any]] = {}
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_PAUSE_MS)
        self._keeping.timeout.connect(self._keep)
        session.lane.run(
            lambda: kept_query_drafts(desk=session.desk), done=self._take_up, failed=session.operations.fail
        )
        panel.set_writable(writable=not session.desk.is_read_only)
        composer = panel.composer
        composer.edited.connect(self._edited)
        composer.cite_wanted.connect(self.cite)
        composer.ask_wanted.connect(self._ask)
        composer.passage_wanted.connect(self._show_passage)
        panel.print_wanted.connect(self._print)
        panel.export_wanted.connect(self._export)
        panel.answered.connect(self._file)
        panel.withdrawn.connect(self._withdraw)

    @property
    def panel(self) -> QueryPanel:
        return self._panel

    def stop(self) -> None:
        """The panel goes with the session; what is being written is in the vault before it is locked."""
        self._pause.stop()
        self._keeping.stop()
        self._keep_at_once()
        self._drafts.clear()
        self._visit = None
        self.deleteLater()

    # the visit and its draft -----------------------------------------------------------------------------------

    def show_visit(self, visit: VisitSheet) -> None:
        is_other = self._visit is None or self._visit.visit.encounter.id != visit.visit.encounter.id
        self._visit = visit
        if is_other:
            self._panel.say("")
            self._panel.composer.show_draft(self._draft_of(visit))
        self.refresh()

    def refresh(self) -> None:
        """Show the visit's queries and the codes that may wait, and check the draft again."""
        visit = self._visit
        if visit is None:
            return
        self._panel.show_queries(visit.visit.provider_queries, self._session.desk.clock.today())
        self._panel.composer.offer_codes(self._codes(visit))
        self._check()

    # drafts outlive the session --------------------------------------------------------------------------------

    def _take_up(self, kept: dict[EncounterId, dict[str, Any]]) -> None:
        """What was being written when the vault was locked; what somebody has typed meanwhile stays."""
        self._kept = kept
        visit = self._visit
        if visit is not None and visit.visit.encounter.id not in self._drafts and self._panel.composer.draft.is_empty:
            self._panel.composer.show_draft(self._draft_of(visit))
            self._check()

    def _draft_of(self, visit: VisitSheet) -> QueryDraft:
        encounter_id = visit.visit.encounter.id
        if encounter_id not in self._drafts and encounter_id in self._kept:
            texts = {one.id: one.text for one in visit.visit.documents}
            self._drafts[encounter_id] = draft_from_json(self._kept[encounter_id], texts)
        return self._drafts.get(encounter_id, QueryDraft())

    def _to_keep(self) -> dict[EncounterId, dict[str, Any] | None]:
        drafts = {encounter_id: self._drafts.get(encounter_id) for encounter_id in self._unkept}
        return {key: draft_as_json(one) if one and not one.is_empty else None for key, one in drafts.items()}

    def _keep(self) -> None:
        session, drafts = self._session, self._to_keep()
        if drafts:
            session.lane.run(
                lambda: keep_query_drafts(desk=session.desk, drafts=drafts),
                done=lambda _: self._was_kept(drafts),
                failed=self._fail,
            )

    def _was_kept(self, drafts: dict[EncounterId, dict[str, Any] | None]) -> None:
        """What was typed on meanwhile is still to be kept."""
        now = self._to_keep()
        self._unkept -= {encounter_id for encounter_id, one in drafts.items() if now.get(encounter_id) == one}

    def _keep_at_once(self) -> None:
        """The lanes end with the session and drop what waits in them."""
        session, drafts = self._session, self._to_keep()
        try:
            if drafts:
                keep_query_drafts(desk=session.desk, drafts=drafts)
        except AppError as trouble:
            session.operations.fail(trouble)
        self._unkept.clear()

    def _note(self, encounter_id: EncounterId) -> None:
        if not self._session.desk.is_read_only:
            self._unkept.add(encounter_id)
            self._keeping.start()

    def _codes(self, visit: VisitSheet) -> tuple[CodeWaiting, ...]:
        """The code that is chosen in the code book, and those of the visit that wait without a written query."""
        asked = {query.assignment_id for query in visit.visit.open_queries}
        standing = {(row.system, row.code) for row in visit.visit.assignments}
        waiting = [
            CodeWaiting(words=f"{row.code} {row.words}", assignment_id=row.id)
            for row in visit.visit.queries
            if row.id not in asked
        ]
        code = self._code()
        if code is not None and (code.system, code.value) not in standing:
            waiting.append(CodeWaiting(words=code.value, draft=(code.system, code.value)))
        return tuple(waiting)

    def cite(self) -> None:
        """Cite the words that are selected in the document."""
        chosen = self._documents.current_selection()
        if chosen is None:
            self._panel.say(tr("Select the words to cite in the document first."))
        else:
            self._panel.say("")
            self._panel.composer.cite(chosen)

    def _show_passage(self, passage: Selection) -> None:
        self._documents.scroll_to_passage(passage.document_id, passage.start, passage.end)

    def _edited(self) -> None:
        if self._visit is not None:
            self._drafts[self._visit.visit.encounter.id] = self._panel.composer.draft
            self._note(self._visit.visit.encounter.id)
        self._panel.composer.hold_asking()
        self._panel.say("")
        self._pause.start()

    # checking and asking ---------------------------------------------------------------------------------------

    def _check(self) -> None:
        visit, session = self._visit, self._session
        draft = self._panel.composer.draft
        if visit is None or draft.is_empty:
            self._panel.composer.show_findings(())
            return
        encounter_id = visit.visit.encounter.id

        def work() -> tuple[Finding, ...]:
            return provider_queries.check_query(desk=session.desk, query=_composed(session.desk, encounter_id, draft))

        session.lane.run_newest("query draft", work, done=partial(self._show_findings, draft), failed=self._fail)

    def _show_findings(self, draft: QueryDraft, findings: tuple[Finding, ...]) -> None:
        if draft == self._panel.composer.draft:
            self._panel.composer.show_findings(findings)

    def _ask(self) -> None:
        visit, session = self._visit, self._session
        if visit is None:
            return
        draft, encounter_id = self._panel.composer.draft, visit.visit.encounter.id
        self._panel.composer.hold_asking()

        def work() -> Changes:
            query = _composed(session.desk, encounter_id, draft)
            new = draft.waiting.draft if draft.waiting else None
            return provider_queries.ask_query(desk=session.desk, query=query, draft=new).changes

        def asked(changes: Changes) -> None:
            self._drafts.pop(encounter_id, None)
            self._kept.pop(encounter_id, None)
            self._note(encounter_id)
            if self._visit is not None and self._visit.visit.encounter.id == encounter_id:
                self._panel.composer.show_draft(QueryDraft())
            session.operations.changed.emit(changes)

        session.lane.run(work, done=asked, failed=self._fail)

    # papers, answers, taking back ------------------------------------------------------------------------------

    def _print(self, query_id: ProviderQueryId) -> None:
        session, folder = self._session, self._folder()
        session.lane.run(
            lambda: provider_queries.write_query_pdf(desk=session.desk, query_id=query_id, folder=folder),
            done=session.operations.invoiced.emit,
            failed=self._fail,
        )

    def _export(self, query_id: ProviderQueryId) -> None:
        session, folder = self._session, self._folder()
        session.lane.run(
            lambda: provider_queries.write_query_text(desk=session.desk, query_id=query_id, folder=folder),
            done=session.operations.invoiced.emit,
            failed=self._fail,
        )

    def _file(self, query_id: ProviderQueryId, text: str, author: str, signed_on: date) -> None:
        session = self._session

        def filed(done: provider_queries.Answered) -> None:
            session.operations.changed.emit(done.changes)
            session.lane.run(lambda: None, done=lambda _: self._show_answer(done), failed=self._fail)

        session.lane.run(
            lambda: provider_queries.answer_query(
                desk=session.desk, query_id=query_id, text=text, author=author, written_on=signed_on
            ),
            done=filed,
            failed=self._fail,
        )

    def _show_answer(self, answered: provider_queries.Answered) -> None:
        """The addendum comes to the front: its words are attached next. The visit has been read again by now."""
        self._documents.show_document(answered.document_id)

    def _withdraw(self, query_id: ProviderQueryId, reason: str) -> None:
        session = self._session
        session.lane.run(
            lambda: provider_queries.withdraw_query(desk=session.desk, query_id=query_id, reason=reason),
            done=session.operations.changed.emit,
            failed=self._fail,
        )

    def _fail(self, trouble: Exception) -> None:
        """A sentence is said where the hand is; a bug goes through its own door."""
        match trouble:
            case Refused():
                self._panel.composer.show_findings(trouble.findings)
            case AppError():
                self._panel.say(str(trouble))
            case _:
                self._session.operations.fail(trouble)


def _composed(desk: Desk, encounter_id: EncounterId, draft: QueryDraft) -> ProviderQuery:
    return provider_queries.compose_query(
        desk=desk,
        encounter_id=encounter_id,
        kind=draft.kind,
        title=draft.title,
        question=draft.question,
        answers=draft.answers,
        passages=draft.places,
        draft=draft.waiting.draft if draft.waiting else None,
        assignment_id=draft.waiting.assignment_id if draft.waiting else None,
    )
