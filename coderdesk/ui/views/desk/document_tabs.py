"""One tab for each document of the visit: its title and date, and whether it is still a draft."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from coderdesk.domain.clinical.document import Document
from coderdesk.ui.icons import icon
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.document_header import header_words


def tab_words(document: Document) -> str:
    return f"{document.title} {document.written_on:%m/%d}"


class DocumentTabs(QTabBar):
    """`document_chosen` follows a click or an arrow key, never `show_documents`."""

    document_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setDrawBase(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Documents of the visit"))
        self.currentChanged.connect(self._say_chosen)

    def show_documents(self, documents: tuple[Document, ...], front: str | None) -> None:
        """The same number of documents keeps its tabs, so that nothing flickers when one is signed or revised."""
        by_id = {document.id: document for document in documents}
        with QSignalBlocker(self):
            while self.count() > len(documents):
                self.removeTab(self.count() - 1)
            while self.count() < len(documents):
                self.addTab("")
            for place, document in enumerate(documents):
                self._show(place, document, by_id.get(document.addendum_to) if document.addendum_to else None)
            self.choose(front)

    def choose(self, document_id: str | None) -> None:
        with QSignalBlocker(self):
            for place in range(self.count()):
                if self.tabData(place) == document_id:
                    self.setCurrentIndex(place)

    def _show(self, place: int, document: Document, original: Document | None) -> None:
        state = tr("signed") if document.is_signed else tr("draft")
        self.setTabText(place, tab_words(document).replace("&", "&&"))
        self.setTabData(place, str(document.id))
        self.setTabIcon(
            place, icon("link") if original else icon("draft", "amber") if not document.is_signed else icon("signed")
        )
        self.setTabToolTip(place, f"{header_words(document, original)} · {state}")
        self.setAccessibleTabName(place, f"{tab_words(document)}, {state}")

    def _say_chosen(self, place: int) -> None:
        if place >= 0:
            self.document_chosen.emit(self.tabData(place))
