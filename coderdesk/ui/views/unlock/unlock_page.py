"""The way in: choose a practice, type its passphrase or recovery code; or make a new practice."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role, set_surface

CARD_WIDTH = 440


@dataclass(frozen=True, slots=True)
class VaultChoice:
    """A vault that can be opened; `hint` stands below the field (the demo's published passphrase)."""

    path: Path
    name: str
    hint: str = ""


class UnlockPage(QWidget):
    """`open_wanted(path, secret)`; `create_wanted()`; `demo_wanted()` when there is no practice at all."""

    open_wanted = Signal(object, str)
    create_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self._choices: tuple[VaultChoice, ...] = ()
        self._wait = 0
        self.vault_box = QComboBox()
        self.vault_box.setAccessibleName(tr("Practice"))
        self.secret_field = QLineEdit()
        self.secret_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret_field.setAccessibleName(tr("Passphrase or recovery code"))
        self.secret_field.setPlaceholderText(tr("passphrase, or the recovery code from its printed page"))
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(self.hint, "muted")
        self.trouble = QLabel()
        self.trouble.setWordWrap(True)
        set_role(self.trouble, "error")
        self.open_button = QPushButton(tr("Unlock"))
        self.open_button.setDefault(True)
        set_role(self.open_button, "primary")
        self.new_button = QPushButton(tr("New practice …"))
        set_role(self.new_button, "quiet")
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._count_down)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        card = QFrame()
        set_surface(card, "paper")
        card.setObjectName("card")
        card.setFixedWidth(CARD_WIDTH)
        title = QLabel("CoderDesk")
        set_role(title, "title")
        motto = QLabel(tr("What is not documented cannot be billed."))
        set_role(motto, "muted")
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setContentsMargins(0, 12, 0, 0)
        form.setVerticalSpacing(8)
        form.addRow(tr("Practice"), self.vault_box)
        form.addRow(tr("Passphrase"), self.secret_field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.new_button)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(8)
        for part in (title, motto):
            inside.addWidget(part)
        inside.addLayout(form)
        for part in (self.hint, self.trouble):
            inside.addWidget(part)
        inside.addSpacing(8)
        inside.addLayout(buttons)
        outside = QVBoxLayout(self)
        outside.addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)

    def _wire(self) -> None:
        self.vault_box.currentIndexChanged.connect(self._show_hint)
        self.secret_field.returnPressed.connect(self._ask)
        self.open_button.clicked.connect(self._ask)
        self.new_button.clicked.connect(self.create_wanted)

    def show_choices(self, choices: tuple[VaultChoice, ...], preferred: Path | None = None) -> None:
        self._choices = choices
        self.vault_box.clear()
        self.vault_box.addItems([choice.name for choice in choices])
        paths = [choice.path for choice in choices]
        if preferred in paths:
            self.vault_box.setCurrentIndex(paths.index(preferred))
        self.show_ready()
        self._show_hint()
        self.secret_field.setFocus()

    def _show_hint(self) -> None:
        place = self.vault_box.currentIndex()
        hint = self._choices[place].hint if 0 <= place < len(self._choices) else ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.trouble.clear()

    def _ask(self) -> None:
        place = self.vault_box.currentIndex()
        if not self.open_button.isEnabled() or not 0 <= place < len(self._choices):
            return
        if not self.secret_field.text():
            self.trouble.setText(tr("Type the passphrase first."))
            return
        self.open_button.setEnabled(False)
        self.open_button.setText(tr("Unlocking …"))
        self.trouble.clear()
        self.open_wanted.emit(self._choices[place].path, self.secret_field.text())

    def show_ready(self) -> None:
        self.secret_field.clear()
        self._wait = 0
        self._countdown.stop()
        self.open_button.setText(tr("Unlock"))
        self.open_button.setEnabled(True)

    def show_refused(self, sentence: str, wait_seconds: int) -> None:
        """Why the vault stayed closed, and for how long trying again is not possible."""
        self.trouble.setText(sentence)
        self.secret_field.selectAll()
        self.secret_field.setFocus()
        self._wait = wait_seconds
        self._show_wait()
        if wait_seconds > 0:
            self._countdown.start()

    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._countdown.stop()
        self._show_wait()

    def _show_wait(self) -> None:
        waits = self._wait > 0
        self.open_button.setEnabled(not waits)
        self.open_button.setText(tr("Wait {seconds} s", seconds=self._wait) if waits else tr("Unlock"))
