"""Two documents beside one another: an earlier visit's, or two of this visit; they scroll in step by what both say."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from coderdesk.domain.clinical.alignment import Alignment, Span, aligned
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.marks import marks_of
from coderdesk.ui.reading_marks import NOTHING_READ, PageReading
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.views.desk.document_view import DocumentView
from coderdesk.ui.views.desk.earlier_pane import Beside, EarlierPane

if TYPE_CHECKING:
    from coderdesk.services.earlier_documents import EarlierDocument


class Comparing(QObject):
    """`texts` is the widget that holds both. The worklist makes room meanwhile."""

    said = Signal(str)

    def __init__(self, documents: DocumentPanel, worklist: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents, self._worklist = documents, worklist
        self._session: Session | None = None
        self._sheet: VisitSheet | None = None
        self._pages: Mapping[str, PageReading] = {}
        self._alignment: Alignment | None = None
        self._turned: Alignment | None = None
        self._change: Span | None = None
        self._front = ""
        self._is_split = self._is_following = self._folded_worklist = False
        self.pane = EarlierPane()
        self.texts = QSplitter(Qt.Orientation.Horizontal)
        self.texts.setHandleWidth(1)
        self.texts.addWidget(documents)
        self.texts.addWidget(self.pane)
        self.pane.closed.connect(self.close)
        self.pane.chosen.connect(self._align)
        documents.document_changed.connect(self._follow_front)
        documents.text_view.verticalScrollBar().valueChanged.connect(self._follow_left)
        self.pane.view.verticalScrollBar().valueChanged.connect(self._follow_right)
        self.does: dict[str, Callable[[], None]] = {
            "compare_visit": self._compare,
            "split_view": self._split,
            "next_change": lambda: self._go_to_change(1),
            "previous_change": lambda: self._go_to_change(-1),
        }

    def start(self, session: Session) -> None:
        self._session = session

    def stop(self) -> None:
        self.close()
        self._session = self._sheet = None

    def show_sheet(self, sheet: VisitSheet) -> None:
        """The visit as it is now; another one than before ends the comparison."""
        before, self._sheet = self._sheet, sheet
        if before is not None and before.visit.encounter.id != sheet.visit.encounter.id:
            self.close()
        self._mark()

    def set_readings(self, pages: Mapping[str, PageReading]) -> None:
        self._pages = pages
        self._mark()

    @property
    def is_on(self) -> bool:
        return not self.pane.isHidden()

    @property
    def alignment(self) -> Alignment | None:
        """What both documents say; None until that is worked out."""
        return self._alignment

    # beginning and ending

    def _compare(self) -> None:
        """The present document beside one of the visits before; again, and it is alone."""
        session, sheet, present = self._session, self._sheet, self._documents.current_document()
        if self.is_on and not self._is_split:
            self.close()
        elif session is not None and sheet is not None and present is not None:
            from coderdesk.services.earlier_documents import earlier_documents

            encounter_id = sheet.visit.encounter.id
            session.lane.run_newest(
                "earlier documents",
                lambda: earlier_documents(desk=session.desk, encounter_id=encounter_id, present=present),
                done=self._show_earlier,
                failed=session.operations.fail,
            )

    def _show_earlier(self, found: "tuple[EarlierDocument, ...]") -> None:
        if not found:
            self.said.emit(tr("This patient has no documents of earlier visits."))
            return
        self._is_split = False
        self._open([Beside(one.document, one.repeated) for one in found])

    def _split(self) -> None:
        """The document in front beside another one of this visit; again, and it is alone."""
        sheet, front = self._sheet, self._documents.current_document_id()
        if self.is_on and self._is_split:
            self.close()
        elif sheet is not None and front is not None:
            if len(sheet.visit.documents) < 2:
                self.said.emit(
                    tr("This visit has one document only; Ctrl+Shift+V shows one of an earlier visit beside it.")
                )
                return
            self._is_split = True
            marks = marks_of(sheet.visit)
            others = [
                Beside(one, marks=marks, reading=self._pages.get(str(one.id), NOTHING_READ))
                for one in sheet.visit.documents
            ]
            self._open(sorted(others, key=lambda one: one.document.id == front))

    def _open(self, found: list[Beside]) -> None:
        self._front = self._documents.current_document_id() or ""
        if not self.is_on:
            self._folded_worklist = not self._worklist.isHidden()
            self._worklist.hide()
            self.pane.show()
            half = self.texts.width() // 2
            self.texts.setSizes([half, half])
        self.pane.show_documents(found, self._documents.document_font_size)

    def close(self) -> None:
        """One document again."""
        self._alignment = self._turned = self._change = None
        self._documents.text_view.set_same(())
        if not self.is_on:
            return
        self.pane.hide()
        self.pane.show_documents((), self._documents.document_font_size)
        if self._folded_worklist:
            self._worklist.show()
        self._documents.setFocus()

    # what both say

    def _mark(self) -> None:
        shown = self.pane.shown
        if self.is_on and self._is_split and shown is not None and self._sheet is not None:
            self.pane.mark(marks_of(self._sheet.visit), self._pages.get(str(shown.document.id), NOTHING_READ))
            self._show_alignment()

    def _follow_front(self, document_id: str) -> None:
        """Another document comes to the front; the one that stood beside it changes places with it."""
        before, self._front = self._front, document_id
        shown = self.pane.shown
        if not self.is_on or shown is None:
            return
        if shown.document.id == document_id:
            self.pane.choose(before)
        else:
            self._align()

    def _align(self) -> None:
        session, shown, front = self._session, self.pane.shown, self._documents.current_document()
        self._alignment = self._turned = self._change = None
        self._documents.text_view.set_same(())
        if session is None or shown is None or front is None:
            return
        self._mark()
        left, right = front.text, shown.document.text
        session.search_lane.run_newest(
            "alignment", lambda: aligned(left, right), done=self._use, failed=session.operations.fail
        )

    def _use(self, alignment: Alignment) -> None:
        shown, front = self.pane.shown, self._documents.current_document()
        if not self.is_on or shown is None or front is None:
            return
        if alignment.lengths == (len(front.text), len(shown.document.text)):
            self._alignment, self._turned = alignment, alignment.turned()
            self._show_alignment()
            self._follow_left()

    def _show_alignment(self) -> None:
        if self._alignment is not None:
            self._documents.text_view.set_same(self._alignment.pairs)
            self.pane.show_alignment(self._alignment)

    # in step

    def _follow_left(self, _value: int = 0) -> None:
        if self.is_on and self._alignment is not None:
            self._follow(self._documents.text_view, self.pane.view, self._alignment)

    def _follow_right(self, _value: int = 0) -> None:
        if self.is_on and self._turned is not None:
            self._follow(self.pane.view, self._documents.text_view, self._turned)

    def _follow(self, leading: DocumentView, following: DocumentView, alignment: Alignment) -> None:
        if self._is_following:
            return
        self._is_following = True
        try:
            place, above = leading.top_line()
            following.show_line(alignment.beside(place), above)
        finally:
            self._is_following = False

    def _go_to_change(self, step: int) -> None:
        """The next passage of the document in front that is new, and beside it what stood there."""
        alignment, view = self._alignment, self._documents.text_view
        if alignment is None:
            self.said.emit(tr("Ctrl+Shift+V compares with an earlier visit first, Ctrl+Shift+W with another document."))
            return
        here = self._change.start if self._change is not None else view.caret() - (step > 0)
        self._change = alignment.change_after(here, step)
        if self._change is None:
            self.said.emit(tr("Nothing is new in the document in front."))
            return
        view.scroll_to(self._change.start, self._change.end)
        self._follow_left()
