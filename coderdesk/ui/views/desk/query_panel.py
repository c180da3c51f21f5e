"""The visit's written queries in place of the code book: those that wait, those that are closed, and a new one."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coderdesk.domain.clinical.provider_query import ProviderQuery
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import close_together, hairline, label, set_role, set_surface
from coderdesk.ui.views.desk.query_card import QueryCard
from coderdesk.ui.views.desk.query_composer import QueryComposer


class QueryPanel(QWidget):
    """Signals of the cards, as theirs; `composer` has its own. `left()`."""

    print_wanted = Signal(object)
    export_wanted = Signal(object)
    answered = Signal(object, str, str, object)
    withdrawn = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.cards: list[QueryCard] = []
        self._wants_answer = False
        self._may_write = True
        self.composer = QueryComposer()
        self.message = label(role="smallwarn", wraps=True)
        self.message.setContentsMargins(12, 4, 12, 4)
        self.message.hide()
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setToolTip(tr("Back to the code book (Esc)"))
        set_role(self.close_button, "quiet")
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.addWidget(label(tr("Queries to the provider"), role="title"), 1)
        head.addWidget(self.close_button)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        set_surface(inside, "panel")
        column = close_together(QVBoxLayout(inside))
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(8, 8, 8, 0)
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        column.addWidget(self.composer, 1)
        self._scroll.setWidget(inside)
        layout = close_together(QVBoxLayout(self))
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self.message)
        layout.addWidget(self._scroll, 1)
        self.close_button.clicked.connect(self.left)
        self.setFocusProxy(self.composer.title_field)

    def show_queries(self, queries: tuple[ProviderQuery, ...], today: date) -> None:
        """Open ones first. A card that is the same stays, with whatever is being typed in it."""
        ordered = sorted(queries, key=lambda one: (one.closed_on is not None, one.asked_on))
        if [card.query for card in self.cards] != ordered:
            self._make_cards(ordered, today)
        if self._wants_answer:
            self._wants_answer = False
            self._open_first()

    def _make_cards(self, queries: list[ProviderQuery], today: date) -> None:
        typed = {card.query.id: card.typed_answer() for card in self.cards}
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [QueryCard(one, today, may_write=self._may_write) for one in queries]
        for card in self.cards:
            if card.is_open and typed.get(card.query.id):
                card.answer_field.setPlainText(typed[card.query.id])
                card.answer_form.show()
            card.print_wanted.connect(self.print_wanted)
            card.export_wanted.connect(self.export_wanted)
            card.answered.connect(self.answered)
            card.withdrawn.connect(self.withdrawn)
            self._cards.addWidget(card)

    def answer_first(self) -> None:
        """Open the place for the answer of the longest-waiting query, as soon as the queries are shown."""
        self._wants_answer = True

    def _open_first(self) -> None:
        waiting = next((card for card in self.cards if card.is_open), None)
        if waiting is None:
            self.say(tr("No query of this visit waits for an answer."))
        else:
            waiting.open_answer()
            self._scroll.ensureWidgetVisible(waiting)

    def compose(self) -> None:
        """The keyboard goes to the first field that is empty."""
        composer = self.composer
        (composer.question_field if composer.title_field.text() else composer.title_field).setFocus()

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
