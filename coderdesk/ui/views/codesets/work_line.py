"""Long work in one line: what is being done, how far it is, how long it still takes, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from coderdesk.ui.text import tr
from coderdesk.ui.theme.elided_label import ElidedLabel
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.watched_work import WHOLE

_BAR_WIDTH = 240


class WorkLine(QWidget):
    """`cancelled()` on Cancel."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "accent")
        self.words = ElidedLabel()
        self.left = label(role="muted")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel_button = QPushButton(tr("Cancel"))
        set_role(self.cancel_button, "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(16)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.left)
        layout.addWidget(self.bar)
        layout.addWidget(self.cancel_button)
        self.cancel_button.clicked.connect(self._cancel)
        self.hide()

    def begin(self, words: str) -> None:
        self.words.setText(words)
        self.left.clear()
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self.show()

    def show_progress(self, thousandths: int, what: str, left: str) -> None:
        """As `WatchedWork.told` tells it."""
        if what:
            self.words.setText(what)
        self.left.setText(left)
        self.bar.setRange(0, 0 if thousandths < 0 else WHOLE)
        self.bar.setValue(max(thousandths, 0))

    def end(self) -> None:
        self.hide()

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.words.setText(tr("Stopping …"))
        self.left.clear()
        self.cancelled.emit()
