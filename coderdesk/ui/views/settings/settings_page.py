"""The settings page, made from the schema of preferences."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from coderdesk.shared.preferences import PREFERENCES, Preference, Preferences
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role, set_surface
from coderdesk.ui.views.settings.printing_panel import PrintingPanel

FIELD_WIDTH = 280


class SettingsPage(QWidget):
    """`preference_set(key, value)` as soon as a value is chosen; nothing needs to be confirmed."""

    preference_set = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self.fields: dict[str, QComboBox | QLineEdit] = {}
        title = QLabel(tr("Settings"))
        set_role(title, "title")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        grid.setColumnStretch(2, 1)
        for row, preference in enumerate(PREFERENCES):
            self._add(grid, row, preference)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(title)
        layout.addLayout(grid)
        self.printing = PrintingPanel()
        layout.addWidget(self.printing)
        layout.addStretch(1)

    def _add(self, grid: QGridLayout, row: int, preference: Preference) -> None:
        name = QLabel(tr(preference.label))
        help_words = QLabel(tr(preference.help))
        help_words.setWordWrap(True)
        set_role(help_words, "muted")
        field = self._choice(preference) if preference.choices else self._text(preference)
        field.setFixedWidth(FIELD_WIDTH)
        field.setAccessibleName(tr(preference.label))
        field.setAccessibleDescription(tr(preference.help))
        name.setBuddy(field)
        self.fields[preference.key] = field
        for column, widget in enumerate((name, field, help_words)):
            grid.addWidget(widget, row, column)

    def _choice(self, preference: Preference) -> QComboBox:
        box = QComboBox()
        for choice in preference.choices:
            box.addItem(f"{choice} %" if preference.key == "scale" else str(choice), choice)
        box.activated.connect(lambda place: self.preference_set.emit(preference.key, box.itemData(place)))
        return box

    def _text(self, preference: Preference) -> QLineEdit:
        field = QLineEdit()
        field.editingFinished.connect(lambda: self.preference_set.emit(preference.key, field.text().strip()))
        return field

    def claims_folder(self) -> Path:
        """Where claim files go: the folder entered, or the one that an empty field stands for."""
        field = self.fields["claims_folder"]
        return Path(field.text() or field.placeholderText()) if isinstance(field, QLineEdit) else Path.cwd()

    def show_preferences(self, preferences: Preferences, folders: dict[str, Path]) -> None:
        """`folders` are what an empty folder preference stands for."""
        for key, field in self.fields.items():
            value = preferences.get(key)
            if isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(value))
            else:
                field.setText(str(value))
                if key in folders:
                    field.setPlaceholderText(str(folders[key]))
