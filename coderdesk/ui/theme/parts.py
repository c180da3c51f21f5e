"""Small parts that every view is made of: roles, surfaces, hairlines, the empty state."""

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

Box = TypeVar("Box", bound=QBoxLayout)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its look of the style sheet; may be changed while it is shown."""
    widget.setProperty("role", role)
    _polish(widget)


def set_surface(widget: QWidget, surface: str) -> None:
    """The ground that a widget paints: "window", "panel", "paper", "raised", "card", or a severity's soft colour."""
    widget.setProperty("surface", surface)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    _polish(widget)


def _polish(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(text: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """A label that shows plain text only, whatever a document or a name holds."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


def hairline(orientation: Qt.Orientation = Qt.Orientation.Horizontal) -> QFrame:
    """A line of one pixel between regions."""
    line = QFrame()
    line.setObjectName("hairline")
    if orientation is Qt.Orientation.Horizontal:
        line.setFixedHeight(1)
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    else:
        line.setFixedWidth(1)
        line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    return line


def close_together(layout: Box) -> Box:
    """The same layout, without margins and without gaps."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


class EmptyState(QWidget):
    """What belongs here, and the first step towards it."""

    acted = Signal()

    def __init__(self, *, title: str = "", words: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(role="title", wraps=True)
        self._words = label(role="muted", wraps=True)
        self._button = QPushButton()
        self._button.clicked.connect(self.acted)
        for part in (self._title, self._words):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.show_words(title=title, words=words, action=action)

    def show_words(self, *, title: str, words: str, action: str = "") -> None:
        self._title.setText(title)
        self._words.setText(words)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title} {words}".strip())
