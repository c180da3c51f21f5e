"""The bar above every page: find anything, who sits here, lock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from coderdesk.ui.icons import icon
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role, set_surface


class TopBar(QWidget):
    """`find_wanted` opens the palette, `lock_wanted` locks the vault, `keys_wanted` shows the key sheet."""

    find_wanted = Signal()
    lock_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self._find = QPushButton(tr("Find patients, visits, codes, commands …    Ctrl+P"))
        self._find.setAccessibleName(tr("Find anything"))
        self._find.setMinimumWidth(360)
        set_role(self._find, "find")
        self._banner = QLabel()
        set_role(self._banner, "warning")
        self._banner.hide()
        self._who = QLabel()
        set_role(self._who, "muted")
        self._keys = QPushButton(tr("Keys  F1"))
        self._lock = QPushButton(tr("Lock"))
        for button, meaning in ((self._keys, tr("All keys (F1)")), (self._lock, tr("Lock the vault (Ctrl+L)"))):
            set_role(button, "quiet")
            button.setToolTip(meaning)
            button.setAccessibleName(meaning)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self._find)
        layout.addWidget(self._banner)
        layout.addStretch(1)
        for widget in (self._who, self._keys, self._lock):
            layout.addWidget(widget)
        self._find.clicked.connect(self.find_wanted)
        self._keys.clicked.connect(self.keys_wanted)
        self._lock.clicked.connect(self.lock_wanted)
        self._find.setIcon(icon("search"))
        self._lock.setIcon(icon("lock"))

    def show_who(self, name: str) -> None:
        self._who.setText(name)

    def show_banner(self, sentence: str) -> None:
        """A standing remark, such as a vault opened read-only; "" takes it away."""
        self._banner.setText(sentence)
        self._banner.setVisible(bool(sentence))
