"""Fills the level worksheet of the open visit and keeps what is ticked there, in the database lane."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.coding.em_elements import FIRST_DAY, Element, PatientStatus
from coderdesk.domain.coding.quantities import minutes_in
from coderdesk.domain.values.ids import DocumentId, EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services import em_levels
from coderdesk.services.changes import Changes
from coderdesk.services.coding import Passage
from coderdesk.services.em_levels import EmSheet
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.views.desk.level_panel import LevelPanel


class LevelFeeds(QObject):
    """Serves the panel for one session. `folder` is asked when something is printed."""

    def __init__(
        self,
        panel: LevelPanel,
        documents: DocumentPanel,
        session: Session,
        *,
        folder: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._documents, self._session, self._folder = panel, documents, session, folder
        self._visit: VisitSheet | None = None
        panel.set_writable(writable=not session.desk.is_read_only)
        panel.tick_wanted.connect(self._tick)
        panel.untick_wanted.connect(self._untick)
        panel.time_wanted.connect(self._state_time)
        panel.time_dropped.connect(self._drop_time)
        panel.status_wanted.connect(self._set_status)
        panel.passage_wanted.connect(self._show_passage)
        panel.print_wanted.connect(self.print_sheet)
        documents.text_view.installEventFilter(self)

    @property
    def panel(self) -> LevelPanel:
        return self._panel

    def stop(self) -> None:
        panel = self._panel
        panel.tick_wanted.disconnect(self._tick)
        panel.untick_wanted.disconnect(self._untick)
        panel.time_wanted.disconnect(self._state_time)
        panel.time_dropped.disconnect(self._drop_time)
        panel.status_wanted.disconnect(self._set_status)
        panel.passage_wanted.disconnect(self._show_passage)
        panel.print_wanted.disconnect(self.print_sheet)
        self._documents.text_view.removeEventFilter(self)
        self.deleteLater()

    def show_visit(self, visit: VisitSheet) -> None:
        """Another visit, or the same one changed: its worksheet is read again when somebody sees it."""
        self._visit = visit
        if self._panel.isVisible():
            self.refresh()

    def refresh(self) -> None:
        visit = self._visit
        if visit is None:
            return
        session, encounter_id = self._session, visit.visit.encounter.id
        session.lane.run_newest(
            "level",
            lambda: em_levels.open_worksheet(desk=session.desk, encounter_id=encounter_id),
            done=self._show,
            failed=session.operations.fail,
        )

    def _show(self, sheet: EmSheet) -> None:
        old = self._visit is not None and self._visit.visit.date_of_service < FIRST_DAY
        hint = tr("Before 2021 office visits were levelled by history and examination: this does not weigh it.")
        self._panel.show_sheet(sheet, hint=hint if old else "")

    def print_sheet(self) -> None:
        session, encounter_id = self._session, self._encounter_id()
        if encounter_id is None:
            return
        folder = self._folder()
        session.lane.run(
            lambda: em_levels.write_worksheet_pdf(desk=session.desk, encounter_id=encounter_id, folder=folder),
            done=session.operations.invoiced.emit,
            failed=session.operations.fail,
        )

    def _encounter_id(self) -> EncounterId | None:
        return self._visit.visit.encounter.id if self._visit else None

    def _passages(self) -> tuple[Passage, ...]:
        chosen = self._documents.current_selection()
        return (Passage(DocumentId(chosen.document_id), chosen.start, chosen.end),) if chosen else ()

    def _tick(self, element: Element) -> None:
        encounter_id, passages = self._encounter_id(), self._passages()
        if encounter_id is None:
            return
        session = self._session
        subject, apart = self._panel.take_name()
        self._write(
            lambda: em_levels.tick_element(
                desk=session.desk,
                encounter_id=encounter_id,
                element=element,
                passages=passages,
                subject=subject,
                is_billed_apart=apart,
            ),
            then=self._panel.clear_name,
        )

    def _untick(self, index: int) -> None:
        session, encounter_id = self._session, self._encounter_id()
        if encounter_id is not None:
            self._write(lambda: em_levels.untick(desk=session.desk, encounter_id=encounter_id, index=index))

    def _state_time(self) -> None:
        chosen = self._documents.current_selection()
        minutes = max(minutes_in(chosen.text), default=0) if chosen else 0
        if minutes:
            self._write_time(minutes, self._passages())
        else:
            self._panel.say(tr("Select the words that state the minutes of the visit, then press the key again."))

    def _drop_time(self) -> None:
        self._write_time(0, ())

    def _write_time(self, minutes: int, passages: tuple[Passage, ...]) -> None:
        session, encounter_id = self._session, self._encounter_id()
        if encounter_id is not None:
            self._write(
                lambda: em_levels.state_time(
                    desk=session.desk, encounter_id=encounter_id, minutes=minutes, passages=passages
                )
            )

    def _set_status(self, status: PatientStatus) -> None:
        session, encounter_id = self._session, self._encounter_id()
        if encounter_id is not None:
            self._write(
                lambda: em_levels.set_patient_status(desk=session.desk, encounter_id=encounter_id, status=status)
            )

    def _write(self, work: Callable[[], Changes], then: Callable[[], None] = lambda: None) -> None:
        encounter_id = self._encounter_id()
        if encounter_id is not None:
            self._session.operations.weigh_level(encounter_id=encounter_id, work=work, then=then, failed=self._fail)

    def _fail(self, trouble: Exception) -> None:
        """A sentence is said where the hand is; everything else goes through its own door."""
        if isinstance(trouble, AppError):
            self._panel.say(str(trouble))
            self._documents.shake_selection()
        else:
            self._session.operations.fail(trouble)

    def _show_passage(self, evidence: Evidence) -> None:
        self._documents.scroll_to_passage(evidence.document_id, evidence.start, evidence.end)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the worksheet is open its keys tick from the text itself: words are selected there."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and self._panel.isVisible()
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and event.text()
            and self._panel.press(event.text())
        ):
            return True
        return super().eventFilter(watched, event)
