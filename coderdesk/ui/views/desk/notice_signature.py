"""What the patient chose, who signed and when: one line of choices for an advance notice."""

from datetime import date

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coderdesk.domain.coding.advance_notice import NoticeChoice
from coderdesk.ui.date_field import DateField
from coderdesk.ui.models.notice_draft import Signature, choice_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label


class SignatureForm(QWidget):
    """Starts with the patient's name and a day."""

    def __init__(self, name: str, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice_box = QComboBox()
        self.choice_box.setAccessibleName(tr("What the patient chose"))
        for choice in NoticeChoice:
            if choice is not NoticeChoice.NONE:
                self.choice_box.addItem(choice_words(choice), choice)
        self.name_field = QLineEdit(name)
        self.name_field.setAccessibleName(tr("Signed by"))
        self.day_field = DateField(day)
        self.day_field.setAccessibleName(tr("Signed on"))
        signed = QHBoxLayout()
        signed.addWidget(label(tr("Signed by"), role="small"))
        signed.addWidget(self.name_field, 1)
        signed.addWidget(self.day_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.choice_box)
        column.addLayout(signed)

    @property
    def signature(self) -> Signature:
        return Signature(
            choice=NoticeChoice(self.choice_box.currentData()),
            signed_by=self.name_field.text(),
            signed_on=self.day_field.day,
        )
