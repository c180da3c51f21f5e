"""A new visit: who was seen, by whom, where and when; its documents follow."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coderdesk.services.records import Records
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role, set_surface

FORM_WIDTH = 560
LONGEST_REASON = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredVisit:
    patient_id: str
    provider_id: str
    date_of_service: date
    place_of_service: str
    reason: str


def places_of_service() -> tuple[tuple[str, str], ...]:
    """The CMS place-of-service codes that an office practice meets, in our words."""
    return (
        ("11", tr("11  Office")),
        ("10", tr("10  Video visit, patient at home")),
        ("02", tr("02  Video visit, patient elsewhere")),
        ("12", tr("12  Patient's home")),
        ("20", tr("20  Urgent care")),
        ("21", tr("21  Hospital, inpatient")),
        ("22", tr("22  Hospital, outpatient on campus")),
        ("23", tr("23  Emergency room")),
        ("31", tr("31  Skilled nursing facility")),
        ("32", tr("32  Nursing facility")),
    )


class VisitForm(QWidget):
    """`entered(EnteredVisit)` on Add, `cancelled()` on Cancel or Esc, `records_wanted()` when somebody is still missing."""

    entered = Signal(object)
    cancelled = Signal()
    records_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "paper")
        self.patient_box = self._search_box()
        self.provider_box = QComboBox()
        self.date_field = QDateEdit()
        self.date_field.setDisplayFormat("MM/dd/yyyy")
        self.date_field.setCalendarPopup(True)
        self.place_box = QComboBox()
        for code, words in places_of_service():
            self.place_box.addItem(words, code)
        self.reason_field = QLineEdit()
        self.reason_field.setMaxLength(LONGEST_REASON)
        self.reason_field.setPlaceholderText(tr("a few words for the worklist, such as: sore throat"))
        self.trouble = label(role="error", wraps=True)
        self.add_button = QPushButton(tr("Add the visit"))
        set_role(self.add_button, "primary")
        self.cancel_button = QPushButton(tr("Cancel"))
        self.records_button = QPushButton(tr("Somebody is missing: open Records"))
        for button in (self.cancel_button, self.records_button):
            set_role(button, "quiet")
        self._lay_out()
        self._wire()

    @staticmethod
    def _search_box() -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Patient"), self.patient_box),
            (tr("Seen by"), self.provider_box),
            (tr("Date of service"), self.date_field),
            (tr("Place of service"), self.place_box),
            (tr("Reason"), self.reason_field),
        )
        for name, field in rows:
            field.setAccessibleName(name)
            form.addRow(name, field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.records_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.add_button)
        column = QWidget()
        column.setMaximumWidth(FORM_WIDTH)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(12)
        inside.addWidget(label(tr("New visit"), "title"))
        inside.addLayout(form)
        inside.addWidget(self.trouble)
        inside.addLayout(buttons)
        inside.addStretch(1)
        QHBoxLayout(self).addWidget(column, 0, Qt.AlignmentFlag.AlignLeft)

    def _wire(self) -> None:
        self.add_button.clicked.connect(self._add)
        self.cancel_button.clicked.connect(self.cancelled)
        self.records_button.clicked.connect(self.records_wanted)
        self.reason_field.returnPressed.connect(self._add)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.cancelled)

    def start(self, records: Records, today: date) -> None:
        """A fresh form over the practice's patients and providers."""
        self.patient_box.clear()
        for patient in records.patients:
            words = tr("{name}, born {day}", name=patient.name.sorted, day=f"{patient.birth_date:%m/%d/%Y}")
            self.patient_box.addItem(words, patient.id)
        self.patient_box.setCurrentIndex(-1)
        self.provider_box.clear()
        for provider in records.providers:
            if provider.is_active:
                self.provider_box.addItem(provider.display, provider.id)
        self.date_field.setDate(QDate(today.year, today.month, today.day))
        self.date_field.setMaximumDate(QDate(today.year, today.month, today.day))
        self.reason_field.clear()
        self.trouble.clear()
        self.patient_box.setFocus()

    def show_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)

    def _add(self) -> None:
        place = self.patient_box.findText(self.patient_box.currentText())
        if place < 0:
            self.show_trouble(tr("Choose a patient from the list: type a part of the name."))
            return
        if self.provider_box.currentIndex() < 0:
            self.show_trouble(tr("The practice has no provider yet: add one under Records."))
            return
        day = self.date_field.date()
        self.entered.emit(
            EnteredVisit(
                patient_id=self.patient_box.itemData(place),
                provider_id=self.provider_box.currentData(),
                date_of_service=date(day.year(), day.month(), day.day()),
                place_of_service=self.place_box.currentData(),
                reason=self.reason_field.text(),
            )
        )
