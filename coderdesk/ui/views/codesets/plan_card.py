"""One table that an import would bring: what it is, how it differs, how it begins and ends, what is left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.elided_label import ElidedLabel
from coderdesk.ui.theme.parts import label, set_surface
from coderdesk.ui.views.codesets.release_questions import ReleaseQuestions
from coderdesk.ui.views.codesets.row_words import row_words
from coderdesk.ui.words import day_words

if TYPE_CHECKING:
    from datetime import date

    from coderdesk.domain.coding.code_release import ImportPreview, ImportRow
    from coderdesk.services.code_imports import PlannedImport
    from coderdesk.services.table_columns import OfficialFile

_REFUSED_SHOWN = 6


@dataclass(frozen=True, slots=True)
class WantedImport:
    """A plan that was ticked. `answered` is its file as the release that the person named; it must be planned again."""

    plan: PlannedImport
    answered: OfficialFile | None


class PlanCard(QWidget):
    """`changed()` when it is taken in or out, or what the file does not say is said."""

    changed = Signal()

    def __init__(self, plan: PlannedImport, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        set_surface(self, "card")
        header = plan.preview.header
        self.choice = QCheckBox(f"{header.code_set.value} {header.release}".strip())
        self.choice.setChecked(not plan.is_installed)
        self.choice.toggled.connect(self.changed)
        self.questions = ReleaseQuestions(header, plan.missing, today) if plan.missing else None
        self.replace_choice: QCheckBox | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(self._head(header.kind.value))
        layout.addWidget(ElidedLabel(self._origin(), "small"))
        if self.questions is not None:
            self.questions.changed.connect(self.changed)
            layout.addWidget(self.questions)
        if plan.replaces is not None:
            layout.addWidget(self._correction(plan))
        layout.addLayout(_examples(plan.preview))
        for remark in plan.remarks:
            layout.addWidget(label(remark, "muted", wraps=True))
        if plan.preview.refused_count:
            layout.addWidget(label(_refused_words(plan.preview), "warn", wraps=True))

    def _head(self, kind: str) -> QHBoxLayout:
        font = self.choice.font()
        font.setBold(True)
        self.choice.setFont(font)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.choice)
        head.addWidget(label(kind, "muted"))
        head.addStretch(1)
        head.addWidget(label(_change_words(self._plan)))
        return head

    def _origin(self) -> str:
        header = self._plan.preview.header
        begins = tr("in force from {day}", day=day_words(header.in_force.start)) if header.in_force.start else ""
        parts = (header.source, header.publisher, begins, header.setting, header.licence)
        return " · ".join(part for part in parts if part)

    def _correction(self, plan: PlannedImport) -> QCheckBox:
        """The same release is here with other rows: it is replaced only when the person says so."""
        self.replace_choice = QCheckBox(
            tr("{release} is here already with other rows: replace it", release=plan.preview.header.release)
        )
        self.replace_choice.toggled.connect(self.changed)
        return self.replace_choice

    @property
    def is_wanted(self) -> bool:
        return self.choice.isChecked()

    @property
    def missing(self) -> str:
        """What has still to be said before it can be imported; "" for nothing."""
        name = self._plan.preview.header.code_set.value
        if not self.is_wanted:
            return ""
        if self.questions is not None and not self.questions.is_answered:
            return tr("Say which release of {set} it is, as its publisher does.", set=name)
        if self.replace_choice is not None and not self.replace_choice.isChecked():
            return tr("Say that {set} is to be replaced, or leave it out.", set=name)
        return ""

    @property
    def wanted(self) -> WantedImport:
        """The import as it is now wanted."""
        is_confirmed = self.replace_choice is not None and self.replace_choice.isChecked()
        plan = self._plan.confirmed() if is_confirmed else self._plan
        return WantedImport(plan, self.questions.answered(plan.file) if self.questions is not None else None)


def _change_words(plan: PlannedImport) -> str:
    count = plan.preview.rows
    rows = tr("1 row") if count == 1 else tr("{count} rows", count=f"{count:,}")
    if plan.is_installed:
        return tr("{rows} · installed already", rows=rows)
    if not plan.follows:
        return tr("{rows} · the first of its kind here", rows=rows)
    return tr(
        "{rows} · since {release}: {added} added, {ended} ended, {changed} changed",
        rows=rows,
        release=plan.follows,
        added=f"{plan.added:,}",
        ended=f"{plan.ended:,}",
        changed=f"{plan.changed:,}",
    )


def _examples(preview: ImportPreview) -> QGridLayout:
    """The first rows and the last; a row that is both stands once."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    last = preview.last[max(0, len(preview.first) + len(preview.last) - preview.rows) :]
    is_cut = preview.rows > len(preview.first) + len(preview.last)
    shown: list[ImportRow | None] = [*preview.first, *([None] if is_cut else []), *last]
    for place, row in enumerate(shown):
        code, words = row_words(row) if row is not None else ("⋮", "")
        grid.addWidget(label(code, "code" if row is not None else "muted"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(ElidedLabel(words, "muted"), place, 1)
    return grid


def _refused_words(preview: ImportPreview) -> str:
    head = tr_count("{count} line is left out:", "{count} lines are left out:", preview.refused_count)
    shown = [
        tr("line {line}: {reason}", line=f"{one.line:,}", reason=one.reason) for one in preview.refused[:_REFUSED_SHOWN]
    ]
    more = preview.refused_count - len(shown)
    rest = [tr_count("and {count} more", "and {count} more", more)] if more > 0 else []
    return "\n".join([head, *shown, *rest])
