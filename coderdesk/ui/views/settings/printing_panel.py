"""Printing on pre-printed forms: a printer, how far it moves each form, the page to measure that with, and dental positions."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from coderdesk.domain.billing.print_settings import FARTHEST, NO_SHIFT, PrintSettings
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role

DENTAL = "Dental"
FORMS = ("CMS-1500", "UB-04", DENTAL)
FIELD_WIDTH = 280
STEP = 0.01
# as wide as the names of the settings above, so that the fields stand in one column
NAMES_WIDTH = 131


class PrintingPanel(QWidget):
    """`shown()` when somebody looks at it; `offset_set(printer, form, right, down)` in inches; `calibration_wanted(form)`; for
    dental stock `positions_chosen(path)` and `positions_sheet_wanted()`."""

    shown = Signal()
    offset_set = Signal(str, str, float, float)
    calibration_wanted = Signal(str)
    positions_chosen = Signal(str)
    positions_sheet_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = PrintSettings()
        self.form_box = QComboBox()
        self.form_box.addItems(list(FORMS))
        self.printer_field = QLineEdit()
        self.printer_field.setPlaceholderText(tr("A name of your own, such as Front desk"))
        self.right_field, self.down_field = _inches(), _inches()
        self.save_button = QPushButton(tr("Save offsets"))
        self.calibration_button = QPushButton(tr("Calibration page"))
        self.import_button = QPushButton(tr("Import positions"))
        self.sheet_button = QPushButton(tr("Positions sheet"))
        self.positions_label = QLabel()
        self.positions_label.setWordWrap(True)
        set_role(self.positions_label, "muted")
        for button in (self.save_button, self.calibration_button, self.import_button, self.sheet_button):
            set_role(button, "quiet")
        self._lay_out()
        self.show_positions(0, 0)
        self._show_dental()
        self.form_box.currentIndexChanged.connect(lambda _: self._show_shift())
        self.form_box.currentIndexChanged.connect(lambda _: self._show_dental())
        self.import_button.clicked.connect(self._choose_positions)
        self.sheet_button.clicked.connect(self.positions_sheet_wanted)
        self.printer_field.editingFinished.connect(self._show_shift)
        self.save_button.clicked.connect(self._save)
        self.calibration_button.clicked.connect(lambda: self.calibration_wanted.emit(self.form_box.currentText()))

    def _lay_out(self) -> None:
        title = QLabel(tr("Printing on pre-printed forms"))
        set_role(title, "title")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.setColumnMinimumWidth(0, NAMES_WIDTH)
        grid.setColumnStretch(2, 1)
        grid.addWidget(title, 0, 0, 1, 3)
        rows = (
            (tr("Form"), self.form_box, tr("Each form has its own offsets.")),
            (
                tr("Printer"),
                self.printer_field,
                tr("Offsets are kept for each printer, and the one named here is in use."),
            ),
            (tr("Move to the right"), self.right_field, tr("In inches; less than zero moves to the left.")),
            (tr("Move down"), self.down_field, tr("In inches; less than zero moves up.")),
        )
        for row, (words, field, help_words) in enumerate(rows, start=1):
            label, help_label = QLabel(words), QLabel(help_words)
            set_role(help_label, "muted")
            help_label.setWordWrap(True)
            label.setBuddy(field)
            field.setFixedWidth(FIELD_WIDTH)
            field.setAccessibleName(words)
            field.setAccessibleDescription(help_words)
            if isinstance(field, QDoubleSpinBox):  # what has the focus is the line in it
                field.lineEdit().setAccessibleName(words)
            for column, widget in enumerate((label, field, help_label)):
                grid.addWidget(widget, row, column)
        buttons = QHBoxLayout()
        for button in (self.save_button, self.calibration_button, self.sheet_button, self.import_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        grid.addLayout(buttons, len(rows) + 1, 1, 1, 2)
        grid.addWidget(self.positions_label, len(rows) + 2, 1, 1, 2)

    def show_settings(self, settings: PrintSettings) -> None:
        self._settings = settings
        self.printer_field.setText(settings.printer)
        self._show_shift()

    def set_writable(self, *, writable: bool) -> None:
        self.save_button.setEnabled(writable)
        self.import_button.setEnabled(writable)

    def show_positions(self, measured: int, items: int) -> None:
        """How many of the items of dental stock somebody measured."""
        known = (
            tr("{measured} of {items} positions are known.").format(measured=measured, items=items)
            if measured
            else tr("No position is known yet; a dental claim on plain paper needs none.")
        )
        how = tr(
            "Lay the calibration page over the stock, write the millimetres into the positions sheet, and import it. "
            "A width of 0 says that the stock has no such box."
        )
        self.positions_label.setText(f"{known} {how}")

    def _show_dental(self) -> None:
        is_dental = self.form_box.currentText() == DENTAL
        for widget in (self.import_button, self.sheet_button, self.positions_label):
            widget.setVisible(is_dental)

    def _choose_positions(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Import positions"), "", tr("Tables (*.csv)"))
        if path:
            self.positions_chosen.emit(path)

    def _show_shift(self) -> None:
        key = (" ".join(self.printer_field.text().split()), self.form_box.currentText())
        shift = self._settings.shifts.get(key, NO_SHIFT)
        self.right_field.setValue(shift.right)
        self.down_field.setValue(shift.down)

    def _save(self) -> None:
        form, right, down = self.form_box.currentText(), self.right_field.value(), self.down_field.value()
        self.offset_set.emit(self.printer_field.text(), form, right, down)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()


def _inches() -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setRange(-FARTHEST, FARTHEST)
    field.setSingleStep(STEP)
    field.setDecimals(2)
    field.setSuffix(" in")
    field.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    field.lineEdit().setTextMargins(6, 0, 0, 0)
    return field
