"""What the desk knows of a visit by reading it: both lists, marks in the text, finding, comparing, and the size of the text.

It reads and shows; a code is attached through the desk's own way, when somebody says so.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from coderdesk.domain.coding.fixes import Add
from coderdesk.domain.values.finding import Offer
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.services.coding import Passage
from coderdesk.services.visits import VisitSheet
from coderdesk.shared.preferences import PREFERENCES
from coderdesk.ui.models.suggestion_rows import SuggestionRow
from coderdesk.ui.reading_marks import PageReading
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.turns import Turns
from coderdesk.ui.views.desk.comparing import Comparing
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.views.desk.find_in_text import FindInText
from coderdesk.ui.views.desk.findings_strip import FindingsStrip
from coderdesk.ui.views.desk.mending import Mending, Operate
from coderdesk.ui.views.desk.read_aloud import ReadAloud
from coderdesk.ui.views.desk.suggestion_tray import SuggestionTray
from coderdesk.ui.views.desk.worklist_panel import WorklistPanel
from coderdesk.ui.visit_readings import VisitRead, VisitReadings

if TYPE_CHECKING:
    from coderdesk.domain.coding.dismissal import DismissalReason
    from coderdesk.services.visit_reading import DocumentReading, VisitReading
    from coderdesk.services.visit_suggestions import Proposal, VisitLists

PAUSE_BEFORE_READING_MS = 200
_MOST_HEADINGS = 80


class ReadingDesk(QObject):
    """`column` is the widget for the middle of the desk; strip and worklist are told what waits."""

    said = Signal(str)
    font_size_wanted = Signal(int)

    def __init__(
        self,
        documents: DocumentPanel,
        strip: FindingsStrip,
        worklist: WorklistPanel,
        *,
        operate: Operate,
        show_code: Callable[[AssignmentId], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents, self._strip, self._worklist = documents, strip, worklist
        self._operate, self._show_code = operate, show_code
        self._session: Session | None = None
        self._readings: VisitReadings | None = None
        self._sheet: VisitSheet | None = None
        self._reading: VisitReading | None = None
        self._lists: VisitLists | None = None
        self._pages: Mapping[str, PageReading] = {}
        self._progress, self._has_failed = "", False
        self._marks_shown = True
        self.find = FindInText(documents, self)
        self.aloud = ReadAloud(documents, self._reading_of, parent=self)
        self.mending = Mending(strip, operate, self._additions, self)
        self.tray = SuggestionTray()
        self.comparing = Comparing(documents, worklist, self)
        self.earlier, self.texts = self.comparing.pane, self.comparing.texts
        self._turns = Turns(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_BEFORE_READING_MS)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.column = QWidget()
        layout = QVBoxLayout(self.column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.texts, 1)
        layout.addWidget(self.find.line)
        layout.addWidget(self.aloud.line)
        layout.addWidget(self.tray)
        self.headings = QMenu(self.column)
        order: list[QWidget] = [self._documents.text_view, self.earlier.choice, self.earlier.view, self.find.line.field]
        order += [*self.aloud.line.buttons, self.tray.documented, self.tray.undocumented]
        for before, after in pairwise(order):  # as they stand on the screen, from top to bottom
            QWidget.setTabOrder(before, after)

    def _wire(self) -> None:
        self._pause.timeout.connect(self._read)
        self.tray.passage_wanted.connect(self._show_passage)
        self.tray.code_wanted.connect(lambda row: self._show_code(row.source.assignment_id))
        self.tray.accept_wanted.connect(self._accept)
        self.tray.dismiss_wanted.connect(self._dismiss)
        self.tray.show_again_wanted.connect(self._show_again)
        self.tray.query_wanted.connect(self._ask)
        self.tray.said.connect(self.said)
        self.tray.left.connect(self._documents.setFocus)
        self.mending.said.connect(self.said)
        self.mending.line.closed.connect(self._documents.setFocus)
        self.comparing.said.connect(self.said)
        self._documents.text_view.installEventFilter(self)
        self._does: dict[str, Callable[[], None]] = {
            "suggestions": self._open_suggestions,
            "toggle_marks": self._toggle_marks,
            **self.comparing.does,
            "read_aloud": self.aloud.toggle,
            "text_larger": lambda: self._resize(1),
            "text_smaller": lambda: self._resize(-1),
            "headings": self._offer_headings,
            "apply_fix": self.mending.mend,
        }

    def does(self, name: str) -> bool:
        """Do an action by its name; False for one that is not of the reading."""
        if name not in self._does:
            return False
        self._does[name]()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+F in the text finds there; anywhere else it filters the worklist."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F:
            is_find = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if is_find and event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if is_find and event.type() is QEvent.Type.KeyPress:
                self.find.open()
                return True
        return super().eventFilter(watched, event)

    # the session

    def start(self, session: Session) -> None:
        self._session = session
        self._readings = VisitReadings(session, self)
        self._readings.read.connect(self._show_reading)
        self._readings.progressed.connect(self._show_progress)
        self._readings.stopped.connect(self._show_stopped)
        self.find.start(session)
        self.comparing.start(session)

    def stop(self) -> None:
        if self._readings is not None:
            self._readings.close()
            self._readings.deleteLater()
        self._session = self._readings = None
        self.find.stop()
        self.aloud.stop()
        self.comparing.stop()
        self.show_nothing()

    # a visit

    @property
    def lists(self) -> "VisitLists | None":
        """Both lists of the open visit; None until its documents are read."""
        self._turns.finish()
        return self._lists

    @property
    def is_reading(self) -> bool:
        return self._pause.isActive() or (self._readings is not None and self._readings.is_reading)

    def show_nothing(self) -> None:
        self._pause.stop()
        self._turns.drop()
        self._sheet = self._reading = self._lists = None
        self._progress, self._has_failed = "", False
        self.tray.show_nothing()
        self._documents.set_readings({})
        self.comparing.close()

    def show_sheet(self, sheet: VisitSheet) -> None:
        """The visit as it is now. Its texts are read when they are others than before, after a moment."""
        before, self._sheet = self._sheet, sheet
        is_same = before is not None and before.visit.encounter.id == sheet.visit.encounter.id
        if not is_same:
            self._reading = None
        self.comparing.show_sheet(sheet)
        if not is_same or before is None or before.visit.documents != sheet.visit.documents or self._reading is None:
            self._progress, self._has_failed = tr("reading …"), False
            self._pause.start()
        self._show_marks()
        self._show_lists()

    def _reading_of(self, document_id: str) -> "DocumentReading | None":
        return self._reading.of(document_id) if self._reading is not None else None

    def _read(self) -> None:
        if self._readings is not None and self._sheet is not None:
            self._readings.want(self._sheet.visit, self._sheet.copied)

    def _show_progress(self, share: float) -> None:
        self._progress = tr("reading … {percent} %", percent=round(100 * share))
        if self._reading is None:
            self._show_lists()

    def _show_stopped(self, sentence: str) -> None:
        """Reading failed: that is said where its answer would stand, and Ctrl+U tries again."""
        self._progress, self._has_failed = sentence, True
        self._show_lists()

    def _open_suggestions(self) -> None:
        if self._has_failed:
            self._read_soon()
        self.tray.open_at_first()

    def _read_soon(self) -> None:
        self._progress, self._has_failed = tr("reading …"), False
        self._pause.start()
        self._show_lists()

    def _show_reading(self, found: VisitRead) -> None:
        if self._sheet is None or found.visit.encounter.id != self._sheet.visit.encounter.id:
            return
        self._reading, self._pages, self._progress = found.reading, found.pages, ""
        self._turns.run((self._show_marks, self._show_lists))

    def _show_marks(self) -> None:
        """Of texts that have changed since they were read, only what is carried forward."""
        sheet, reading = self._sheet, self._reading
        if sheet is None:
            return
        read = {one.document_id: one.hash for one in reading.documents} if reading is not None else {}
        pages = {
            str(one.id): self._pages[one.id]
            if read.get(one.id) == one.hash
            else PageReading(copied=sheet.copied.get(one.id, ()))
            for one in sheet.visit.documents
        }
        self._documents.set_readings(pages)
        self.comparing.set_readings(pages)

    def _show_lists(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if self._reading is None:
            self._lists = None
            self.tray.show_reading(self._progress)
            return
        from coderdesk.services.visit_suggestions import lists_of  # the reader has loaded it

        self._lists = lists_of(visit=sheet.visit, findings=sheet.findings, reading=self._reading)
        self.tray.show_lists(self._lists)
        self._strip.show_waiting(len(self._lists.documented), len(self._lists.undocumented))
        self._worklist.show_waiting(sheet.visit.encounter.id, self._lists.open)

    # answering

    def _show_passage(self, row: SuggestionRow) -> None:
        one = _proposal(row)
        if one is not None:
            self._documents.scroll_to_passage(one.document_id, one.start, one.end)

    def _accept(self, row: SuggestionRow) -> None:
        one = _proposal(row)
        if one is not None:
            passage = Passage(one.document_id, one.start, one.end)
            self._operate("attach_code", code=one.code, passages=(passage,))

    def _dismiss(self, row: SuggestionRow, reason: "DismissalReason", words: str) -> None:
        one = _proposal(row)
        if one is not None:
            code = one.code
            self._operate("dismiss_suggestion", system=code.system, code=code.value, reason=reason, words=words)

    def _show_again(self, row: SuggestionRow) -> None:
        one = _proposal(row)
        if one is not None:
            self._operate("show_suggestion_again", system=one.code.system, code=one.code.value)

    def _ask(self, row: SuggestionRow) -> None:
        one = _proposal(row)
        if one is not None:
            self._operate("ask_provider", code=one.code, note=f"“{row.quotation[:120]}”")

    def _additions(self, fix: Add) -> tuple[Offer, ...]:
        """What stands behind a code that a rule asks for: the documents' own words, or a search."""
        if self._sheet is None:
            return ()
        from coderdesk.services.rule_additions import offers_of  # with the first fix

        return offers_of(fix, self._sheet.visit, self._reading)

    # looking

    def _toggle_marks(self) -> None:
        self._marks_shown = not self._marks_shown
        self._documents.text_view.set_marks_shown(shown=self._marks_shown)
        self.said.emit(
            tr("What the text asserts is marked.") if self._marks_shown else tr("Marks are hidden (Ctrl+M).")
        )

    def _resize(self, step: int) -> None:
        """To the next size that the settings offer."""
        now = self._documents.document_font_size
        sizes = next(tuple(map(int, one.choices)) for one in PREFERENCES if one.key == "document_font_size")
        beyond = [size for size in sizes if (size - now) * step > 0]
        if beyond:
            self.font_size_wanted.emit(min(beyond) if step > 0 else max(beyond))

    def _offer_headings(self) -> None:
        """The headings of the document in front, to go to."""
        current = self._documents.current_document_id()
        read = self._reading.of(current) if self._reading is not None and current is not None else None
        found = read.headings()[:_MOST_HEADINGS] if read is not None else ()
        if current is None or not found:
            self.said.emit(tr("No headings were found in this document."))
            return
        self.headings.clear()
        for words, start in found:
            action = self.headings.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, at=start: self._documents.text_view.put_on_top(at))
        self.headings.setActiveAction(self.headings.actions()[0])
        self.headings.popup(self._documents.mapToGlobal(QPoint(24, 72)))

    @property
    def is_comparing(self) -> bool:
        return self.comparing.is_on


def _proposal(row: SuggestionRow) -> "Proposal | None":
    """What a row of the first list stands for; its class is not asked for, because that would load the search index."""
    return cast("Proposal", row.source) if hasattr(row.source, "quotation") else None
