"""What a file does not say of its release, and a person has to: its name, its first day, the claims it is meant for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from coderdesk.domain.values.dates import Period
from coderdesk.ui.date_field import DateField
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coderdesk.domain.coding.code_release import ReleaseHeader
    from coderdesk.services.table_columns import OfficialFile


def settings() -> tuple[tuple[str, str], ...]:
    """The claims that a table of edits can be meant for."""
    return (
        ("practitioner", tr("practitioners")),
        ("outpatient hospital", tr("outpatient hospitals")),
        ("supplier", tr("suppliers")),
    )


class ReleaseQuestions(QWidget):
    """`missing` names what is asked: "release", "first day", "setting"."""

    changed = Signal()

    def __init__(
        self, header: ReleaseHeader, missing: Sequence[str], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._header = header
        self.release_field: QLineEdit | None = None
        self.start_field: DateField | None = None
        self.setting_box: QComboBox | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(label(tr("The file does not say it:"), "warn"))
        if "release" in missing:
            self._ask_release(header)
        if "first day" in missing:
            self._ask_start(date(today.year, 1, 1))
        if "setting" in missing:
            self._ask_setting()
        self._row.addStretch(1)

    def _ask_release(self, header: ReleaseHeader) -> None:
        self.release_field = QLineEdit()
        self.release_field.setPlaceholderText(tr("release, such as 2027"))
        self.release_field.setAccessibleName(tr("Release of {set}", set=header.code_set.value))
        self.release_field.setFixedWidth(180)
        self.release_field.textChanged.connect(self.changed)
        self._row.addWidget(self.release_field)

    def _ask_start(self, proposed: date) -> None:
        self.start_field = DateField(proposed)
        self.start_field.setAccessibleName(tr("In force from"))
        self._row.addWidget(label(tr("in force from"), "muted"))
        self._row.addWidget(self.start_field)

    def _ask_setting(self) -> None:
        self.setting_box = QComboBox()
        self.setting_box.setAccessibleName(tr("Claims it is meant for"))
        for setting, words in settings():
            self.setting_box.addItem(words, setting)
        self._row.addWidget(label(tr("for the claims of"), "muted"))
        self._row.addWidget(self.setting_box)

    @property
    def is_answered(self) -> bool:
        return self.release_field is None or bool(self.release_field.text().strip())

    def answered(self, file: OfficialFile) -> OfficialFile:
        """The file as what the person says it is."""
        header = self._header
        release = self.release_field.text().strip() if self.release_field is not None else header.release
        start = self.start_field.day if self.start_field is not None else header.in_force.start
        named = file.with_release(release, Period(start, header.in_force.end))
        if self.setting_box is None:
            return named
        return replace(named, header=replace(named.header, setting=self.setting_box.currentData()))
