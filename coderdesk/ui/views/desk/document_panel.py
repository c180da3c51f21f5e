"""The documents of a visit: a tab for each, one in front, its passages marked, its draft editable in place."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.values.ids import DocumentId
from coderdesk.ui.marks import Mark, Selection, next_stop
from coderdesk.ui.reading_marks import NOTHING_READ, PageReading
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import EmptyState, hairline, set_surface
from coderdesk.ui.views.desk.document_header import DocumentHeader, trouble_words
from coderdesk.ui.views.desk.document_tabs import DocumentTabs
from coderdesk.ui.views.desk.document_view import DocumentView
from coderdesk.ui.views.desk.draft_editor import DraftEditor
from coderdesk.ui.views.desk.ghosts import GhostRows
from coderdesk.ui.views.desk.original_view import OriginalView
from coderdesk.ui.views.desk.page import Page


class DocumentPanel(QWidget):
    """Shows frozen documents and marks; says what the person selected, clicked and wrote."""

    selection_changed = Signal(object)
    passage_clicked = Signal(str)
    passage_reached = Signal(str)
    document_changed = Signal(str)
    draft_saved = Signal(str, str)
    addendum_wanted = Signal(str)
    document_wanted = Signal()
    page_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self.setAccessibleName(tr("Documents"))
        self._documents: tuple[Document, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._pages: dict[str, Page] = {}
        self._readings: Mapping[str, PageReading] = {}
        self._put_aside: dict[str, str] = {}
        self._edited: str | None = None
        self._front: str | None = None
        self._pixels = 15
        self._may_write = True
        self._tabs = DocumentTabs()
        self._header = DocumentHeader()
        self._view = DocumentView()
        self._editor = DraftEditor()
        self.original = OriginalView()
        self._is_page_shown = False
        self._empty = EmptyState()
        self._ghosts = GhostRows(row_height=24, bars=1, margin=32)
        self._lay_out()
        self._wire()
        self.setFocusProxy(self._view)
        self.show_nothing()

    # what is shown

    def show_visit(self, documents: tuple[Document, ...], marks: tuple[Mark, ...]) -> None:
        """The documents of a visit. One that was in front and is unchanged keeps its scroll position and selection.

        A document that was just added to the visit comes to the front.
        """
        self._drop_other_visit(documents)
        known = {document.id for document in self._documents}
        is_same_visit = bool(known) and known <= {document.id for document in documents}
        added = [str(document.id) for document in documents if is_same_visit and document.id not in known]
        self._documents, self._marks = documents, marks
        self._settle_draft()
        ids = [str(document.id) for document in documents]
        front = self._front if self._front in ids else (ids[0] if ids else None)
        front = added[-1] if added else front
        self._tabs.show_documents(documents, front)
        if front is None:
            self._show_empty(
                title=tr("This visit has no documents"),
                words=tr("A code needs a passage that proves it. Add the note first."),
                action=tr("Add a document"),
            )
            return
        self._bring_to_front(front)

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """New passages over the same text: only paint changes."""
        self._marks = marks
        self._view.set_marks(marks)
        self._mark_pages()
        self._say_notice()

    def set_readings(self, readings: Mapping[str, PageReading]) -> None:
        """What the reader made of each document, by its id: only paint changes."""
        self._readings = readings
        if self._front is not None:
            self._view.set_reading(readings.get(self._front, NOTHING_READ))

    def show_nothing(self) -> None:
        self._drop_other_visit(())
        self._documents, self._marks = (), ()
        self._show_empty(
            title=tr("No visit is open"),
            words=tr("Choose one in the worklist with a click or Enter. Ctrl+P finds any patient or visit."),
        )

    def show_loading(self) -> None:
        self._stack.setCurrentWidget(self._ghosts)

    def show_document(self, document_id: str) -> None:
        """Bring a document to the front. Unknown ids are left alone."""
        if any(document.id == document_id for document in self._documents):
            self._tabs.choose(document_id)
            self._bring_to_front(document_id)

    @property
    def text_view(self) -> DocumentView:
        """The text in front, for what types and selects as a person does."""
        return self._view

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents of the visit, in the order of their tabs."""
        return self._documents

    @property
    def document_font_size(self) -> int:
        return self._pixels

    def current_document(self) -> Document | None:
        return self._in_front()

    def current_document_id(self) -> str | None:
        return self._front

    def set_document_font_size(self, pixels: int) -> None:
        """The reader stays at the line that was the first in view."""
        self._pixels = pixels
        top = self._view.top_place()
        while self._pages:
            self._discard(self._pages.popitem()[1])
        if self._front is not None:
            self._bring_to_front(self._front)
            self._view.put_on_top(top)

    def set_read_only(self, *, on: bool) -> None:
        """On a vault that another window writes to, drafts and addenda are not offered."""
        self._may_write = not on
        self._show_header()

    # what is selected, and where the eye is led

    def current_selection(self) -> Selection | None:
        """The selected words of the document in front; None while a draft is edited."""
        return None if self.is_editing() else self._view.current_selection()

    def clear_selection(self) -> None:
        self._view.clear_selection()

    def select_span(self, document_id: str, start: int, end: int) -> None:
        """Select code points `start` to `end` of a document, as a person would with the mouse."""
        self.show_document(document_id)
        self._view.select_span(start, end)

    def scroll_to_passage(self, document_id: str, start: int, end: int) -> None:
        """Bring a passage (code points) into view and ring it for a moment."""
        self.show_document(document_id)
        if self._front == document_id:
            self._view.scroll_to(start, end)
            self.original.show_span(start, end)

    def shake_selection(self) -> None:
        self._view.shake_selection()

    def next_passage(self, step: int = 1) -> bool:
        """Go to the next passage (-1: the one before) after the caret, over all documents and round again; False without any."""
        if self._front is None:
            return False
        ids = [document.id for document in self._documents]
        mark = next_stop(self._marks, ids, (DocumentId(self._front), self._view.caret()), step)
        if mark is None:
            return False
        self.scroll_to_passage(mark.document_id, mark.start, mark.end)
        self.passage_reached.emit(str(mark.assignment_id))
        return True

    # the original

    @property
    def is_showing_page(self) -> bool:
        """Whether a page of the original stands in the place of the text."""
        return self._is_page_shown

    def offer_original(self, *, has_original: bool, has_pages: bool) -> None:
        """Whether the document in front came in a file, and whether that has pages to look at."""
        self._header.offer_original(has_original=has_original, has_pages=has_pages)
        if not has_pages:
            self.show_page(on=False)

    def show_page(self, *, on: bool) -> None:
        """The page of the original with the words that were selected or reached last, or the text again."""
        focused = (
            self.window().focusWidget()
        )  # this widget's own would be the last one in it, wherever the focus is now
        had_focus = focused is not None and self._body.isAncestorOf(focused)
        self._is_page_shown = on
        self._header.show_page(on=on)
        selection = self._view.current_selection()
        if on and selection is not None:
            self.original.show_span(selection.start, selection.end)
        self._show_body()
        self.setFocusProxy(self.original if on else self._view)
        if had_focus:
            self.setFocus()

    def _show_body(self) -> None:
        edited = self._edited is not None and self._edited == self._front
        self._body.setCurrentIndex(1 if edited else 2 if self._is_page_shown else 0)

    def _mark_pages(self) -> None:
        self.original.set_marks(tuple(mark for mark in self._marks if mark.document_id == self._front))

    # drafts

    @property
    def has_unsaved_text(self) -> bool:
        """Whether a draft is open for editing, or text of one was put aside."""
        return self.is_editing() or bool(self._put_aside)

    def is_editing(self) -> bool:
        return self._edited is not None

    def edit_draft(self) -> None:
        """Open the unsigned document in front for editing, with what was put aside before, if anything was."""
        document = self._in_front()
        if document is None or document.is_signed or not self._may_write:
            return
        self._edited = str(document.id)
        self._editor.open(document, self._put_aside.pop(self._edited, document.text), self._pixels)
        self._bring_to_front(self._edited)
        self._editor.setFocus()

    def _leave_draft(self) -> None:
        if self._edited is not None and self._editor.is_changed:
            self._put_aside[self._edited] = self._editor.text
        self._edited = None
        if self._front is not None:
            self._bring_to_front(self._front)
            self._view.setFocus()

    def _save_draft(self, text: str) -> None:
        """The editor stays until the saved text comes back, so that a refusal loses nothing."""
        if self._edited is not None:
            self.draft_saved.emit(self._edited, text)

    def _settle_draft(self) -> None:
        """Close the editor once its document holds what was written."""
        saved = any(document.id == self._edited and document.text == self._editor.text for document in self._documents)
        if self._edited is not None and saved:
            self._edited = None

    # inside

    def _lay_out(self) -> None:
        reading = QWidget()
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._view)
        self._body = QStackedWidget()
        self._body.addWidget(reading)
        self._body.addWidget(self._editor)
        self._body.addWidget(self.original)
        whole = QWidget()
        parts = QVBoxLayout(whole)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        head = QWidget()
        set_surface(head, "panel")
        tabs = QVBoxLayout(head)
        tabs.setContentsMargins(20, 0, 8, 0)
        tabs.addWidget(self._tabs)
        parts.addWidget(head)
        parts.addWidget(hairline())
        parts.addWidget(self._header)
        parts.addWidget(self._body, 1)
        self._whole = whole
        self._stack = QStackedLayout(self)
        for page in (self._empty, self._whole, self._ghosts):
            self._stack.addWidget(page)

    def _wire(self) -> None:
        self._tabs.document_chosen.connect(self._bring_to_front)
        self._view.selection_changed.connect(self.selection_changed)
        self._view.passage_clicked.connect(self.passage_clicked)
        self._header.edit_wanted.connect(self.edit_draft)
        self._header.take_up_wanted.connect(self.edit_draft)
        self._header.addendum_wanted.connect(self._say_addendum)
        self._header.page_toggled.connect(self.page_toggled)
        self._header.save_wanted.connect(self.original.save_wanted)
        self._editor.saved.connect(self._save_draft)
        self._editor.left.connect(self._leave_draft)
        self._empty.acted.connect(self.document_wanted)

    def _bring_to_front(self, document_id: str) -> None:
        self._stack.setCurrentWidget(self._whole)
        changed = self._front != document_id
        self._front = document_id
        document = self._in_front()
        if document is None:
            return
        page = self._page(document)
        is_new = self._view.page is not page
        if is_new:
            self._view.show_page(page, self._pixels)
            self._view.setAccessibleName(tr("Text of {title}", title=document.title))
        self._view.set_marks(self._marks)
        if is_new:
            self._view.set_reading(self._readings.get(document_id, NOTHING_READ))
        if changed:
            self.offer_original(has_original=False, has_pages=False)
        self._mark_pages()
        self._show_body()
        self._show_header()
        if changed:
            self.document_changed.emit(document_id)

    def _page(self, document: Document) -> Page:
        """The laid-out page of a document's present text; a revised text gets a new one at the same place."""
        known = self._pages.get(document.id)
        if known is not None and known.document.hash == document.hash:
            known.document = document
            return known
        page = Page(document, self._pixels, self)
        if known is not None:
            self._view.keep_place()
            page.scroll = known.scroll
            self._discard(known)
        self._pages[document.id] = page
        return page

    def _discard(self, page: Page) -> None:
        if self._view.page is page:
            self._view.show_nothing()
        page.text.deleteLater()

    def _show_header(self) -> None:
        document = self._in_front()
        if document is None:
            return
        original = next((one for one in self._documents if one.id == document.addendum_to), None)
        edited = self._edited == document.id
        self._header.show_document(document, original, may_write=self._may_write, is_edited=edited)
        self._say_notice()

    def _say_notice(self) -> None:
        if self._front is None:
            return
        aside = self._front in self._put_aside
        words = [tr("What you typed is put aside, not saved.")] if aside else []
        words += trouble_words([mark for mark in self._marks if mark.document_id == self._front])
        self._header.show_notice(" ".join(words), offers_text=aside)

    def _show_empty(self, *, title: str, words: str, action: str = "") -> None:
        self._front = None
        self._view.show_nothing()
        self._empty.show_words(title=title, words=words, action=action if self._may_write else "")
        self._stack.setCurrentWidget(self._empty)

    def _drop_other_visit(self, documents: tuple[Document, ...]) -> None:
        """Forget pages of documents that are gone; typed text of one that is gone is put aside first."""
        kept = {document.id for document in documents}
        if self._edited is not None and self._edited not in kept:
            self._leave_draft()
        for document_id in [known for known in self._pages if known not in kept]:
            self._discard(self._pages.pop(document_id))

    def _in_front(self) -> Document | None:
        return next((document for document in self._documents if document.id == self._front), None)

    def _say_addendum(self) -> None:
        if self._front is not None:
            self.addendum_wanted.emit(self._front)
