"""The line along the bottom that tells the truth: practice, release in force, network use."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_sets import ReleaseName
from coderdesk.ui.text import tr
from coderdesk.ui.theme.elided_label import ElidedLabel
from coderdesk.ui.theme.parts import set_role, set_surface

# The books of a visit; the others are named under Book, Code sets.
_SHOWN = (CodeSystem.ICD10CM, CodeSystem.HCPCS, CodeSystem.CPT)


class StatusLine(QWidget):
    """`waiting_wanted()` when the documents that wait in the watched folder shall be looked at."""

    waiting_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self._vault = self._label()
        self._releases = self._label()
        self._warning = ElidedLabel(role="smallwarn")
        self._network = self._label()
        self._network.setText(tr("offline: no network is used"))
        self.waiting_button = QPushButton()
        set_role(self.waiting_button, "link")
        self.waiting_button.setProperty("scale", "small")
        self.waiting_button.clicked.connect(self.waiting_wanted)
        self.waiting_button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(24)
        for label in (self._vault, self._releases):
            layout.addWidget(label)
        layout.addWidget(self._warning, 1)
        layout.addWidget(self.waiting_button)
        layout.addWidget(self._network)

    @staticmethod
    def _label() -> QLabel:
        label = QLabel()
        set_role(label, "small")
        return label

    def show_vault(self, practice: str, *, is_read_only: bool) -> None:
        state = tr("read-only") if is_read_only else tr("encrypted")
        self._vault.setText(tr("{practice} · {state}", practice=practice, state=state) if practice else "")

    def show_waiting(self, words: str, told: str = "") -> None:
        """What waits in the watched folder; "" when nothing does. `told` says more in the tool tip."""
        self.waiting_button.setText(words)
        self.waiting_button.setToolTip(told)
        self.waiting_button.setVisible(bool(words))

    @property
    def release_words(self) -> str:
        return self._releases.text()

    @property
    def warning(self) -> str:
        """What is amiss with the releases of the date of service; "" when nothing is."""
        return self._warning.text()

    def show_releases(self, releases: Sequence[ReleaseName], on: date, warnings: Sequence[str] = ()) -> None:
        """The releases in force on the date of service, diagnoses first, and what is amiss with them."""
        newest: dict[CodeSystem, ReleaseName] = {}
        for row in sorted(releases, key=lambda row: row.in_force.start or date.min):
            newest[row.system] = row
        named = [f"{system.value} {newest[system].release}" for system in _SHOWN if system in newest]
        day = f"{on:%m/%d/%Y}"
        words = tr("{releases} in force on {date}", releases=", ".join(named), date=day)
        self._releases.setText(words if named else tr("no code set in force on {date}", date=day))
        self._warning.setText(" ".join(warnings))
