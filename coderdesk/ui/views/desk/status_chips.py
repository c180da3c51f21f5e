"""The chips over the worklist: one for each state with its count; one of them holds."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.ui.models.rows import status_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role
from coderdesk.ui.views.desk.flow_layout import FlowLayout

_STATES: tuple[EncounterStatus | None, ...] = (None, *EncounterStatus)


class StatusChips(QWidget):
    """`status` is None while all are shown. `chosen` follows a click."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = FlowLayout(self, spacing=4)
        for place, status in enumerate(_STATES):
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setChecked(status is None)
            set_role(chip, "chip")
            self._group.addButton(chip, place)
            layout.addWidget(chip)
        self._group.buttonClicked.connect(self._on_clicked)
        self.show_counts({}, 0)

    def _on_clicked(self) -> None:
        self.chosen.emit()

    @property
    def status(self) -> EncounterStatus | None:
        return _STATES[self._group.checkedId()]

    def choose(self, status: EncounterStatus | None) -> None:
        self._group.button(_STATES.index(status)).setChecked(True)

    def show_counts(self, counts: Mapping[EncounterStatus, int], total: int) -> None:
        for place, status in enumerate(_STATES):
            name = tr("All") if status is None else status_words(status)
            count = total if status is None else counts.get(status, 0)
            chip = self._group.button(place)
            chip.setText(f"{name} {count:,}" if count else name)
            chip.setAccessibleName(tr("{name}, {count} visits", name=name, count=count))
            chip.setToolTip(tr("Show only: {name}", name=name) if status else tr("Show all visits"))
        self.updateGeometry()
