"""Writing a query: kind, title, question, cited passages and answers, with what the linter says under each of them."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.clinical.provider_query import QueryKind
from coderdesk.domain.values.finding import Finding, Severity, blocking
from coderdesk.ui.marks import Selection
from coderdesk.ui.models.query_draft import CodeWaiting, QueryDraft, kind_of_query_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role
from coderdesk.ui.views.desk.elided_label import ElidedLabel
from coderdesk.ui.views.desk.query_answers import AnswerList

FIELDS = ("title", "question", "indicators", "options")


class QueryComposer(QWidget):
    """`edited()` after every change, `cite_wanted()`, `ask_wanted()`, `passage_wanted(Selection)`."""

    edited = Signal()
    cite_wanted = Signal()
    ask_wanted = Signal()
    passage_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passages: tuple[Selection, ...] = ()
        self._may_write = True
        self.sentences: dict[str, QLabel] = {field: label(role="smallwarn", wraps=True) for field in FIELDS}
        self._build()
        self._wire()
        self.show_findings(())

    def _build(self) -> None:
        self.kind_box, self.code_box = QComboBox(), QComboBox()
        for kind in QueryKind:
            self.kind_box.addItem(kind_of_query_words(kind), kind)
        for box, name in (
            (self.kind_box, tr("Why it is asked")),
            (self.code_box, tr("Code that waits for the answer")),
        ):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.title_field = QLineEdit()
        self.title_field.setPlaceholderText(tr("What it is about, not the answer"))
        self.title_field.setAccessibleName(tr("Title of the query"))
        self.question_field = QPlainTextEdit()
        self.question_field.setTabChangesFocus(True)
        self.question_field.setFixedHeight(84)
        self.question_field.setPlaceholderText(tr("Show what the record says, and ask openly"))
        self.question_field.setAccessibleName(tr("Question"))
        self.answer_list = AnswerList()
        self.cite_button = QPushButton(tr("Cite the selected words"))
        set_role(self.cite_button, "quiet")
        self.ask_button = QPushButton(tr("Ask the provider"))
        set_role(self.ask_button, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        self._cited = QVBoxLayout()
        self._cited.setSpacing(2)
        self._fill(column)

    def _fill(self, column: QVBoxLayout) -> None:
        column.addWidget(label(tr("New query"), role="title"))
        column.addWidget(self.kind_box)
        column.addSpacing(4)
        column.addWidget(self.title_field)
        column.addWidget(self.sentences["title"])
        column.addWidget(self.question_field)
        column.addWidget(self.sentences["question"])
        cited = QHBoxLayout()
        cited.addWidget(label(tr("Cited from the record"), role="section"), 1)
        cited.addWidget(self.cite_button)
        column.addLayout(cited)
        column.addLayout(self._cited)
        column.addWidget(self.sentences["indicators"])
        column.addWidget(label(tr("Answers to choose from"), role="section"))
        column.addWidget(self.answer_list)
        column.addWidget(self.sentences["options"])
        column.addSpacing(4)
        last = QHBoxLayout()
        last.addWidget(self.code_box, 1)
        last.addWidget(self.ask_button)
        column.addLayout(last)
        column.addStretch(1)

    def _wire(self) -> None:
        self.kind_box.activated.connect(self._tell)
        self.code_box.activated.connect(self._tell)
        self.title_field.textEdited.connect(self._tell)
        self.question_field.textChanged.connect(self._tell)
        self.answer_list.edited.connect(self._tell)
        self.cite_button.clicked.connect(self.cite_wanted)
        self.ask_button.clicked.connect(self.ask_wanted)

    def _tell(self) -> None:
        self.edited.emit()

    # what stands in it -----------------------------------------------------------------------------------------

    @property
    def draft(self) -> QueryDraft:
        waiting = self.code_box.currentData()
        return QueryDraft(
            kind=QueryKind(self.kind_box.currentData()),
            title=self.title_field.text(),
            question=self.question_field.toPlainText(),
            answers=self.answer_list.answers,
            passages=self._passages,
            waiting=waiting if isinstance(waiting, CodeWaiting) else None,
        )

    def show_draft(self, draft: QueryDraft) -> None:
        """Put a draft in its fields; `edited` is not told."""
        was_blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's form
        self.kind_box.setCurrentIndex(self.kind_box.findData(draft.kind))
        if self.title_field.text() != draft.title:
            self.title_field.setText(draft.title)
        if self.question_field.toPlainText() != draft.question:
            self.question_field.setPlainText(draft.question)
        if self._passages != draft.passages or not self._cited.count():
            self._show_passages(draft.passages)
        self.answer_list.show_answers(draft.answers, len(draft.passages))
        self.blockSignals(was_blocked)

    def offer_codes(self, codes: tuple[CodeWaiting, ...]) -> None:
        """Codes that may wait for the answer; the chosen one stays chosen while it is offered."""
        chosen = self.code_box.currentData()
        self.code_box.clear()
        self.code_box.addItem(tr("No code waits for it"))
        for one in codes:
            self.code_box.addItem(tr("Waits: {code}", code=one.words), one)
            if one == chosen:
                self.code_box.setCurrentIndex(self.code_box.count() - 1)

    def _show_passages(self, passages: tuple[Selection, ...]) -> None:
        self._passages = passages
        while (item := self._cited.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        for number, one in enumerate(passages):
            self._cited.addWidget(self._passage_line(number, one))

    def _passage_line(self, number: int, passage: Selection) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        show, remove = QPushButton(tr("Show")), QPushButton(tr("Remove"))
        show.clicked.connect(partial(self.passage_wanted.emit, passage))
        remove.clicked.connect(partial(self._remove_passage, number))
        row.addWidget(label(str(number + 1), role="key"))
        row.addWidget(ElidedLabel(f"“{' '.join(passage.text.split())}”"), 1)
        for button in (show, remove):
            set_role(button, "quiet")
            button.setProperty("scale", "small")
            row.addWidget(button)
        return line

    def _remove_passage(self, number: int) -> None:
        self.show_draft(self.draft.without_passage(number))
        self.edited.emit()

    def cite(self, chosen: Selection) -> None:
        self.show_draft(self.draft.citing(chosen))
        self.edited.emit()

    # what is said about it -------------------------------------------------------------------------------------

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """The linter's sentences under their fields. An empty query is not told what it lacks."""
        has_begun = not self.draft.is_empty
        for field, under in self.sentences.items():
            own = [one for one in findings if one.location.field == field and has_begun]
            under.setText("\n".join(one.message for one in own))
            stops = any(one.severity is Severity.STOP for one in own)
            set_role(under, "error" if stops else "smallwarn")
            under.setVisible(bool(own))
        self.ask_button.setEnabled(self._may_write and has_begun and not blocking(findings))

    def hold_asking(self) -> None:
        """Until the words as they stand now have been looked at."""
        self.ask_button.setEnabled(False)

    def set_writable(self, *, writable: bool) -> None:
        self._may_write = writable
        self.ask_button.setEnabled(False)
