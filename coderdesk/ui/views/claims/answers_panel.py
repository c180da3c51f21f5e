"""The files that payers sent back: read, or kept aside with the reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.billing.answers.kept_answer import AnswerFile, FileStanding
from coderdesk.ui.models.answer_words import standing_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role


class AnswersPanel(QWidget):
    """`read_wanted()` for the platform's file chooser; `left()` on Esc and Close."""

    read_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(tr("Answers of payers"), role="section")
        self.files = QListWidget()
        self.files.setAccessibleName(tr("Files of answers"))
        self.files.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.files.setWordWrap(True)
        self.read_button = QPushButton(tr("Read answers"))
        self.close_button = QPushButton(tr("Close"))
        for button in (self.read_button, self.close_button):
            set_role(button, "quiet")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.read_button)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.files, 1)
        self.read_button.clicked.connect(self.read_wanted)
        self.close_button.clicked.connect(self.left)
        self.setFocusProxy(self.files)

    def show_files(self, files: tuple[AnswerFile, ...]) -> None:
        """The newest first; what is kept aside says why."""
        self.files.clear()
        aside = sum(file.standing is not FileStanding.READ for file in files)
        self.title.setText(
            tr("Answers of payers: {count} files, {aside} kept aside", count=str(len(files)), aside=str(aside))
        )
        for file in files:
            when = f"{file.received_at.astimezone():%m/%d/%Y %H:%M}"
            words = "   ".join(part for part in (when, file.name, standing_words(file), file.reason) if part)
            item = QListWidgetItem(words)
            item.setToolTip(file.reason)
            self.files.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
