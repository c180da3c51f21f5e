"""What speaks against filing a document with a visit: each doubt has a box of its own to be ticked."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_surface

if TYPE_CHECKING:
    from coderdesk.services.visit_match import Doubt


class _Sentence(QLabel):
    """A wrapping sentence that ticks its box."""

    def __init__(self, words: str, box: QCheckBox) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._box = box

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's own signature
        self._box.click()


class DoubtList(QWidget):
    """`confirmed(Doubt, bool)` when a box is ticked or cleared. Hidden without doubts."""

    confirmed = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "warn")
        self.boxes: dict[Doubt, QCheckBox] = {}
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 8)
        self._layout.setSpacing(6)
        self._layout.addWidget(
            label(tr("Compare it with the visit. Tick each of these once you have looked:"), "warn", wraps=True)
        )

    def show_doubts(self, doubts: "Collection[Doubt]", confirmed: "Collection[Doubt]") -> None:
        """The boxes stay as long as the doubts are the same."""
        if set(doubts) != set(self.boxes):
            self._build(sorted(doubts, key=lambda doubt: doubt.value))
        for doubt, box in self.boxes.items():
            box.setChecked(doubt in confirmed)
        self.setVisible(bool(doubts))

    def _build(self, doubts: "Collection[Doubt]") -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self.boxes = [], {}
        for doubt in doubts:
            row, box = QWidget(), QCheckBox()
            box.setAccessibleName(doubt.value)
            box.clicked.connect(lambda on, doubt=doubt: self.confirmed.emit(doubt, on))
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(6)
            line.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(_Sentence(doubt.value, box), 1)
            self._layout.addWidget(row)
            self._rows.append(row)
            self.boxes[doubt] = box
