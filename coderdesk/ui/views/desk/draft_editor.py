"""Editing an unsigned draft in place: plain text, save or put aside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from coderdesk.domain.clinical.document import Document
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface
from coderdesk.ui.views.desk.page import fit_column, laid_out


class DraftEditor(QWidget):
    """`saved` carries the whole new text; `left` says that the person wants the document back without saving."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self._has_returns = False
        self._before = ""
        self._pixels = 15
        self._page: QTextDocument | None = None
        self._text = QTextEdit()
        self._text.setAcceptRichText(False)
        self._text.setAccessibleName(tr("Text of the draft"))
        set_role(self._text, "draft")
        self._save = QPushButton(tr("Save draft"))
        self._save.setToolTip(tr("Save draft (Ctrl+S)"))
        set_role(self._save, "primary")
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.setToolTip(tr("Back to the document; what you typed is kept aside (Esc)"))
        self._lay_out()
        self._save.clicked.connect(self._say_saved)
        self._cancel.clicked.connect(self.left)
        for key, slot in ((QKeySequence.StandardKey.Save, self._say_saved), (Qt.Key.Key_Escape, self.left.emit)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.setFocusProxy(self._text)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(32, 8, 16, 8)
        bar.setSpacing(8)
        bar.addWidget(label(tr("Passages are checked again when you save."), "small", wraps=True), 1)
        bar.addWidget(self._cancel)
        bar.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._text, 1)
        layout.addWidget(hairline())
        layout.addLayout(bar)

    def open(self, document: Document, text: str, pixels: int) -> None:
        """Edit `text`, which is the document's own or what was typed before."""
        self._has_returns = "\r\n" in document.text
        self._before = document.text
        self._pixels = pixels
        before, page = self._page, laid_out(text, pixels, self)
        page.setUndoRedoEnabled(True)
        self._text.setDocument(page)
        self._page = page
        if before is not None:
            before.deleteLater()
        fit_column(self._text, pixels)
        self._text.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_column(self._text, self._pixels)

    @property
    def text(self) -> str:
        """What stands in the editor, in the line endings of the document. `toPlainText` would turn hard blanks into soft ones."""
        raw = self._text.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return raw.replace("\n", "\r\n") if self._has_returns else raw

    @property
    def is_changed(self) -> bool:
        return self.text != self._before

    def _say_saved(self) -> None:
        if self.is_changed:
            self.saved.emit(self.text)
        else:
            self.left.emit()
