"""One written query of the visit: where it stands, its papers, and the places for its answer or for taking it back."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from coderdesk.domain.clinical.provider_query import ProviderQuery, QueryState
from coderdesk.ui.date_field import DateField
from coderdesk.ui.models.query_draft import state_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.views.desk.flow_layout import FlowLayout


class QueryCard(QFrame):
    """`print_wanted(id)`, `export_wanted(id)`, `answered(id, text, author, date)`, `withdrawn(id, reason)`."""

    print_wanted = Signal(object)
    export_wanted = Signal(object)
    answered = Signal(object, str, str, object)
    withdrawn = Signal(object, str)

    def __init__(self, query: ProviderQuery, today: date, *, may_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "card")
        self._query, self._today, self._may_write = query, today, may_write
        self.is_open = query.state is QueryState.OPEN
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 8)
        self._layout.setSpacing(4)
        self._layout.addWidget(label(query.title, role="strong", wraps=True))
        self.state_label = label(state_words(query, query.age_on(today)), role="small", wraps=True)
        self._layout.addWidget(self.state_label)
        if query.wanted and self.is_open:
            self._layout.addWidget(label(tr("Waits for it: {code}", code=query.wanted), role="small", wraps=True))
        self._layout.addWidget(self._build_steps())
        self.answer_form = self._build_answer()
        self.reason_form = self._build_reason()
        for form in (self.answer_form, self.reason_form):
            self._layout.addWidget(form)
            form.hide()

    @property
    def query(self) -> ProviderQuery:
        return self._query

    def _build_steps(self) -> QWidget:
        steps = QWidget()
        flow = FlowLayout(steps)
        self.answer_button = QPushButton(tr("File the answer"))
        self.print_button, self.export_button = QPushButton(tr("Print")), QPushButton(tr("Export as text"))
        self.withdraw_button = QPushButton(tr("Take back"))
        self.answer_button.clicked.connect(self.open_answer)
        self.print_button.clicked.connect(self._print)
        self.export_button.clicked.connect(self._export)
        self.withdraw_button.clicked.connect(self._open_reason)
        shown = (self.answer_button, self.print_button, self.export_button, self.withdraw_button)
        for button in shown if self.is_open else (self.print_button, self.export_button):
            flow.addWidget(button)
        for button in (self.print_button, self.export_button, self.withdraw_button):
            set_role(button, "quiet")
        for button in (self.answer_button, self.withdraw_button):
            button.setEnabled(self._may_write)
        return steps

    def _build_answer(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        self.answer_field = QPlainTextEdit()
        self.answer_field.setFixedHeight(76)
        self.answer_field.setTabChangesFocus(True)
        self.answer_field.setPlaceholderText(tr("The provider's own words, as signed"))
        self.answer_field.setAccessibleName(tr("Answer to {title}", title=self._query.title))
        self.author_field = QLineEdit(self._query.asked_of)
        self.author_field.setAccessibleName(tr("Signed by"))
        self.day_field = DateField(self._today)
        self.day_field.setAccessibleName(tr("Signed on"))
        self.file_button = QPushButton(tr("File as a signed addendum"))
        set_role(self.file_button, "primary")
        signed = QHBoxLayout()
        signed.addWidget(label(tr("Signed by"), role="small"))
        signed.addWidget(self.author_field, 1)
        signed.addWidget(self.day_field)
        column.addWidget(self.answer_field)
        column.addLayout(signed)
        column.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignRight)
        self.file_button.clicked.connect(self._file)
        self.answer_field.textChanged.connect(self._offer_filing)
        self.author_field.textChanged.connect(self._offer_filing)
        self._offer_filing()
        return form

    def _offer_filing(self) -> None:
        """Only words with a signature are an answer."""
        self.file_button.setEnabled(bool(self.typed_answer().strip() and self.author_field.text().strip()))

    def _build_reason(self) -> QWidget:
        form = QWidget()
        row = QHBoxLayout(form)
        row.setContentsMargins(0, 4, 0, 0)
        self.reason_field = QLineEdit()
        self.reason_field.setPlaceholderText(tr("Taken back, because"))
        self.reason_field.setAccessibleName(tr("Reason for taking the query back"))
        take = QPushButton(tr("Take back"))
        row.addWidget(self.reason_field, 1)
        row.addWidget(take)
        self.reason_field.returnPressed.connect(self._withdraw)
        take.clicked.connect(self._withdraw)
        return form

    def open_answer(self) -> None:
        self.reason_form.hide()
        self.answer_form.show()
        self.answer_field.setFocus()

    def typed_answer(self) -> str:
        """What somebody has begun to type; it survives a change of the visit."""
        return self.answer_field.toPlainText()

    def _open_reason(self) -> None:
        self.answer_form.hide()
        self.reason_form.show()
        self.reason_field.setFocus()

    def _print(self) -> None:
        self.print_wanted.emit(self._query.id)

    def _export(self) -> None:
        self.export_wanted.emit(self._query.id)

    def _file(self) -> None:
        self.answered.emit(self._query.id, self.typed_answer(), self.author_field.text().strip(), self.day_field.day)

    def _withdraw(self) -> None:
        self.withdrawn.emit(self._query.id, self.reason_field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc folds the open form away; what was typed in it stays."""
        opened = next((form for form in (self.answer_form, self.reason_form) if not form.isHidden()), None)
        if event.key() == Qt.Key.Key_Escape and opened is not None:
            opened.hide()
            self.answer_button.setFocus()
        else:
            super().keyPressEvent(event)
