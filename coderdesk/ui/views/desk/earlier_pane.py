"""A second document beside the one in front, to read only: what both hold is grey, what is new stands out."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coderdesk.domain.clinical.alignment import Alignment
from coderdesk.domain.clinical.copied_text import CopiedSpan
from coderdesk.domain.clinical.document import Document
from coderdesk.ui.marks import Mark
from coderdesk.ui.reading_marks import NOTHING_READ, PageReading
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface
from coderdesk.ui.views.desk.document_tabs import tab_words
from coderdesk.ui.views.desk.document_view import DocumentView
from coderdesk.ui.views.desk.page import Page


@dataclass(frozen=True, slots=True)
class Beside:
    """A document of an earlier visit with the paragraphs that were carried forward from it, or another one of this visit with
    its own marks."""

    document: Document
    repeated: tuple[CopiedSpan, ...] = ()
    marks: tuple[Mark, ...] = ()
    reading: PageReading = NOTHING_READ


class EarlierPane(QWidget):
    """`closed` when the reader is done with it; `chosen` when another document is shown in it."""

    closed = Signal()
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self.setAccessibleName(tr("Document beside"))
        self._found: tuple[Beside, ...] = ()
        self._pixels = 15
        self._page: Page | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Document beside the one in front"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._note = label(role="muted", wraps=True)
        self.view = DocumentView()
        self.view.setAccessibleName(tr("Text of the document beside"))
        close = QPushButton(tr("Close"))
        close.setToolTip(tr("Back to one document (Esc)"))
        set_role(close, "quiet")
        close.clicked.connect(self.closed)
        head = QWidget()
        set_surface(head, "panel")
        bar = QHBoxLayout(head)
        bar.setContentsMargins(12, 2, 8, 2)
        bar.addWidget(self.choice, 1)
        bar.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        note = QHBoxLayout()
        note.setContentsMargins(20, 8, 12, 8)
        note.addWidget(self._note)
        for part in (head, hairline()):
            layout.addWidget(part)
        layout.addLayout(note)
        layout.addWidget(hairline())
        layout.addWidget(self.view, 1)
        self.choice.currentIndexChanged.connect(self._show)
        self.setFocusProxy(self.view)
        self.hide()

    def show_documents(self, found: Sequence[Beside], pixels: int) -> None:
        """The first of them is shown."""
        self._found, self._pixels = tuple(found), pixels
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItems([f"{tab_words(one.document)}/{one.document.written_on:%Y}" for one in found])
        self._show(0)

    @property
    def shown(self) -> Beside | None:
        place = self.choice.currentIndex()
        return self._found[place] if 0 <= place < len(self._found) else None

    def choose(self, document_id: str) -> None:
        """Show this one of the documents that can be chosen."""
        for place, one in enumerate(self._found):
            if one.document.id == document_id:
                self.choice.setCurrentIndex(place)

    def mark(self, marks: tuple[Mark, ...], reading: PageReading) -> None:
        """Other marks over the same text."""
        self.view.set_marks(marks)
        self.view.set_reading(reading)

    def _show(self, _place: int) -> None:
        self._forget_page()
        one = self.shown
        if one is None:
            return
        self._page = Page(one.document, self._pixels, self)
        self.view.show_page(self._page, self._pixels)
        self.mark(one.marks, one.reading)
        self._note.setText(self._author())
        self.chosen.emit()

    def show_alignment(self, alignment: Alignment) -> None:
        """What stands in the document in front too is grey; how much is new there is said."""
        turned = alignment.turned()
        self.view.set_same(turned.pairs)
        count = len(alignment.changed)
        if not alignment.pairs:
            said = tr("No line of it stands in the document in front.")
        elif not count:
            said = tr("Grey: stands in the document in front too, which says nothing new.")
        else:
            said = tr_count(
                "Grey: stands in the document in front too. There {count} passage is new (Alt+J).",
                "Grey: stands in the document in front too. There {count} passages are new (Alt+J).",
                count,
            )
        self._note.setText(f"{self._author()}. {said}")

    def _author(self) -> str:
        document = self._found[self.choice.currentIndex()].document
        return f"{document.author} · {document.written_on:%m/%d/%Y}"

    def _forget_page(self) -> None:
        self.view.show_nothing()
        if self._page is not None:
            self._page.text.deleteLater()
            self._page = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
