"""One stored advance notice: where it stands, its paper, the place for its signature, and the modifier that tells of it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coderdesk.domain.coding.advance_notice import AdvanceNotice
from coderdesk.ui.models.notice_draft import modifier_of, notice_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.views.desk.notice_signature import SignatureForm


class NoticeCard(QFrame):
    """`print_wanted(id)`, `signed(id, Signature)`, `modifier_wanted(notice, modifier)`."""

    print_wanted = Signal(object)
    signed = Signal(object, object)
    modifier_wanted = Signal(object, str)

    def __init__(
        self, notice: AdvanceNotice, *, patient: str, today: date, may_write: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_surface(self, "card")
        self.notice = notice
        self._modifier = modifier_of(notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(", ".join(one.code for one in notice.services), role="strong"), 1)
        head.addWidget(label(str(notice.total), role="money"))
        column.addLayout(head)
        self.state_label = label(notice_words(notice), role="small", wraps=True)
        column.addWidget(self.state_label)
        column.addWidget(label(notice.reason, role="small", wraps=True))
        self.signature_form = SignatureForm(patient, max(today, notice.issued_on))
        self.print_button, self.sign_button = QPushButton(tr("Print")), QPushButton(tr("File the signature"))
        self.modifier_button = QPushButton(tr("Put {modifier} on the line", modifier=self._modifier))
        set_role(self.print_button, "quiet")
        steps = QHBoxLayout()
        steps.addWidget(self.print_button)
        steps.addStretch(1)
        steps.addWidget(self.sign_button)
        steps.addWidget(self.modifier_button)
        column.addWidget(self.signature_form)
        column.addLayout(steps)
        is_open = not notice.is_signed and may_write
        self.signature_form.setVisible(is_open)
        self.sign_button.setVisible(is_open)
        self.modifier_button.setVisible(bool(self._modifier) and may_write)
        self.print_button.clicked.connect(self._print)
        self.sign_button.clicked.connect(self._sign)
        self.modifier_button.clicked.connect(self._put_modifier)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _print(self) -> None:
        self.print_wanted.emit(self.notice.id)

    def _sign(self) -> None:
        self.signed.emit(self.notice.id, self.signature_form.signature)

    def _put_modifier(self) -> None:
        self.modifier_wanted.emit(self.notice, self._modifier)
