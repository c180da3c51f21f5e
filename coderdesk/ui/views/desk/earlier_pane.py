"""A document of an earlier visit beside the present one, to read only: what both hold is grey, what is new stands out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coderdesk.ui.reading_marks import PageReading
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface
from coderdesk.ui.views.desk.document_tabs import tab_words
from coderdesk.ui.views.desk.document_view import DocumentView
from coderdesk.ui.views.desk.page import Page

if TYPE_CHECKING:
    from coderdesk.services.earlier_documents import EarlierDocument


class EarlierPane(QWidget):
    """`closed` when the reader is done with it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self.setAccessibleName(tr("Earlier visit"))
        self._found: tuple[EarlierDocument, ...] = ()
        self._pixels = 15
        self._page: Page | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Document of an earlier visit"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._note = label(role="muted", wraps=True)
        self.view = DocumentView()
        self.view.setAccessibleName(tr("Text of the earlier document"))
        close = QPushButton(tr("Close"))
        close.setToolTip(tr("Back to one document (Ctrl+Shift+V)"))
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

    def show_documents(self, found: "tuple[EarlierDocument, ...]", pixels: int) -> None:
        """The first of them is shown."""
        self._found, self._pixels = found, pixels
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItems([f"{tab_words(one.document)}/{one.document.written_on:%Y}" for one in found])
        self._show(0)

    @property
    def shown(self) -> "EarlierDocument | None":
        place = self.choice.currentIndex()
        return self._found[place] if 0 <= place < len(self._found) else None

    def _show(self, _place: int) -> None:
        self._forget_page()
        one = self.shown
        if one is None:
            self._note.setText(tr("This patient has no documents of earlier visits."))
            return
        self._page = Page(one.document, self._pixels, self)
        self.view.show_page(self._page, self._pixels)
        self.view.set_reading(PageReading(copied=one.repeated))
        day = f"{one.document.written_on:%m/%d/%Y}"
        self._note.setText(
            tr("{author} · {day}. Grey: stands in the present document too.", author=one.document.author, day=day)
            if one.repeated
            else tr("{author} · {day}. No paragraph of it was carried forward.", author=one.document.author, day=day)
        )

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
