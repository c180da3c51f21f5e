"""A date that is typed or chosen from a calendar, as mm/dd/yyyy."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QWidget


class DateField(QDateEdit):
    """`day_changed(date)` when another day stands in it."""

    day_changed = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("MM/dd/yyyy")
        self.setCalendarPopup(True)
        self.setKeyboardTracking(False)
        self.set_day(day)
        self.dateChanged.connect(lambda _day: self.day_changed.emit(self.day))

    @property
    def day(self) -> date:
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        self.setDate(QDate(day.year, day.month, day.day))
