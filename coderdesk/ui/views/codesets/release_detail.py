"""One installed release: where it is from, its licence and notice in full, and how an imported one is taken off again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.words import state_on

if TYPE_CHECKING:
    from datetime import date

    from coderdesk.domain.values.dates import Period
    from coderdesk.services.code_imports import InstalledRelease


class ReleaseDetail(QWidget):
    """`remove_wanted(release id)` after the second of two buttons: the first one says what would be lost."""

    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._release: InstalledRelease | None = None
        set_surface(self, "paper")
        self.title = label(role="title", wraps=True)
        self.state = label(role="muted", wraps=True)
        self.origin = label(role="muted", wraps=True)
        self.licence_head = label(tr("Licence and notice"), "section")
        self.licence = QTextBrowser()
        self.licence.document().setDocumentMargin(0)
        set_role(self.licence, "book")
        self.licence.setAccessibleName(tr("Licence and notice"))
        self.remove_button = QPushButton(tr("Remove this release"))
        self.keep_button = QPushButton(tr("Keep it"))
        self.really_button = QPushButton(tr("Remove it"))
        for button in (self.remove_button, self.keep_button):
            set_role(button, "quiet")
        self.question = label(role="warn", wraps=True)
        self._lay_out()
        self.remove_button.clicked.connect(lambda: self._ask(asks=True))
        self.keep_button.clicked.connect(lambda: self._ask(asks=False))
        self.really_button.clicked.connect(self._remove)
        self.show_release(None)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.remove_button, self.keep_button, self.really_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for part in (self.title, self.state, self.origin, self.licence_head):
            layout.addWidget(part)
        layout.addWidget(self.licence, 1)
        layout.addWidget(self.question)
        layout.addLayout(buttons)
        self.setMinimumWidth(280)

    def show_release(
        self, release: InstalledRelease | None, period: Period | None = None, on: date | None = None
    ) -> None:
        """`period` is when it is in force with the releases after it counted in, `on` the day of today."""
        self._release = release
        self._ask(asks=False)
        if release is None or period is None or on is None:
            self.title.setText(tr("Choose a release to read its licence and notice."))
            set_role(self.title, "muted")
            for part in (self.state, self.origin, self.licence):
                part.clear()
            self.licence_head.hide()
            return
        header = release.header
        set_role(self.title, "title")
        self.title.setText(f"{header.code_set.value} {header.release}".strip())
        self.state.setText(tr("{kind}, {state}", kind=header.kind.value, state=state_on(period, on)))
        came = (
            tr("Comes with CoderDesk.")
            if release.imported_at is None
            else tr("Imported on {day}.", day=f"{release.imported_at:%m/%d/%Y}")
        )
        origin = " · ".join(part for part in (header.publisher, header.source) if part)
        self.origin.setText(f"{origin}\n{came}" if origin else came)
        self.licence_head.show()
        self.licence.setPlainText("\n\n".join(part for part in (header.licence, header.notice) if part))

    def _ask(self, *, asks: bool) -> None:
        release = self._release
        is_own = release is not None and not release.is_shipped
        self.remove_button.setVisible(is_own and not asks)
        for part in (self.question, self.keep_button, self.really_button):
            part.setVisible(asks)
        if asks and release is not None:
            self.question.setText(
                tr(
                    "Its {rows} rows leave this computer; coded visits keep their codes. "
                    "To have it again, import its file again.",
                    rows=f"{release.rows:,}",
                )
            )
            self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        if self._release is not None:
            self.remove_wanted.emit(self._release.id)
