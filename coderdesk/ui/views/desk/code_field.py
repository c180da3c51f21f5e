"""The field in which codes are searched: behind the cursor stands, in grey, how the book goes on with the word."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from coderdesk.ui.text import tr
from coderdesk.ui.theme import theme_of

_TEXT_INSET = 2  # between the contents and the first letter, as QLineEdit lays it out


class CodeField(QLineEdit):
    """Tab, Right or End at the end of the text takes what is offered; any other key goes on as if nothing stood there."""

    completed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer = ""
        self._before = ""
        self.textChanged.connect(self._keep_what_fits)
        self.cursorPositionChanged.connect(lambda _old, _new: self.update())

    @property
    def offer(self) -> str:
        """What stands behind the cursor now; "" when nothing is seen there."""
        return self._offer if self._is_at_end else ""

    def offer_rest(self, query: str, rest: str) -> None:
        """The rest of the last word of `query`; ignored when something else has been typed since."""
        if " ".join(self.text().split()) != query or self.text().endswith(" "):
            return
        self._offer = rest
        self.setAccessibleDescription(tr("Tab completes to {word}", word=query.split(" ")[-1] + rest) if rest else "")
        self.update()

    @property
    def _is_at_end(self) -> bool:
        return self.hasFocus() and not self.hasSelectedText() and self.cursorPosition() == len(self.text())

    def _keep_what_fits(self, text: str) -> None:
        """A letter typed as offered leaves the rest standing until the next answer, so that nothing flickers."""
        typed = text[len(self._before) :]
        is_on = bool(typed) and text.startswith(self._before) and self._offer.startswith(typed)
        self._offer = self._offer[len(typed) :] if is_on else ""
        self._before = text

    def event(self, event: QEvent) -> bool:
        """Tab is asked here, before it would move the focus on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._takes(event):
            self._complete()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        keys = (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_End)
        return bool(self.offer) and not event.modifiers() and event.key() in keys

    def _complete(self) -> None:
        rest, self._offer = self._offer, ""
        self.insert(rest)
        self.completed.emit(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.offer:
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        area = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        left = self.cursorRect().center().x() + 1
        room = area.right() - left - _TEXT_INSET - 24  # the sign that empties the field
        metrics = self.fontMetrics()
        if room < metrics.horizontalAdvance(self._offer[:1]):
            return
        painter = QPainter(self)
        painter.setPen(theme_of().colour("faint"))
        baseline = area.center().y() + (metrics.ascent() - metrics.descent()) / 2 + 0.5
        shown = metrics.elidedText(self._offer, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, baseline), shown)
