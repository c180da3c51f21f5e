"""An inpatient stay in place of the code book: its group and why, present on admission, and what else the record names."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coderdesk.domain.billing.details.typed import claim_field, text_at
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.inpatient import GroupedDiagnosis, OtherGroup
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.services.claim_details import DetailSheet
from coderdesk.ui.models.stay_words import (
    StayAnswer,
    category_words,
    effect_words,
    group_lines,
    other_title,
    other_words,
    risk_words,
)
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import close_together, hairline, label, set_role, set_surface
from coderdesk.ui.views.claims.detail_box import DetailBox, spec_of
from coderdesk.ui.views.claims.details_panel import poa_spec

STATUS_KEY = "stay.patient_status"


class StayPanel(QWidget):
    """`entered(key, text, assignment id or None)` when a field is to be kept, `passage_wanted(DocumentedCondition)`,
    `left()`."""

    entered = Signal(str, str, object)
    passage_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self._shape: tuple[object, ...] = ()
        self._may_write = True
        self.boxes: dict[AssignmentId, DetailBox] = {}
        self.effects: dict[AssignmentId, QLabel] = {}
        self.show_buttons: list[QPushButton] = []
        self.status_box = DetailBox(spec_of(claim_field(STATUS_KEY)))
        self.status_box.setToolTip(tr("Two digits: 01 home, 30 still a patient"))
        self.status_box.committed.connect(self._enter)
        self.message = label(role="smallwarn", wraps=True)
        self.message.hide()
        self._build()

    def _build(self) -> None:
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setToolTip(tr("Back to the code book (Esc)"))
        set_role(self.close_button, "quiet")
        self.close_button.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.addWidget(label(tr("Group and risk"), role="title"), 1)
        head.addWidget(self.close_button)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        set_surface(inside, "panel")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(8)
        self._fill()
        scroll.setWidget(inside)
        layout = close_together(QVBoxLayout(self))
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(scroll, 1)

    def _fill(self) -> None:
        self.drg_label = label(role="display")
        self.title_label = label(role="strong", wraps=True)
        self._group, self._poa, self._edits, self._others, self._risk = (_Part() for _ in range(5))
        card = QFrame()
        set_surface(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.drg_label, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.title_label, 1)
        inside.addLayout(top)
        inside.addWidget(self._group)
        self._stay = QWidget()
        column = close_together(QVBoxLayout(self._stay))
        column.setSpacing(8)
        column.addWidget(self.status_box)
        for title, part in (
            (tr("Present on admission"), self._poa),
            (tr("Medicare code editor"), self._edits),
            (tr("Documented, not coded: what if"), self._others),
        ):
            column.addWidget(label(title, role="section"))
            column.addWidget(part)
        self._column.addWidget(self.message)
        self._column.addWidget(card)
        self._column.addWidget(self._stay)
        self._column.addWidget(label(tr("Risk categories of the visit"), role="section"))
        self._column.addWidget(self._risk)
        self._column.addStretch(1)

    # what is entered -------------------------------------------------------------------------------------------

    def show_fields(self, sheet: DetailSheet) -> None:
        """Discharge status and present on admission as they are stored; what is being typed stays."""
        shape = tuple((row.assignment_id, row.title) for row in sheet.diagnoses)
        if shape != self._shape:
            self._shape = shape
            self._make_boxes(sheet)
        for row in sheet.diagnoses:
            self.boxes[row.assignment_id].show_stored(row.poa)
        self.status_box.show_stored(text_at(sheet.details, claim_field(STATUS_KEY)))
        self._stay.setVisible(sheet.setting is Setting.INPATIENT)
        self._enable()

    def take_focus(self) -> None:
        """The discharge status of an inpatient; else the way back."""
        first = self.close_button if self._stay.isHidden() else self.status_box.editor
        first.setFocus()

    def _make_boxes(self, sheet: DetailSheet) -> None:
        self._poa.clear()
        self.boxes, self.effects = {}, {}
        for row in sheet.diagnoses:
            box = DetailBox(poa_spec(row.title), row.assignment_id)
            box.committed.connect(self._enter)
            effect = label(role="small")
            effect.hide()
            self.boxes[row.assignment_id], self.effects[row.assignment_id] = box, effect
            self._poa.add(box)
            self._poa.add(effect)

    def _enter(self, box: DetailBox) -> None:
        self.entered.emit(box.key, box.text, box.assignment_id)

    def set_writable(self, *, writable: bool) -> None:
        self._may_write = writable
        self._enable()

    def _enable(self) -> None:
        for box in (self.status_box, *self.boxes.values()):
            box.editor.setEnabled(self._may_write)

    # what is answered ------------------------------------------------------------------------------------------

    def show_grouping(self) -> None:
        """The record is being read; what stood there stays until the answer is here."""
        self.title_label.setText(self.title_label.text() or tr("Reading the record …"))

    def show_nothing(self) -> None:
        """Another visit: nothing of the one before stays."""
        self.drg_label.setText("")
        self.title_label.setText("")
        for part in (self._group, self._edits, self._others, self._risk):
            part.clear()

    def show_answer(self, answer: StayAnswer, codes: tuple[AssignmentId, ...]) -> None:
        """`codes` are the diagnoses in the order in which they were grouped, the principal one first."""
        sheet = answer.sheet
        self.drg_label.setText(sheet.group.drg if sheet else "–")
        self.title_label.setText(sheet.group.title if sheet else tr("No group"))
        self._group.show_lines(group_lines(sheet.group) if sheet else (answer.why_not,))
        self._risk.show_lines((*(category_words(one) for one in answer.risk.categories), risk_words(answer.risk)))
        rows = (sheet.group.principal, *sheet.group.secondary) if sheet else ()
        self._show_effects(rows, codes)
        edits = tuple(one.message for one in sheet.edits) if sheet else ()
        self._edits.show_lines(edits or (tr("It has nothing to say."),), role="smallwarn" if edits else "small")
        self._show_others(sheet.others if sheet else ())

    def _show_effects(self, rows: tuple[GroupedDiagnosis | None, ...], codes: tuple[AssignmentId, ...]) -> None:
        for one in self.effects.values():
            one.hide()
        for row, assignment_id in zip(rows, codes, strict=False):
            effect = self.effects.get(assignment_id)
            words = effect_words(row) if row is not None else ""
            if row is rows[0]:
                words = tr("principal diagnosis")
            if effect is not None and words:
                effect.setText(words)
                effect.show()

    def _show_others(self, others: tuple[OtherGroup, ...]) -> None:
        self._others.clear()
        self.show_buttons = []
        if not others:
            self._others.show_lines((tr("Nothing that the provider wrote and nobody coded would change the group."),))
        for other in others:
            self._others.add(self._other_card(other))

    def _other_card(self, other: OtherGroup) -> QFrame:
        card = QFrame()
        set_surface(card, "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(2)
        column.addWidget(label(other_title(other), role="strong", wraps=True))
        foot = QHBoxLayout()
        foot.addWidget(label(other_words(other), role="small"), 1)
        show = QPushButton(tr("Show the words"))
        set_role(show, "quiet")
        show.setAccessibleName(tr("Show the words that name {code}", code=other.condition.code))
        show.clicked.connect(partial(self.passage_wanted.emit, other.condition))
        self.show_buttons.append(show)
        foot.addWidget(show)
        column.addWidget(label(f"“{' '.join(other.condition.quotation.split())}”", role="small", wraps=True))
        column.addLayout(foot)
        return card

    def say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Part(QWidget):
    """Lines below each other that are put there anew."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = close_together(QVBoxLayout(self))
        self._layout.setSpacing(4)

    def clear(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def add(self, widget: QWidget) -> None:
        self._layout.addWidget(widget)

    def show_lines(self, lines: tuple[str, ...], role: str = "small") -> None:
        self.clear()
        for line in lines:
            if line:
                self.add(label(line, role=role, wraps=True))
