"""A new document of the visit, or an addendum to a signed one: typed or pasted in place of the viewer."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role, set_surface
from coderdesk.ui.words import kind_words, role_words

COLUMN_WIDTH = 808


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """What was entered."""

    kind: DocumentKind
    title: str
    author: str
    author_role: AuthorRole
    written_on: date
    text: str
    addendum_to: Document | None


class DocumentForm(QWidget):
    """`entered(NewDocument)` on Save, `cancelled()` on Cancel or Esc.

    What was typed waits for its visit until it is stored: neither a refusal nor another page loses it.
    """

    entered = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self._addendum_to: Document | None = None
        self._place = ""
        self._put_aside: dict[str, str] = {}
        self._heading = QLabel()
        set_role(self._heading, "title")
        self.kind_box = QComboBox()
        for kind in DocumentKind:
            self.kind_box.addItem(kind_words(kind), kind)
        self.title_field = QLineEdit()
        self.author_field = QLineEdit()
        self.role_box = QComboBox()
        for role in AuthorRole:
            self.role_box.addItem(role_words(role), role)
        self.date_field = QDateEdit()
        self.date_field.setDisplayFormat("MM/dd/yyyy")
        self.date_field.setCalendarPopup(True)
        self.text_field = QPlainTextEdit()
        self.text_field.setPlaceholderText(tr("Type or paste the text. It stays a draft until it is signed."))
        self.trouble = QLabel()
        set_role(self.trouble, "error")
        self.save_button = QPushButton(tr("Save the draft"))
        set_role(self.save_button, "primary")
        self.save_button.setToolTip(tr("Save the draft (Ctrl+S)"))
        self.cancel_button = QPushButton(tr("Cancel"))
        set_role(self.cancel_button, "quiet")
        self._lay_out()
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.cancelled)
        for keys, act in ((Qt.Key.Key_Escape, self.cancelled.emit), (QKeySequence.StandardKey.Save, self._save)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Kind"), self.kind_box),
            (tr("Title"), self.title_field),
            (tr("Author"), self.author_field),
            (tr("Written by a"), self.role_box),
            (tr("Written on"), self.date_field),
        )
        for name, field in rows:
            field.setAccessibleName(name)
            form.addRow(name, field)
        self.text_field.setAccessibleName(tr("Text of the document"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.trouble, 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column = QWidget()
        column.setMaximumWidth(COLUMN_WIDTH)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(column, 1)
        across.addStretch(0)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._heading)
        layout.addLayout(form)
        layout.addWidget(self.text_field, 1)
        layout.addLayout(buttons)

    def start(self, *, visit: str, addendum_to: Document | None, author: str, written_on: date) -> None:
        """A form for a visit, with the text that was typed for the same purpose before and not stored."""
        self.keep_text()
        self._place = f"{visit} {addendum_to.id if addendum_to else ''}"
        self._addendum_to = addendum_to
        is_addendum = addendum_to is not None
        self._heading.setText(tr("Addendum to {title}", title=addendum_to.title) if addendum_to else tr("New document"))
        kind = DocumentKind.ADDENDUM if is_addendum else DocumentKind.PROGRESS_NOTE
        self.kind_box.setCurrentIndex(self.kind_box.findData(kind))
        self.kind_box.setEnabled(not is_addendum)
        self.title_field.setText(tr("Addendum") if is_addendum else tr("Progress note"))
        self.author_field.setText(author)
        self.role_box.setCurrentIndex(0)
        self.date_field.setDate(QDate(written_on.year, written_on.month, written_on.day))
        self.text_field.setPlainText(self._put_aside.pop(self._place, ""))
        self.text_field.moveCursor(QTextCursor.MoveOperation.End)
        self.trouble.clear()
        self.save_button.setEnabled(True)
        self.text_field.setFocus()

    @property
    def has_unsaved_text(self) -> bool:
        """Whether text stands here, or was put aside for some visit, that is in no vault yet."""
        return bool(self.text_field.toPlainText().strip() or self._put_aside)

    def keep_text(self) -> None:
        """Put the typed text aside for its place."""
        if self.text_field.toPlainText().strip():
            self._put_aside[self._place] = self.text_field.toPlainText()
        self.text_field.clear()

    def show_stored(self) -> None:
        """What was entered is in the vault."""
        self.text_field.clear()

    def show_trouble(self, sentence: str) -> None:
        """It could not be stored; the text stays."""
        self.trouble.setText(sentence)
        self.save_button.setEnabled(True)

    def _save(self) -> None:
        if not self.save_button.isEnabled():
            return
        sentence = self._what_is_missing()
        self.trouble.setText(sentence)
        if sentence:
            return
        self.save_button.setEnabled(False)
        day = self.date_field.date()
        self.entered.emit(
            NewDocument(
                kind=DocumentKind(self.kind_box.currentData()),
                title=self.title_field.text().strip(),
                author=self.author_field.text().strip(),
                author_role=AuthorRole(self.role_box.currentData()),
                written_on=date(day.year(), day.month(), day.day()),
                text=self.text_field.toPlainText(),
                addendum_to=self._addendum_to,
            )
        )

    def _what_is_missing(self) -> str:
        if not self.text_field.toPlainText().strip():
            return tr("A document needs words: type or paste its text.")
        if not self.title_field.text().strip() or not self.author_field.text().strip():
            return tr("A document needs a title and an author.")
        return ""
