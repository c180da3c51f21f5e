"""Drawing up an advance notice: which services, what they may cost, why the payer may not pay, and what was signed."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from coderdesk.domain.values.money import Money
from coderdesk.services.advance_notices import NOT_COVERED
from coderdesk.ui.models.notice_draft import Noticed, NoticeDraft
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role
from coderdesk.ui.views.desk.notice_signature import SignatureForm


def reason_for(*, is_voluntary: bool) -> str:
    return tr("Medicare never pays for this service.") if is_voluntary else NOT_COVERED


@dataclass(frozen=True, slots=True)
class _Line:
    noticed: Noticed
    tick: QCheckBox
    words: QLineEdit
    cost: QLineEdit


class NoticeComposer(QWidget):
    """`store_wanted(NoticeDraft)`; `unfit(sentence)` when a cost cannot be read."""

    store_wanted = Signal(object)
    unfit = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[_Line, ...] = ()
        self._may_write = True
        self.reason_field = QPlainTextEdit(reason_for(is_voluntary=False))
        self.reason_field.setTabChangesFocus(True)
        self.reason_field.setFixedHeight(64)
        self.reason_field.setAccessibleName(tr("Why the payer may not pay"))
        self.voluntary_box = QCheckBox(tr("Voluntary: the law excludes the service (GX)"))
        self.signed_box = QCheckBox(tr("It was signed on paper already"))
        self.signature = SignatureForm("", date(2026, 1, 1))
        self.signature.hide()
        self.store_button = QPushButton(tr("Store the notice"))
        set_role(self.store_button, "primary")
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(6)
        column.addWidget(label(tr("New notice"), role="title"))
        column.addLayout(self._list)
        column.addWidget(label(tr("Why the payer may not pay"), role="section"))
        for part in (self.reason_field, self.voluntary_box, self.signed_box, self.signature):
            column.addWidget(part)
        column.addWidget(self.store_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        self.voluntary_box.toggled.connect(self._other_reason)
        self.signed_box.toggled.connect(self.signature.setVisible)
        self.store_button.clicked.connect(self._store)

    def show_services(self, services: tuple[Noticed, ...], *, patient: str, day: date) -> None:
        """Another visit, or another service that is named: the notice is drawn up anew."""
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = tuple(self._line(one) for one in services)
        if not services:
            self._list.addWidget(label(tr("The visit has no service yet. Attach one first."), role="muted", wraps=True))
        self.signed_box.setChecked(False)
        self.voluntary_box.setChecked(False)
        self.reason_field.setPlainText(reason_for(is_voluntary=False))
        self.signature.name_field.setText(patient)
        self.signature.day_field.set_day(day)
        self._show_use()

    def _line(self, noticed: Noticed) -> _Line:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        line = _Line(noticed, QCheckBox(noticed.code), QLineEdit(noticed.words), QLineEdit(noticed.cost.plain))
        line.tick.setChecked(noticed.is_wanted)
        line.words.setCursorPosition(0)
        line.words.setAccessibleName(tr("{code} in words a patient understands", code=noticed.code))
        line.words.setToolTip(tr("In words that a patient understands"))
        line.cost.setAccessibleName(tr("Estimated cost of {code}", code=noticed.code))
        line.cost.setToolTip(tr("Estimated cost"))
        line.cost.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.cost.setFixedWidth(88)
        line.tick.toggled.connect(self._show_use)
        across.addWidget(line.tick)
        across.addWidget(line.words, 1)
        across.addWidget(line.cost)
        self._list.addWidget(row)
        return line

    def _show_use(self) -> None:
        for line in self.lines:
            for field in (line.words, line.cost):
                field.setEnabled(line.tick.isChecked())
        self.store_button.setEnabled(self._may_write and any(line.tick.isChecked() for line in self.lines))

    def _other_reason(self) -> None:
        """The proposed reason follows the kind; words of the person's own stay."""
        is_voluntary = self.voluntary_box.isChecked()
        if self.reason_field.toPlainText() == reason_for(is_voluntary=not is_voluntary):
            self.reason_field.setPlainText(reason_for(is_voluntary=is_voluntary))

    def set_writable(self, *, writable: bool) -> None:
        self._may_write = writable
        self._show_use()

    def focus_first(self) -> None:
        wanted = next((line.tick for line in self.lines if line.tick.isChecked()), None)
        first = self.lines[0].tick if self.lines else self.reason_field
        (wanted or first).setFocus()

    def _store(self) -> None:
        try:
            services = tuple(_typed(line) for line in self.lines if line.tick.isChecked())
        except ValueError:
            self.unfit.emit(tr("An estimated cost is dollars and cents, as 95.00. The notice was not stored."))
            return
        draft = NoticeDraft(
            services=services,
            reason=self.reason_field.toPlainText(),
            is_voluntary=self.voluntary_box.isChecked(),
            signature=self.signature.signature if self.signed_box.isChecked() else None,
        )
        self.store_wanted.emit(draft)


def _typed(line: _Line) -> Noticed:
    words = " ".join(line.words.text().split()) or line.noticed.words
    return replace(line.noticed, words=words, cost=Money.parse(line.cost.text()))
