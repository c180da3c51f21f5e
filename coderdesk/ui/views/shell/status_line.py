"""The line along the bottom that tells the truth: practice, release in force, network use."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_sets import ReleaseName
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role, set_surface


class StatusLine(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self._vault = self._label()
        self._releases = self._label()
        self._network = self._label()
        self._network.setText(tr("offline: no network is used"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(24)
        for label in (self._vault, self._releases):
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(self._network)

    @staticmethod
    def _label() -> QLabel:
        label = QLabel()
        set_role(label, "small")
        return label

    def show_vault(self, practice: str, *, is_read_only: bool) -> None:
        state = tr("read-only") if is_read_only else tr("encrypted")
        self._vault.setText(tr("{practice} · {state}", practice=practice, state=state) if practice else "")

    def show_releases(self, releases: Sequence[ReleaseName], on: date) -> None:
        """The releases in force on the date of service, diagnoses first."""
        order = list(CodeSystem)
        ranked = sorted(releases, key=lambda row: order.index(row.system))
        names = ", ".join(f"{row.system.value} {row.release}" for row in ranked)
        day = f"{on:%m/%d/%Y}"
        words = tr("{releases} in force on {date}", releases=names, date=day)
        self._releases.setText(words if names else tr("no code set in force on {date}", date=day))
