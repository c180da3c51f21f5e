"""The workspace: worklist, documents, code browser, coded list and findings strip, laid out and wired to the session."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from coderdesk.domain.clinical.evidence import EvidenceState
from coderdesk.domain.coding.code import Code
from coderdesk.domain.values.finding import Finding, Location, Place
from coderdesk.domain.values.ids import AssignmentId, DocumentId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.services.changes import Changes
from coderdesk.services.coding import Passage
from coderdesk.services.visits import VisitSheet, open_visit
from coderdesk.services.worklist import list_worklist
from coderdesk.ui.marks import Selection, marks_of
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import close_together
from coderdesk.ui.turns import Turns
from coderdesk.ui.views.desk.browser_panel import BrowserPanel
from coderdesk.ui.views.desk.code_lookups import CodeLookups
from coderdesk.ui.views.desk.coded_panel import CodedPanel
from coderdesk.ui.views.desk.coded_writes import wire_coded_writes
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.views.desk.findings_strip import FindingsStrip
from coderdesk.ui.views.desk.first_desk import COLUMN_WIDTHS
from coderdesk.ui.views.desk.originals import Originals
from coderdesk.ui.views.desk.override_line import OverrideLine
from coderdesk.ui.views.desk.own_book import OwnBook
from coderdesk.ui.views.desk.reading_desk import ReadingDesk
from coderdesk.ui.views.desk.right_column import RightColumn
from coderdesk.ui.views.desk.worklist_panel import WorklistPanel
from coderdesk.ui.visit_papers import VISIT_PAPERS, print_visit_paper

SEARCH_PAUSE_MS = 120
LONGEST_SEARCHED_SELECTION = 160


class DeskPage(QWidget):
    """The one screen on which a visit is coded. `sheet_shown` follows every opening and refresh of a visit."""

    sheet_shown = Signal(object)
    record_wanted = Signal(object, str)
    document_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, worklist: WorklistPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.worklist = worklist
        self.documents = DocumentPanel(self)
        self.browser = BrowserPanel(self)
        self.coded = CodedPanel(self)
        self.aside = RightColumn(self.documents, self.browser, self.coded, self)
        self.strip = FindingsStrip(self)
        self.reading = ReadingDesk(
            self.documents, self.strip, worklist, operate=self._operate, show_code=self._show_first_passage, parent=self
        )
        self.overriding = OverrideLine(self)
        self._turns = Turns(self)
        self._lookups: CodeLookups | None = None
        self.own_book: OwnBook | None = None
        self.originals: Originals | None = None
        self._session: Session | None = None
        self._sheet: VisitSheet | None = None
        self._wanted: EncounterId | None = None
        self._to_select: AssignmentId | None = None
        self._to_attach: Selection | None = None
        self._retry: Callable[[str], None] | None = None
        self.claims_folder: Callable[[], Path] = Path.cwd
        self.invoices_folder: Callable[[], Path] = Path.cwd
        self._lay_out()
        self._wire()

    @property
    def sheet(self) -> VisitSheet | None:
        """The visit that is open; whoever asks finds all of it on the screen."""
        self._turns.finish()
        return self._sheet

    @property
    def encounter_id(self) -> EncounterId | None:
        return sheet.visit.encounter.id if (sheet := self.sheet) else None

    def _lay_out(self) -> None:
        self.right = self.aside.codes
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setObjectName("columns")
        for panel in (self.worklist, self.reading.column, self.aside):
            self.columns.addWidget(panel)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes(COLUMN_WIDTHS)
        self.columns.setCollapsible(self.columns.indexOf(self.reading.column), False)  # noqa: FBT003 - Qt's form
        self.rows = QSplitter(Qt.Orientation.Vertical)
        self.rows.setObjectName("rows")
        self.rows.addWidget(self.columns)
        self.rows.addWidget(self.strip)
        self.rows.setStretchFactor(0, 1)
        self.rows.setSizes([720, 120])
        for splitter in (self.right, self.columns, self.rows):
            splitter.setHandleWidth(1)
        layout = close_together(QVBoxLayout(self))
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.overriding.prompt)
        layout.addWidget(self.reading.mending.line)

    def _wire(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._search_ahead)
        self.worklist.visit_chosen.connect(lambda row_id: self.open(EncounterId(row_id)))
        self.documents.selection_changed.connect(self._selection_changed)
        self.documents.passage_clicked.connect(lambda row_id: self.coded.select(AssignmentId(row_id)))
        self.documents.passage_reached.connect(lambda row_id: self.coded.select(AssignmentId(row_id)))
        self.documents.draft_saved.connect(self._save_draft)
        self.documents.addendum_wanted.connect(self._want_addendum)
        self.documents.document_wanted.connect(self.add_document)
        self.browser.attach_wanted.connect(self.attach)
        self.browser.query_wanted.connect(self._ask)
        self.browser.left.connect(self.documents.setFocus)
        self.coded.code_activated.connect(self._show_first_passage)
        self.coded.passage_wanted.connect(self._show_passage)
        wire_coded_writes(self.coded, self._operate, self._passage)
        self.coded.mark_coded_wanted.connect(self.finish)
        self.coded.reopen_wanted.connect(self.reopen)
        self.coded.invoice_wanted.connect(self.invoice)
        self.coded.export_wanted.connect(self.export)
        self.strip.location_wanted.connect(self.go_to)
        self.reading.said.connect(self.said)
        self.reading.mending.search_wanted.connect(self._look_up)
        self.reading.mending.notice_wanted.connect(self.aside.draw_up_notice)
        self.overriding.said.connect(self.said)
        self.overriding.override_wanted.connect(
            lambda finding, reason: self._operate("override_finding", finding=finding, reason=reason)
        )
        self.overriding.prompt.closed.connect(self.documents.setFocus)
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), self.documents, self.attach_current)
        enter.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.aside.codes_shown.connect(enter.setEnabled)
        self.sheet_shown.connect(self.aside.show_sheet)

    # the session comes and goes with the vault -----------------------------------------------------------------

    def start(self, session: Session) -> None:
        self._session = session
        self.aside.start(session, lambda: self.claims_folder())
        self._lookups = CodeLookups(self.browser, session, self)
        self.own_book = self._lookups.own_book = OwnBook(self.browser, session, self)
        self.own_book.said.connect(self.said)
        self._lookups.answered.connect(self._attach_if_waiting)
        self.reading.start(session)
        self.originals = Originals(self.documents, session, self)
        self.originals.said.connect(self.said)
        self.sheet_shown.connect(self.originals.refresh_sheet)
        operations = session.operations
        operations.changed.connect(self._changed)
        operations.attached.connect(self._remember)
        operations.undone.connect(self._show_undone)
        operations.refused.connect(self._refused)
        session.library_changed.connect(self._show_new_books)
        self.documents.set_read_only(on=session.desk.is_read_only)
        self.coded.set_read_only(session.desk.vault.read_only_reason)
        self.show_nothing()
        self.refresh_worklist()

    def stop(self) -> None:
        self._session = self._lookups = None
        for part in (self.aside, self.reading, self.own_book, self.originals):
            if part is not None:
                part.stop()
        self.own_book = self.originals = None
        self.show_nothing()
        self.worklist.show_loading()

    def do_in_book(self, name: str) -> None:
        """An action of the code book, by its name, on the code that is chosen in the browser; or a paper to be printed."""
        if any(part is not None and part.does(name) for part in (self.reading, self.aside, self.originals)):
            return
        if name in VISIT_PAPERS:
            self.print_paper(name, self.encounter_id)
        elif name != "cheat_sheet":
            self.aside.do_in_book(name)
        elif self.own_book is not None:
            self.own_book.print_cheat_sheet(self.invoices_folder().parent / "Cheat sheets")

    def print_paper(self, name: str, encounter_id: EncounterId | None) -> None:
        """A paper of a visit, by the name of its action."""
        if self._session is not None and encounter_id is not None:
            print_visit_paper(name, session=self._session, encounter_id=encounter_id, folder=self.claims_folder())

    def show_nothing(self) -> None:
        self._turns.drop()
        self._sheet = self._wanted = None
        self.documents.show_nothing()
        self.coded.show_nothing()
        self.strip.show_nothing()
        self.reading.show_nothing()
        self.browser.show_visit(None, ())

    # reading ---------------------------------------------------------------------------------------------------

    def refresh_worklist(self) -> None:
        session = self._session
        if session is None:
            return
        session.lane.run_newest(
            "worklist",
            lambda: list_worklist(desk=session.desk),
            done=lambda rows: self.worklist.show_rows(rows, session.desk.clock.today()),
            failed=session.operations.fail,
        )

    def open(self, encounter_id: EncounterId, at: AssignmentId | None = None) -> None:
        """Open a visit, with one of its codes chosen; while it loads, the last one stays."""
        session = self._session
        if session is None:
            return
        self._wanted, self._to_select = encounter_id, at or self._to_select
        session.lane.run_newest(
            "visit",
            lambda: open_visit(desk=session.desk, encounter_id=encounter_id),
            done=self._show,
            failed=session.operations.fail,
        )

    def _show(self, sheet: VisitSheet) -> None:
        """The text within a frame, the rest in the turns that follow, and before anything that a person does."""
        before, self._sheet = self.sheet, sheet
        is_same = before is not None and before.visit.encounter.id == sheet.visit.encounter.id
        steps = (self._show_coded, self.strip.show_sheet, self.reading.show_sheet, self.sheet_shown.emit)
        opening = () if is_same else (self._show_opened,)
        self._turns.run(
            (
                lambda: self._show_documents(sheet, before if is_same else None),
                *(partial(step, sheet) for step in (*opening, *steps)),
            )
        )

    def _show_documents(self, sheet: VisitSheet, before: VisitSheet | None) -> None:
        if before is not None and before.visit.documents == sheet.visit.documents:
            self.documents.set_marks(marks_of(sheet.visit))
        else:
            self.documents.show_visit(sheet.visit.documents, marks_of(sheet.visit))

    def _show_coded(self, sheet: VisitSheet) -> None:
        self.coded.show_sheet(sheet)
        if self._to_select is not None:
            self.coded.select(self._to_select)
            self._to_select = None

    def _show_opened(self, sheet: VisitSheet) -> None:
        self.worklist.select(sheet.visit.encounter.id)
        self._show_releases(sheet)

    def _show_releases(self, sheet: VisitSheet) -> None:
        session = self._session
        if session is not None:
            on = sheet.visit.date_of_service
            self.browser.show_visit(on, session.desk.library.releases_on(on))
            if self.own_book is not None:
                self.own_book.show_visit(sheet.visit.encounter.id, sheet.provider)

    def _show_new_books(self) -> None:
        """Other code sets answer from now on: what they say about the open visit is read again."""
        if self._sheet is not None:
            self._show_releases(self._sheet)
            self.open(self._sheet.visit.encounter.id)

    def _changed(self, changes: Changes) -> None:
        if self.encounter_id is not None and (
            changes.touches(Kind.ENCOUNTER, self.encounter_id) or changes.touches(Kind.PATIENT)
        ):
            self.open(self.encounter_id)
        self.refresh_worklist()

    def _show_undone(self, encounter_id: EncounterId) -> None:
        """What was taken back on another visit is shown, so that nothing changes unseen."""
        if encounter_id != self.encounter_id:
            self.open(encounter_id)

    def _remember(self, assignment_id: AssignmentId) -> None:
        self._to_select = assignment_id

    def _refused(self, findings: tuple[Finding, ...]) -> None:
        self.strip.show_refusal(findings)
        self.documents.shake_selection()

    # selecting and searching -----------------------------------------------------------------------------------

    def _selection_changed(self, selection: Selection | None) -> None:
        if selection is not None and len(selection.text) <= LONGEST_SEARCHED_SELECTION:
            self._pause.start()
        else:
            self._pause.stop()

    def _search_ahead(self) -> None:
        """Search while the hand is still on its way; never over words that are being typed."""
        selection = self.documents.current_selection()
        if selection is not None and self.documents.isAncestorOf(self.focusWidget()):
            self.browser.search_ahead(" ".join(selection.text.split()))

    def search_selection(self) -> None:
        self._pause.stop()
        self.aside.show_codes()
        selection = self.documents.current_selection()
        if selection is None:
            self.browser.focus_search()
        else:
            self.browser.search_text(" ".join(selection.text.split())[:LONGEST_SEARCHED_SELECTION])

    def _look_up(self, words: str) -> None:
        self.aside.show_codes()
        self.browser.search_text(words)

    def _passage(self) -> Passage | None:
        selection = self.documents.current_selection()
        if selection is None:
            return None
        return Passage(DocumentId(selection.document_id), selection.start, selection.end)

    @property
    def _passages(self) -> tuple[Passage, ...]:
        return tuple(filter(None, (self._passage(),)))

    # writing ---------------------------------------------------------------------------------------------------

    def _operate(self, name: str, **words: object) -> None:
        if self._session is not None and self.encounter_id is not None:
            can_retry = name in ("attach_code", "attach_evidence")
            self._retry = (lambda reason: self._operate(name, **words | {"reason": reason})) if can_retry else None
            getattr(self._session.operations, name)(encounter_id=self.encounter_id, **words)

    def override(self) -> None:
        """Ask why, and override what was just refused, or else the chosen finding."""
        self.overriding.offer(self.strip.current_finding(), self.strip.refused, self._retry)

    def attach_current(self) -> None:
        """Attach the first hit for the selected words; while their search is under way, as soon as it has answered."""
        if self._pause.isActive():
            self._pause.stop()
            self._search_ahead()
        self._to_attach = self.documents.current_selection() if self.browser.is_searching else None
        code = self.browser.current_code()
        if code is not None:
            self.attach(code, further=False)

    def _attach_if_waiting(self) -> None:
        """Enter holds for the words on which it was pressed: whoever went elsewhere meanwhile has attached nothing."""
        waiting, self._to_attach = self._to_attach, None
        is_here = self.documents.isAncestorOf(self.focusWidget())
        if waiting is not None and is_here and waiting == self.documents.current_selection():
            self.attach_current()

    def attach(self, code: Code, further: bool) -> None:  # noqa: FBT001 - the form of the signal
        """Attach the code to the selected words, or the words to the code when it stands on the visit already."""
        standing = self._standing(code)
        if standing is not None and (further or code.system.is_diagnosis):
            self._operate("attach_evidence", assignment_id=standing, passages=self._passages)
        else:
            self._operate("attach_code", code=code, passages=self._passages)
        self.documents.setFocus()

    def _standing(self, code: Code) -> AssignmentId | None:
        rows = self._sheet.visit.assignments if self._sheet else ()
        return next((row.id for row in rows if (row.system, row.code) == (code.system, code.value)), None)

    def attach_further(self) -> None:
        """The selected words become further evidence of the code chosen in the coded list, or else in the browser."""
        chosen = self.coded.selected_assignment()
        code = self.browser.current_code()
        if chosen is not None and self._passages:
            self._operate("attach_evidence", assignment_id=chosen, passages=self._passages)
        elif code is not None:
            self.attach(code, further=True)

    def _ask(self, code: Code) -> None:
        selection = self.documents.current_selection()
        note = f"“{' '.join(selection.text.split())[:120]}”" if selection else ""
        self._operate("ask_provider", code=code, note=note)

    def confirm_passages(self) -> None:
        """Confirm the moved passages of the chosen code and show the next that moved; without any there, show the first."""
        moved = self._moved()
        chosen = self.coded.selected_assignment()
        if chosen in moved:
            following = next((row for row in (*moved[moved.index(chosen) :], *moved) if row != chosen), None)
            self._operate("confirm_passages", assignment_id=chosen, then=lambda: self._show_moved(following))
        elif moved:
            self._show_moved(moved[0])
            self.coded.select(moved[0])
        else:
            self.said.emit(tr("No passage has moved."))

    def _moved(self) -> tuple[AssignmentId, ...]:
        marks = marks_of(self._sheet.visit) if self._sheet else ()
        moved = (mark.assignment_id for mark in marks if mark.state is EvidenceState.MOVED)
        return tuple(dict.fromkeys(filter(None, moved)))

    def _show_moved(self, assignment_id: AssignmentId | None) -> None:
        """Bring the code and its moved passage before the eyes: it is confirmed by the next press, and not unseen."""
        if assignment_id is None or self._sheet is None:
            return
        self._to_select = assignment_id
        marks = (mark for mark in marks_of(self._sheet.visit) if mark.assignment_id == assignment_id)
        mark = next((mark for mark in marks if mark.state is EvidenceState.MOVED), None)
        if mark is not None:
            self.documents.scroll_to_passage(mark.document_id, mark.start, mark.end)

    def undo(self) -> None:
        if self._session is not None:
            self._session.operations.undo()

    def finish(self) -> None:
        """Mark the visit coded and go to the next chart; refused with what is missing otherwise."""
        self._operate("mark_coded", then=self._open_next)

    def _open_next(self) -> None:
        current = self.encounter_id
        following = self.worklist.next_open(current) if current else None
        if following:
            self.open(EncounterId(following))
        else:
            self.said.emit(tr("Coded. No open visit is left in this list: Esc in its filter shows all of them."))

    def reopen(self) -> None:
        self._operate("reopen_visit")

    def invoice(self) -> None:
        if self._session is not None and self.encounter_id is not None:
            self._session.operations.issue_invoice(encounter_id=self.encounter_id, folder=self.invoices_folder())

    def export(self) -> None:
        if self._session is not None and self.encounter_id is not None:
            self._session.operations.export_claims(encounter_ids=(self.encounter_id,), folder=self.claims_folder())

    # documents -------------------------------------------------------------------------------------------------

    def _save_draft(self, document_id: str, text: str) -> None:
        if self._sheet is not None and self._session is not None:
            document = self._sheet.visit.documents_by_id[DocumentId(document_id)]
            self._session.operations.revise_draft(document=document, text=text)

    def sign_document(self) -> None:
        current = self.documents.current_document_id()
        if self._sheet is not None and self._session is not None and current:
            self._session.operations.sign_document(document=self._sheet.visit.documents_by_id[DocumentId(current)])

    def add_document(self) -> None:
        if self._sheet is not None:
            self.document_wanted.emit(None)

    def _want_addendum(self, document_id: str) -> None:
        if self._sheet is not None:
            self.document_wanted.emit(self._sheet.visit.documents_by_id[DocumentId(document_id)])

    # going to a place ------------------------------------------------------------------------------------------

    def _show_first_passage(self, assignment_id: AssignmentId) -> None:
        self._show_passage(assignment_id, 0)

    def _show_passage(self, assignment_id: AssignmentId, index: int) -> None:
        if self._sheet is None:
            return
        row = self._sheet.visit.assignment(assignment_id)
        self.browser.open_code(row.system, row.code)
        marks = [mark for mark in marks_of(self._sheet.visit) if mark.assignment_id == assignment_id]
        if index < len(marks):
            mark = marks[index]
            self.documents.scroll_to_passage(mark.document_id, mark.start, mark.end)

    def go_to(self, location: Location) -> None:
        """Open the place of a finding: a code here, a record on its page."""
        match location.place:
            case Place.ASSIGNMENT | Place.CHARGE:
                self._go_to_assignment(AssignmentId(location.id), location.field)
            case Place.DOCUMENT:
                self.documents.show_document(location.id)
            case Place.ENCOUNTER | Place.CLAIM:
                self.aside.mend_visit(location.field)
            case _:
                self.record_wanted.emit(location, self._why(location))

    def _why(self, location: Location) -> str:
        found = self._sheet.findings if self._sheet else ()
        return next((finding.message for finding in found if finding.location == location), "")

    def _go_to_assignment(self, assignment_id: AssignmentId, field: str) -> None:
        self.coded.select(assignment_id)
        if not (self.aside.go_to_detail(field, assignment_id) or self.coded.edit_field(field)):
            self._show_first_passage(assignment_id)
            self.coded.setFocus()

    def regions(self) -> tuple[QWidget, ...]:
        """What F6 goes round."""
        return (self.worklist, self.documents, self.reading.tray, *self.aside.regions(), self.strip)
