"""The book: the code browser at full width on a date of one's own, the PCS builder, the small lists, the code sets."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from coderdesk.ui.date_field import DateField
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface
from coderdesk.ui.views.book.listed_codes import ListedCodes
from coderdesk.ui.views.book.pcs_builder import PcsBuilder
from coderdesk.ui.views.codesets.code_sets_page import CodeSetsPage
from coderdesk.ui.views.desk.browser_panel import BrowserPanel

CODES, BUILDER, LISTS, SETS = "codes", "builder", "lists", "sets"


class BookPage(QWidget):
    """`section_shown(name)` when another part is seen, `day_changed(date)` when the books of another day are wanted."""

    section_shown = Signal(str)
    day_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.browser = BrowserPanel(is_for_reading=True)
        self.builder = PcsBuilder()
        self.lists = ListedCodes()
        self.sets = CodeSetsPage()
        self._parts: dict[str, QWidget] = {
            CODES: self.browser,
            BUILDER: self.builder,
            LISTS: self.lists,
            SETS: self.sets,
        }
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._today = date.min
        self._day_words = label(tr("Codes in force on"), "muted")
        self.day_field = DateField(date(2000, 1, 1))
        self.day_field.setAccessibleName(tr("The day whose books are read"))
        self.today_button = QPushButton(tr("Today"))
        set_role(self.today_button, "quiet")
        self._lay_out()
        self.day_field.day_changed.connect(self._change_day)
        self.today_button.clicked.connect(lambda: self.day_field.set_day(self._today))
        self.show_section(CODES)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.setSpacing(4)
        words = ((CODES, tr("&Codes")), (BUILDER, tr("&PCS builder")), (LISTS, tr("&Lists")), (SETS, tr("Code &sets")))
        for name, text in words:
            top.addWidget(self._segment(name, text))
        top.addStretch(1)
        for part in (self._day_words, self.day_field, self.today_button):
            top.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(hairline())
        layout.addWidget(self._stack, 1)

    def _segment(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setAccessibleName(text.replace("&", ""))
        set_role(button, "quiet")
        button.clicked.connect(lambda: self.show_section(name))
        self._group.addButton(button)
        self.buttons[name] = button
        return button

    @property
    def section(self) -> str:
        return next(name for name, part in self._parts.items() if part is self._stack.currentWidget())

    @property
    def day(self) -> date:
        return self.day_field.day

    def start(self, today: date) -> None:
        """Another session: today's books."""
        self._today = today
        self.day_field.set_day(today)
        self.today_button.setEnabled(False)

    def show_section(self, name: str) -> None:
        """One of CODES, BUILDER, LISTS and SETS."""
        self.buttons[name].setChecked(True)
        self._stack.setCurrentWidget(self._parts[name])
        for part in (self._day_words, self.day_field, self.today_button):
            part.setVisible(name != SETS)
        self.section_shown.emit(name)
        if self.isVisible():
            self.stand_ready()

    def stand_ready(self) -> None:
        """The keyboard goes where this part is used."""
        if self.section == BUILDER:
            self.builder.start_typing()
        else:
            self._parts[self.section].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.stand_ready()

    def _change_day(self, day: date) -> None:
        self.today_button.setEnabled(day != self._today)
        self.day_changed.emit(day)
