"""The visit's advance notices in place of the code book: those that are stored, and a new one."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coderdesk.domain.coding.advance_notice import AdvanceNotice
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import close_together, hairline, label, set_role, set_surface
from coderdesk.ui.views.desk.notice_card import NoticeCard
from coderdesk.ui.views.desk.notice_composer import NoticeComposer


class NoticePanel(QWidget):
    """Signals of the cards, as theirs; `composer` has its own. `left()`."""

    print_wanted = Signal(object)
    signed = Signal(object, object)
    modifier_wanted = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.cards: list[NoticeCard] = []
        self._may_write = True
        self.composer = NoticeComposer()
        self.message = label(role="smallwarn", wraps=True)
        self.message.setContentsMargins(12, 4, 12, 4)
        self.message.hide()
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setToolTip(tr("Back to the code book (Esc)"))
        set_role(self.close_button, "quiet")
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.addWidget(label(tr("Advance notices (ABN)"), role="title"), 1)
        head.addWidget(self.close_button)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        set_surface(inside, "panel")
        column = close_together(QVBoxLayout(inside))
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(8, 8, 8, 0)
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        column.addWidget(self.composer, 1)
        scroll.setWidget(inside)
        layout = close_together(QVBoxLayout(self))
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self.message)
        layout.addWidget(scroll, 1)
        self.close_button.clicked.connect(self.left)
        self.composer.unfit.connect(self.say)

    def show_notices(self, notices: tuple[AdvanceNotice, ...], *, patient: str, today: date) -> None:
        """The newest first. What is being typed into one that is unchanged stays."""
        ordered = list(reversed(notices))
        if [card.notice for card in self.cards] == ordered:
            return
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [NoticeCard(one, patient=patient, today=today, may_write=self._may_write) for one in ordered]
        for card in self.cards:
            card.print_wanted.connect(self.print_wanted)
            card.signed.connect(self.signed)
            card.modifier_wanted.connect(self.modifier_wanted)
            self._cards.addWidget(card)

    def say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def set_writable(self, *, writable: bool) -> None:
        self._may_write = writable
        self.composer.set_writable(writable=writable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
