"""What a document says of itself, shown to be completed: kind, title, author, role, date, signed or not."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role
from coderdesk.ui.words import day_words, kind_words, role_words

if TYPE_CHECKING:
    from coderdesk.services.intake import Details

_FORMS = ("%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d", "%m-%d-%Y", "%m.%d.%Y")


def day_in(words: str) -> date | None:
    """A date as people type it: 3/2/2026, 03/02/26, 2026-03-02; None for anything else."""
    for form in _FORMS:
        try:
            return datetime.strptime(words.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


class ToldFields(QWidget):
    """`told(field name of Details, value)` as soon as a person has set something."""

    told = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Details | None = None
        self.kind_box = QComboBox()
        for kind in DocumentKind:
            self.kind_box.addItem(kind_words(kind), kind)
        self.title_field = QLineEdit()
        self.author_field = QLineEdit()
        self.role_box = QComboBox()
        self.role_box.addItem(tr("choose …"), None)
        for role in AuthorRole:
            self.role_box.addItem(role_words(role), role)
        self.date_field = QLineEdit()
        self.date_field.setPlaceholderText(tr("mm/dd/yyyy"))
        self.signed_box = QComboBox()
        for words, value in ((tr("choose …"), None), (tr("signed"), True), (tr("not signed: a draft"), False)):
            self.signed_box.addItem(words, value)
        self._names: dict[str, QLabel] = {}
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("kind", tr("Kind"), self.kind_box),
            ("title", tr("Title"), self.title_field),
            ("author", tr("Author"), self.author_field),
            ("author_role", tr("Written by a"), self.role_box),
            ("written_on", tr("Written on"), self.date_field),
            ("is_signed", tr("Signed"), self.signed_box),
        )
        for name, words, field in rows:
            self._names[name] = label(words)
            self._names[name].setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(self._names[name], field)

    def _wire(self) -> None:
        self.kind_box.activated.connect(lambda place: self._tell("kind", self.kind_box.itemData(place)))
        self.role_box.activated.connect(lambda place: self._tell("author_role", self.role_box.itemData(place)))
        self.signed_box.activated.connect(lambda place: self._tell("is_signed", self.signed_box.itemData(place)))
        self.title_field.editingFinished.connect(lambda: self._tell("title", self.title_field.text().strip()))
        self.author_field.editingFinished.connect(lambda: self._tell("author", self.author_field.text().strip()))
        self.date_field.textEdited.connect(self._tell_day)

    def show_details(self, details: "Details") -> None:
        """What is not said is marked; a field that already says the same is left alone, so that typing goes on."""
        self._shown = details
        boxes = (
            (self.kind_box, details.kind),
            (self.role_box, details.author_role),
            (self.signed_box, details.is_signed),
        )
        for box, value in boxes:
            with QSignalBlocker(box):
                box.setCurrentIndex(max(0, box.findData(value)))
        for field, words in ((self.title_field, details.title), (self.author_field, details.author)):
            if field.text() != words:
                field.setText(words)
        if day_in(self.date_field.text()) != details.written_on or not self.date_field.hasFocus():
            self.date_field.setText(day_words(details.written_on))
        for name in ("author_role", "written_on", "is_signed"):
            self._mark(name, is_asked=getattr(details, name) is None)

    def _mark(self, name: str, *, is_asked: bool) -> None:
        role = "warn" if is_asked else ""
        if self._names[name].property("role") != role:
            set_role(self._names[name], role)

    def _tell_day(self, words: str) -> None:
        day = day_in(words)
        if day is not None and day.year >= 1900:
            self._tell("written_on", day)
        elif self._shown is not None and self._shown.written_on is not None:
            self._shown = replace(self._shown, written_on=None)
            self._mark("written_on", is_asked=True)
            self.told.emit("written_on", None)

    def _tell(self, name: str, value: object) -> None:
        if self._shown is None or getattr(self._shown, name) == value:
            return
        is_empty_title = name == "title" and not value
        if is_empty_title:
            self.title_field.setText(self._shown.title)
        else:
            self.told.emit(name, value)
