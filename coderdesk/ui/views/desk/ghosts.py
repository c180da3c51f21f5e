"""The shape of what comes, shown while it is read: quiet bars where rows or lines will stand."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coderdesk.ui.text import tr
from coderdesk.ui.theme import theme_of

_WIDTHS = (0.62, 0.74, 0.5, 0.68, 0.58, 0.8, 0.46, 0.7)


class GhostRows(QWidget):
    """Two bars for each row of the worklist, or running lines for a document. Nothing moves."""

    def __init__(self, parent: QWidget | None = None, *, row_height: int = 44, bars: int = 2, margin: int = 12) -> None:
        super().__init__(parent)
        self._row_height, self._bars, self._margin = row_height, bars, margin
        self.setAccessibleName(tr("Loading"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme_of().colour("sunken"))
        room = self.width() - 2 * self._margin
        for row in range(self.height() // self._row_height):
            for bar in range(self._bars):
                share = _WIDTHS[(row * self._bars + bar) % len(_WIDTHS)]
                top = row * self._row_height + self._row_height / 2 - 8 * self._bars / 2 - 2 + bar * 15
                painter.drawRoundedRect(QRectF(self._margin, top, room * share, 8), 4, 4)
