"""A new practice: its name and a passphrase, then the recovery code to print before anything else."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coderdesk.ui.text import tr
from coderdesk.ui.theme.fonts import code_font
from coderdesk.ui.theme.parts import set_role, set_surface
from coderdesk.ui.views.unlock.unlock_page import CARD_WIDTH

SHORTEST_PASSPHRASE = 8


class CreatePage(QWidget):
    """`create_wanted(name, passphrase)`, then `print_wanted()` and `finished()` once the recovery code is shown."""

    create_wanted = Signal(str, str)
    print_wanted = Signal()
    finished = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self.name_field = self._field(tr("Name of the practice"))
        self.passphrase_field = self._field(tr("Passphrase"), secret=True)
        self.again_field = self._field(tr("Passphrase once more"), secret=True)
        self.trouble = QLabel()
        self.trouble.setWordWrap(True)
        set_role(self.trouble, "error")
        self.code = QLabel()
        self.code.setFont(code_font(16))
        self.code.setWordWrap(True)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code_words = QLabel()
        self.code_words.setWordWrap(True)
        self.create_button = self._button(tr("Create"), "primary")
        self.cancel_button = self._button(tr("Cancel"), "quiet")
        self.print_button = self._button(tr("Save its page as PDF"), "quiet")
        self.finish_button = self._button(tr("I have kept it: open the desk"), "primary")
        self._lay_out()
        self._wire()
        self.show_empty()

    @staticmethod
    def _field(name: str, *, secret: bool = False) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        return field

    @staticmethod
    def _button(words: str, role: str) -> QPushButton:
        button = QPushButton(words)
        set_role(button, role)
        return button

    def _lay_out(self) -> None:
        card = QFrame()
        set_surface(card, "paper")
        card.setObjectName("card")
        card.setFixedWidth(CARD_WIDTH)
        title = QLabel(tr("New practice"))
        set_role(title, "title")
        self._form_box = QWidget()
        form = QFormLayout(self._form_box)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("Name of the practice"), self.name_field)
        form.addRow(tr("Passphrase (at least 8 characters; a short sentence is best)"), self.passphrase_field)
        form.addRow(tr("Passphrase once more"), self.again_field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.print_button)
        buttons.addStretch(1)
        buttons.addWidget(self.create_button)
        buttons.addWidget(self.finish_button)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(12)
        for part in (title, self._form_box, self.code_words, self.code, self.trouble):
            inside.addWidget(part)
        inside.addLayout(buttons)
        QVBoxLayout(self).addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)

    def _wire(self) -> None:
        self.create_button.clicked.connect(self._ask)
        self.again_field.returnPressed.connect(self._ask)
        self.cancel_button.clicked.connect(self._leave)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._leave)
        for field, following in (
            (self.name_field, self.passphrase_field),
            (self.passphrase_field, self.again_field),
        ):
            field.returnPressed.connect(following.setFocus)
        self.print_button.clicked.connect(self.print_wanted)
        self.finish_button.clicked.connect(self.finished)

    def _leave(self) -> None:
        """Back to unlocking; not while the vault is being made, and not before its recovery code was kept."""
        if self.create_button.isEnabled() and not self.code.text():
            self.show_empty()
            self.cancelled.emit()

    def show_empty(self) -> None:
        """Nothing typed, no code: none of it stays on the page once it was left."""
        for field in (self.name_field, self.passphrase_field, self.again_field):
            field.clear()
        self.code.clear()
        self.code_words.clear()
        self._show_step(has_code=False)
        self.name_field.setFocus()

    def _show_step(self, *, has_code: bool) -> None:
        for widget in (self._form_box, self.create_button, self.cancel_button):
            widget.setVisible(not has_code)
        for widget in (self.code, self.code_words, self.print_button, self.finish_button):
            widget.setVisible(has_code)
        self.trouble.clear()
        self.create_button.setEnabled(True)
        self.cancel_button.setEnabled(True)

    def _ask(self) -> None:
        sentence = self._what_is_wrong()
        self.trouble.setText(sentence)
        if not sentence:
            self.create_button.setEnabled(False)
            self.cancel_button.setEnabled(False)
            self.create_wanted.emit(self.name_field.text().strip(), self.passphrase_field.text())

    def _what_is_wrong(self) -> str:
        if not self.name_field.text().strip():
            return tr("Type the name of the practice.")
        if len(self.passphrase_field.text()) < SHORTEST_PASSPHRASE:
            return tr("The passphrase needs at least 8 characters.")
        if self.passphrase_field.text() != self.again_field.text():
            return tr("The two passphrases differ. Type the second one again.")
        return ""

    def show_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.create_button.setEnabled(True)
        self.cancel_button.setEnabled(True)

    def show_code(self, recovery_code: str, vault: Path) -> None:
        for field in (self.passphrase_field, self.again_field):
            field.clear()
        self.code.setText(recovery_code)
        self.code_words.setText(
            tr(
                "“{name}” is made and encrypted. This recovery code opens it when the passphrase is lost; without both, "
                "nobody can open it. Print or write it down now and keep it away from this computer.",
                name=vault.stem,
            )
        )
        self._show_step(has_code=True)
        self.finish_button.setFocus()
