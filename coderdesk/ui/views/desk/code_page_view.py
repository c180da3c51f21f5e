"""The book's page of one code: title, notes of its own and from above, 7th characters, and links to every code named."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QFontInfo, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from coderdesk.services.code_browser import CodePage
from coderdesk.ui.text import tr
from coderdesk.ui.theme import theme_of
from coderdesk.ui.theme.parts import set_role
from coderdesk.ui.views.desk.code_links import target_of
from coderdesk.ui.views.desk.code_page_html import page_html, page_style

if TYPE_CHECKING:
    from coderdesk.services.code_neighbours import CodeNeighbours


class CodePageView(QTextBrowser):
    """Tab walks the links, Enter follows one; without a link under the cursor Enter attaches the code."""

    code_link_clicked = Signal(object, str)
    attach_wanted = Signal()
    back_wanted = Signal()
    forward_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: CodePage | None = None
        self._neighbours: CodeNeighbours | None = None
        self._own_note = ""
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        set_role(self, "book")
        self.setAccessibleName(tr("Notes of the code"))
        self.setPlaceholderText(
            tr("The notes of the chosen code stand here: what it includes, what it excludes, what goes with it.")
        )
        self.document().setDocumentMargin(12)
        self.anchorClicked.connect(self._on_link)
        self._is_unread = True
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolled)

    def show_page(self, page: CodePage | None, neighbours: "CodeNeighbours | None" = None) -> None:
        """The same code again keeps the place of reading."""
        is_same = self._page is not None and page is not None and page.node == self._page.node
        if is_same and (page, neighbours) == (self._page, self._neighbours):
            return
        place = self.verticalScrollBar().value()
        self._page = page
        self._neighbours = neighbours
        self._render()
        self._is_unread = self._is_unread if is_same else True
        self.verticalScrollBar().setValue(place if is_same else 0)

    def _on_scrolled(self, _action: int) -> None:
        self._is_unread = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that nobody scrolled yet begins at its top, also when it was set while the view had no room."""
        super().resizeEvent(event)
        if self._is_unread:
            self.verticalScrollBar().setValue(0)

    def show_own_note(self, text: str) -> None:
        """One's own note on the code that is shown; the place of reading stays."""
        if text != self._own_note:
            self._own_note = text
            place = self.verticalScrollBar().value()
            self._render()
            self.verticalScrollBar().setValue(place)

    @property
    def page(self) -> CodePage | None:
        return self._page

    def _render(self) -> None:
        self.document().setDefaultStyleSheet(page_style(theme_of(), QFontInfo(self.font()).pixelSize()))
        if self._page is None:
            self.clear()
        else:
            self.setHtml(page_html(self._page, self._neighbours, self._own_note))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or type size: the same page in its colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._page is not None:
            self._render()

    def _on_link(self, url: QUrl) -> None:
        target = target_of(url.toString(QUrl.ComponentFormattingOption.FullyDecoded))
        if target is not None:
            self.code_link_clicked.emit(*target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if alt and event.key() == Qt.Key.Key_Left:
            self.back_wanted.emit()
        elif alt and event.key() == Qt.Key.Key_Right:
            self.forward_wanted.emit()
        elif is_enter and not self.textCursor().charFormat().anchorHref():
            self.attach_wanted.emit()
        else:
            super().keyPressEvent(event)
