"""One document on its way in: what it says, where it goes, what speaks against that, and what is still asked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from coderdesk.ui.models.arrivals import Arrival
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_surface
from coderdesk.ui.views.desk.elided_label import ElidedLabel
from coderdesk.ui.views.intake.doubt_list import DoubtList
from coderdesk.ui.views.intake.told_fields import ToldFields
from coderdesk.ui.views.intake.visit_part import VisitPart

_BEGINNING = 3000
_TEXT_HEIGHT = 160
LEAST_WIDTH = 380


class ArrivalDetail(QScrollArea):
    """Its parts say what was set, chosen and confirmed; the page knows of which document."""

    new_visit_entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(LEAST_WIDTH)
        self._key: int | None = None
        self._title = ElidedLabel(role="title")
        self._many = label(role="muted", wraps=True)
        self.refusal = label(role="error", wraps=True)
        self.refusal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._notices = label(role="warn", wraps=True)
        self.visit = VisitPart()
        self.doubts = DoubtList()
        self.fields = ToldFields()
        self._section = label(tr("What the document says of itself"), "section")
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setFixedHeight(_TEXT_HEIGHT)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(tr("Beginning of the text"))
        self._lay_out()
        self.visit.new_visit.entered.connect(self.new_visit_entered)
        self.show_arrival(None, 0)

    def _lay_out(self) -> None:
        inside = QWidget()
        set_surface(inside, "panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        self._parts: tuple[QWidget, ...] = (self.visit, self.doubts, self._section, self.fields, self._text)
        for part in (self._title, self._many, self.refusal, self._notices, *self._parts):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(inside)

    def show_arrival(self, arrival: Arrival | None, selected: int) -> None:
        """`selected` documents are chosen in the list: what is set is set for all of them."""
        is_other = arrival is None or arrival.key != self._key
        self._key = arrival.key if arrival else None
        self._title.setText(arrival.name if arrival else tr("Choose a document in the list"))
        many = tr("{count} documents are selected: what you set below is set for all of them.", count=selected)
        _say(self._many, many if selected > 1 else "")
        _say(self.refusal, arrival.refusal if arrival else "")
        received = arrival.received if arrival else None
        _say(self._notices, " ".join(received.notices) if received else "")
        if arrival is None or received is None or arrival.details is None:
            for part in self._parts:
                part.hide()
            return
        for part in self._parts:
            part.show()
        if is_other:
            self.visit.new_visit.hide()
            self._text.setPlainText(received.text[:_BEGINNING] or tr("It holds pictures of pages and no text."))
        self.visit.show_arrival(arrival)
        self.doubts.show_doubts(arrival.doubts or frozenset(), arrival.confirmed)
        self.fields.show_details(arrival.details)


def _say(place: QWidget, words: str) -> None:
    place.setText(words)  # type: ignore[attr-defined]
    place.setVisible(bool(words))
