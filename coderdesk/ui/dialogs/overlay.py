"""A page laid over the window: the desk stays where it is, Esc or a click beside it gives the focus back."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from coderdesk.ui.theme.parts import set_surface


class Overlay(QWidget):
    """Covers `host` with a veil and holds one card. Opening it again while it is open changes nothing."""

    def __init__(self, host: QWidget, *, width: int, top: int) -> None:
        super().__init__(host)
        self._width, self._top = width, top
        self._came_from: QWidget | None = None
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = QFrame(self)
        self.card.setObjectName("overlayCard")
        set_surface(self.card, "card")
        host.installEventFilter(self)
        self.hide()

    def show_over(self, first: QWidget) -> None:
        """Lay the page over the window and put the cursor into `first`."""
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
        self.setGeometry(self._host.rect())
        self._place_card()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Close, and give the focus back to where it was."""
        if self.isHidden():
            return
        came_from, self._came_from = self._came_from, None
        self.hide()
        if came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def _host(self) -> QWidget:
        host = self.parentWidget()
        assert host is not None
        return host

    def _place_card(self) -> None:
        width = min(self._width, self.width() - 32)
        left = (self.width() - width) // 2
        height = min(self.card_height(width), self.height() - self._top - 16)
        self.card.setGeometry(QRect(QPoint(left, min(self._top, self.height() // 8)), self.card.size()))
        self.card.resize(width, height)

    def card_height(self, width: int) -> int:
        """How high the card wants to be at a width; it is cut to the window."""
        return max(self.card.heightForWidth(width), self.card.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self._host.rect())
            self._place_card()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.put_away()

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab stays inside the page."""
        return False
