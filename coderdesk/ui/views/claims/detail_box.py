"""One particular of a claim on screen, kept as soon as the hand leaves its field."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from coderdesk.domain.billing.details.field import DetailField
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.ui.text import tr
from coderdesk.ui.views.records.field_box import FieldBox
from coderdesk.ui.views.records.fields import FieldSpec


def spec_of(field: DetailField) -> FieldSpec:
    """The field in the words of the forms."""
    return FieldSpec(
        path=field.key,
        label=tr(field.words),
        hint=field.hint,
        choices=tuple((stored, tr(words)) for stored, words in field.choices),
        columns=field.columns,
        lines=field.lines,
    )


class DetailBox(FieldBox):
    """`committed(self)` when another text stands in the field than is stored, and the hand leaves it or presses Enter;
    `passed(self)` when Enter goes on to the next field."""

    committed = Signal(object)
    passed = Signal(object)

    def __init__(
        self, spec: FieldSpec, assignment_id: AssignmentId | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        self.assignment_id = assignment_id
        self._stored = self._before = ""
        self.editor.installEventFilter(self)
        if isinstance(self.editor, QComboBox):
            self.editor.activated.connect(self.commit)
            self.editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        elif not isinstance(self.editor, QLineEdit):
            self.editor.setPlaceholderText(spec.hint)
            self.editor.setToolTip(tr("One a line; kept when you leave the field"))

    @property
    def key(self) -> str:
        return self.spec.path

    def show_stored(self, text: str) -> None:
        """What is kept. What is being typed, and was refused, stays."""
        if self.message and self.text != text:
            self._stored = self._before = text
            return
        is_untouched = self.text == self._stored
        self._stored = self._before = text
        if is_untouched or self.text == text:
            if self.text != text:
                self.show_text(text)
            self.show_message("")

    def commit(self) -> None:
        if self.text != self._stored:
            self.committed.emit(self)

    def accept(self, text: str) -> None:
        """This text is on its way: it may be written otherwise when it comes back."""
        self._stored = text

    def refuse(self, why: str) -> None:
        """What was typed stays, with the sentence; what is kept is as before."""
        self._stored = self._before
        self.show_message(why)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and isinstance(self.editor, QLineEdit) and _is_enter(event):
            self.commit()
            self.passed.emit(self)
            return True
        if event.type() == QEvent.Type.Wheel and isinstance(self.editor, QComboBox) and not self.editor.hasFocus():
            event.ignore()  # scrolling past a choice changes nothing
            return True
        return super().eventFilter(watched, event)


def _is_enter(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
