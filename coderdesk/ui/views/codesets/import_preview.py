"""What a file would bring, before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface
from coderdesk.ui.views.codesets.plan_card import PlanCard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coderdesk.services.code_imports import PlannedImport


class ImportPreviewView(QWidget):
    """`import_wanted(tuple of WantedImport)` for those that are ticked, `put_aside()` when nothing is to be imported."""

    import_wanted = Signal(object)
    put_aside = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.cards: list[PlanCard] = []
        self.summary = label(role="muted", wraps=True)
        self.aside_button = QPushButton(tr("Put aside"))
        set_role(self.aside_button, "quiet")
        self.import_button = QPushButton()
        set_role(self.import_button, "primary")
        inside = QWidget()
        set_surface(inside, "panel")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(12)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(16, 8, 16, 8)
        bottom.setSpacing(8)
        bottom.addWidget(self.summary, 1)
        bottom.addWidget(self.aside_button)
        bottom.addWidget(self.import_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(hairline())
        layout.addLayout(bottom)
        self.aside_button.clicked.connect(self.put_aside)
        self.import_button.clicked.connect(self._import)

    def show_plans(self, plans: Sequence[PlannedImport], today: date) -> None:
        self.clear()
        for plan in plans:
            card = PlanCard(plan, today)
            card.changed.connect(self._show_choice)
            self.cards.append(card)
            self._column.addWidget(card)
        self._column.addStretch(1)
        self._show_choice()
        questions = (card.questions for card in self.cards)
        asked = next(
            (one.release_field for one in questions if one is not None and one.release_field is not None), None
        )
        (asked or self.import_button).setFocus()

    def clear(self) -> None:
        self.cards = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()

    def _wanted(self) -> list[PlanCard]:
        return [card for card in self.cards if card.is_wanted]

    def _show_choice(self) -> None:
        wanted = self._wanted()
        missing = next((card.missing for card in self.cards if card.missing), "")
        self.import_button.setText(tr_count("Import {count} table", "Import {count} tables", len(wanted)))
        self.import_button.setEnabled(bool(wanted) and not missing)
        set_role(self.summary, "warn" if missing else "muted")
        self.summary.setText(missing or self._whole_words(has_wanted=bool(wanted)))

    def _whole_words(self, *, has_wanted: bool) -> str:
        if has_wanted:
            return tr("Nothing is changed yet. Licence notices are kept with the set and can be read under Code sets.")
        if self.cards and all(card.wanted.plan.is_installed for card in self.cards):
            return tr("All of it is installed already: importing it again would change nothing.")
        return tr("Tick what is to be imported.")

    def _import(self) -> None:
        self.import_wanted.emit(tuple(card.wanted for card in self._wanted()))
