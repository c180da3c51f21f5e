"""A quiet word at the lower edge about what was just done, with the way back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role, set_surface

SHOWN_MS = 6000
TROUBLE_MS = 15000
MARGIN = 16
FOOT = 88
WIDEST = 640


_MOVING = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Toast(QFrame):
    """One at a time over its host; a newer word replaces the older. It keeps to the foot of what `keep_to` names."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._beside = host
        set_surface(self, "raised")
        self.setObjectName("toast")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act = QPushButton()
        set_role(self._act, "link")
        self._close = QPushButton(tr("Dismiss"))
        set_role(self._close, "quiet")
        self._on_act: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._act)
        layout.addWidget(self._close)
        self.opens_files = True
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.hide)
        self._act.clicked.connect(self._do)
        self._close.clicked.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def keep_to(self, beside: QWidget) -> None:
        self._beside = beside
        beside.installEventFilter(self)

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def action_words(self) -> str:
        """What the toast offers to do; "" for nothing."""
        return self._act.text()

    def say(self, words: str, *, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        self._show(words, action, on_action, SHOWN_MS)

    def offer_file(self, words: str, path: Path) -> None:
        """Say that a file was made ({name} stands for it), with the way to see it in the system's own viewer."""
        told = tr("{words}  in  {folder}", words=words.format(name=path.name), folder=str(path.parent))
        self.say(told, action=tr("Open"), on_action=partial(self._open, path))

    def _open(self, path: Path) -> None:
        if self.opens_files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def say_trouble(self, sentence: str) -> None:
        self._show(sentence, "", None, TROUBLE_MS)

    def _show(self, words: str, action: str, on_action: Callable[[], None] | None, shown_ms: int) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self._on_act = on_action
        self._place()
        self.show()
        self.raise_()
        self._clock.start(shown_ms)

    def _do(self) -> None:
        self.hide()
        if self._on_act is not None:
            self._on_act()

    def _place(self) -> None:
        seen = self._beside if self._beside.isVisible() else self._host
        corner = seen.mapTo(self._host, QPoint(0, 0))
        width = min(WIDEST, self._one_line(), seen.width() - 2 * MARGIN)
        self.setFixedWidth(width)
        self.adjustSize()
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        foot = corner.y() + seen.height() - height - (FOOT if seen is self._host else MARGIN)
        self.setGeometry(corner.x() + (seen.width() - width) // 2, foot, width, height)

    def _one_line(self) -> int:
        """The width at which the words need no second line."""
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        buttons = sum(button.sizeHint().width() for button in (self._act, self._close) if not button.isHidden())
        return words + buttons + 88

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
