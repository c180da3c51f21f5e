"""The answers that a query offers, each with the passages that make it reasonable, and the two that are always offered."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coderdesk.services.provider_queries import Answer
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role


class AnswerLine(QWidget):
    """An answer and a chip for each cited passage. `edited()`, `removed()`."""

    edited = Signal()
    removed = Signal()

    def __init__(self, answer: Answer, passages: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(answer.words)
        self.field.setPlaceholderText(tr("An answer that the cited words make reasonable"))
        self.field.setAccessibleName(tr("Answer"))
        self.chips: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.field, 1)
        remove = QPushButton(tr("Remove"))
        set_role(remove, "quiet")
        remove.setProperty("scale", "small")
        remove.clicked.connect(self.removed)
        self._row.addWidget(remove)
        self.field.textEdited.connect(self._tell)
        self.show_passages(passages, answer.passages)

    def _tell(self) -> None:
        self.edited.emit()

    def show_passages(self, count: int, chosen: tuple[int, ...]) -> None:
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.deleteLater()
        self.chips = [self._chip(number, is_chosen=number in chosen) for number in range(count)]

    def _chip(self, number: int, *, is_chosen: bool) -> QPushButton:
        chip = QPushButton(str(number + 1))
        set_role(chip, "chip")
        chip.setCheckable(True)
        chip.setChecked(is_chosen)
        chip.setToolTip(tr("Passage {number} makes this answer reasonable", number=number + 1))
        chip.setAccessibleName(chip.toolTip())
        chip.clicked.connect(self._tell)
        self._row.insertWidget(self._row.count() - 1, chip)
        return chip

    @property
    def answer(self) -> Answer:
        return Answer(self.field.text(), tuple(at for at, chip in enumerate(self.chips) if chip.isChecked()))


class AnswerList(QWidget):
    """`edited()` after every change by hand."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[AnswerLine] = []
        self._passages = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.add_button = QPushButton(tr("Add an answer"))
        set_role(self.add_button, "quiet")
        self.add_button.clicked.connect(self.add_line)
        always = QHBoxLayout()
        always.addWidget(label(tr("Always offered: other, and unable to determine"), role="small", wraps=True), 1)
        always.addWidget(self.add_button)
        self._column.addLayout(always)

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(line.answer for line in self.lines)

    def show_answers(self, answers: tuple[Answer, ...], passages: int) -> None:
        """Lines that stand already keep their cursor."""
        self._passages = passages
        while len(self.lines) > len(answers):
            self._drop(self.lines[-1])
        for at, answer in enumerate(answers):
            if at == len(self.lines):
                self._append(answer)
                continue
            line = self.lines[at]
            if line.field.text() != answer.words:
                line.field.setText(answer.words)
            line.show_passages(passages, answer.passages)

    def add_line(self) -> None:
        self._append(Answer("")).field.setFocus()
        self.edited.emit()

    def _append(self, answer: Answer) -> AnswerLine:
        line = AnswerLine(answer, self._passages)
        line.edited.connect(self.edited)
        line.removed.connect(partial(self._remove, line))
        self._column.insertWidget(len(self.lines), line)
        self.lines.append(line)
        return line

    def _remove(self, line: AnswerLine) -> None:
        self._drop(line)
        self.add_button.setFocus()
        self.edited.emit()

    def _drop(self, line: AnswerLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
