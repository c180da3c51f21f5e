"""What is shown while the code index is built for the first time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role, set_surface

BAR_WIDTH = 440


class StartingPage(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self.words = QLabel(tr("Opening …"))
        set_role(self.words, "muted")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(BAR_WIDTH)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.hide()
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.words, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.bar, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def show_progress(self, done: int, total: int, what: str) -> None:
        self.words.setText(tr("Preparing the code sets, once: {what}", what=what))
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.bar.show()
