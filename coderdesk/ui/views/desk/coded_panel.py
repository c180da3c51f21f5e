"""The visit's codes in claim order, who pays for them, what they cost, and the three steps that end the visit."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.dialogs.field_prompt import FieldPrompt
from coderdesk.ui.models.coded_rows import entries_of
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import EmptyState, hairline, label, set_role, set_surface
from coderdesk.ui.views.desk import service_checks as checks
from coderdesk.ui.views.desk.coded_list import CodedList
from coderdesk.ui.views.desk.elided_label import ElidedLabel
from coderdesk.ui.views.desk.next_steps import Next, steps_of
from coderdesk.ui.views.desk.visit_words import payer_words, visit_words


class CodedPanel(QWidget):
    """Shows one VisitSheet and emits wishes; what was wished shows only when the next sheet says so."""

    code_activated = Signal(object)
    passage_wanted = Signal(object, int)
    move_wanted = Signal(object, int)
    remove_wanted = Signal(object)
    evidence_remove_wanted = Signal(object, int)
    pointer_toggled = Signal(object, int)
    pointers_set = Signal(object, object)
    units_set = Signal(object, object)
    modifiers_set = Signal(object, object)
    price_set = Signal(object, object)
    finding_wanted = Signal(object)
    mark_coded_wanted = Signal()
    reopen_wanted = Signal()
    invoice_wanted = Signal()
    export_wanted = Signal()
    edit_begun = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: VisitSheet | None = None
        self._read_only = ""
        set_surface(self, "panel")
        self.setAccessibleName(tr("Coded"))
        self._build()
        self._wire()
        self.show_nothing()

    # -- building

    def _build(self) -> None:
        self._payer = ElidedLabel(role="title")
        self._date = label(role="money")
        self._visit = ElidedLabel(role="small")
        self.list = CodedList()
        self.setFocusProxy(self.list)
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        self.prompt = FieldPrompt()
        self._notice = label(role="warn", wraps=True)
        self._notice.setContentsMargins(12, 4, 12, 4)
        self._notice.hide()
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._payer, 1)
        first.addWidget(self._date)
        head.addLayout(first)
        head.addWidget(self._visit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(hairline())
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._notice)
        layout.addWidget(self.prompt)
        layout.addWidget(hairline())
        layout.addLayout(self._build_steps())

    def _build_steps(self) -> QHBoxLayout:
        self.mark_button = QPushButton()
        self.invoice_button = QPushButton(tr("Invoice"))
        self.export_button = QPushButton(tr("Export claim"))
        self._total = label(role="money")
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        for button in (self.mark_button, self.invoice_button, self.export_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._total)
        return row

    def _wire(self) -> None:
        self.list.code_activated.connect(self.code_activated)
        self.list.passage_wanted.connect(self.passage_wanted)
        self.list.reason_clicked.connect(self.finding_wanted)
        self.list.move_wanted.connect(self._move)
        self.list.dropped.connect(self._drop)
        self.list.remove_wanted.connect(lambda row: self._write(lambda: self.remove_wanted.emit(row)))
        self.list.evidence_remove_wanted.connect(
            lambda row, index: self._write(lambda: self.evidence_remove_wanted.emit(row, index))
        )
        self.list.pointer_pressed.connect(self._toggle_pointer)
        self.list.edit_pressed.connect(self._edit)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._say(""))
        self.prompt.closed.connect(self.list.setFocus)
        self.prompt.accepted.connect(self._on_typed)
        self.mark_button.clicked.connect(self._mark)
        self.invoice_button.clicked.connect(self.invoice_wanted)
        self.export_button.clicked.connect(self.export_wanted)

    # -- showing

    def show_nothing(self) -> None:
        """No visit is open."""
        self._sheet = None
        self._payer.setText(tr("No visit open"))
        self._visit.setText("")
        self._date.setText("")
        self._total.setText("")
        self.list.show_entries((), is_fresh=True)
        self._empty.show_words(title="", words=tr("The codes of the visit stand here in claim order."))
        self._stack.setCurrentWidget(self._empty)
        self.prompt.close_line()
        self._refresh_steps()

    def show_sheet(self, sheet: VisitSheet) -> None:
        """The visit as it is now. The chosen code, opened rows, scroll and a line being typed stay for the same visit."""
        before = self._sheet
        is_fresh = before is None or before.visit.encounter.id != sheet.visit.encounter.id
        self._sheet = sheet
        self._payer.setText(payer_words(sheet))
        self._visit.setText(visit_words(sheet))
        self._date.setText(f"{sheet.visit.date_of_service:%m/%d/%Y}")
        self._total.setText(tr("Total {amount}", amount=sheet.total) if sheet.visit.services else "")
        self.list.show_entries(entries_of(sheet), is_fresh=is_fresh)
        self._stack.setCurrentWidget(self.list if sheet.visit.assignments else self._empty)
        self._empty.show_words(
            title=tr("Nothing coded yet"),
            words=tr("Select the words that state a diagnosis or a service, press Ctrl+K, then Enter on the code."),
        )
        self._say("")
        if is_fresh or self._edited() is None:
            self.prompt.close_line()
        self._refresh_steps()

    def set_read_only(self, reason: str) -> None:
        """Why nothing can be written here; "" when it can."""
        self._read_only = reason
        self._refresh_steps()

    def selected_assignment(self) -> AssignmentId | None:
        return self.list.selected()

    def select(self, assignment_id: AssignmentId) -> bool:
        """Choose a code without going anywhere else. False when the visit has it no more."""
        return self.list.select(assignment_id)

    def _refresh_steps(self) -> None:
        if self._sheet is None:
            self.mark_button.setText(tr("Mark coded"))
            for button in (self.mark_button, self.invoice_button, self.export_button):
                _offer(button, why=tr("Open a visit first."), tip="", is_next=button is self.mark_button)
            return
        steps = steps_of(self._sheet, self._read_only)
        self.mark_button.setText(tr("Reopen") if steps.can_reopen else tr("Mark coded"))
        mark_tip = (
            tr("Take the visit back to work")
            if steps.can_reopen
            else tr("Finish and go to the next chart (Ctrl+Enter)")
        )
        for button, why, tip, step in (
            (self.mark_button, steps.mark, mark_tip, Next.MARK),
            (self.invoice_button, steps.invoice, tr("Print the invoice (Ctrl+I)"), Next.INVOICE),
            (self.export_button, steps.export, tr("Write the claim file (Ctrl+E)"), Next.EXPORT),
        ):
            _offer(button, why=why, tip=tip, is_next=steps.next is step)

    def _mark(self) -> None:
        is_coded = self._sheet is not None and self._sheet.visit.encounter.status is EncounterStatus.CODED
        (self.reopen_wanted if is_coded else self.mark_coded_wanted).emit()

    # -- writing

    def _write(self, wish: Callable[[], None]) -> None:
        """Pass a wish on, or say why it cannot be had."""
        if self._read_only:
            self._say(self._read_only)
        else:
            wish()

    def _say(self, sentence: str) -> None:
        self._notice.setText(sentence)
        self._notice.setVisible(bool(sentence))

    def _assignment(self) -> CodeAssignment | None:
        chosen = self.selected_assignment()
        rows = self._sheet.visit.assignments if self._sheet else ()
        return next((row for row in rows if row.id == chosen), None)

    def _service(self) -> CodeAssignment | None:
        """The chosen service line; the first one when it is the only one. Says so when none is chosen."""
        chosen = self._assignment()
        if chosen is not None and chosen.service is not None:
            return chosen
        services = self._sheet.visit.services if self._sheet else ()
        if len(services) == 1:
            return services[0]
        self._say(tr("Choose a service line first.") if services else tr("There is no service line yet."))
        return None

    def _move(self, assignment_id: AssignmentId, step: int) -> None:
        """One place up or down among what is shown, whatever stands unseen between (questions share the order)."""
        shown = self._kin(assignment_id)
        target = shown.index(assignment_id) + step
        if 0 <= target < len(shown):
            self._drop(assignment_id, shown[target])

    def _drop(self, assignment_id: AssignmentId, onto: AssignmentId) -> None:
        if self._sheet is None or onto not in self._kin(assignment_id):
            return
        visit = self._sheet.visit
        moved = visit.assignment(assignment_id)
        order = [row.id for row in visit.assignments if row.is_diagnosis is moved.is_diagnosis]
        step = order.index(onto) - order.index(assignment_id)
        self._write(lambda: self.move_wanted.emit(assignment_id, step))

    def _kin(self, assignment_id: AssignmentId) -> tuple[AssignmentId, ...]:
        """The codes listed in the same part as this one, in their order."""
        visit = self._sheet.visit if self._sheet else None
        parts = (visit.diagnoses, visit.services, visit.queries) if visit else ()
        return next((ids for part in parts if assignment_id in (ids := tuple(row.id for row in part))), ())

    def _toggle_pointer(self, position: int) -> None:
        service = self._service()
        if service is None or service.service is None or self._sheet is None:
            return
        diagnoses = self._sheet.visit.diagnoses
        if position > len(diagnoses):
            self._say(tr("There is no diagnosis {letter} yet.", letter=chr(ord("A") + position - 1)))
            return
        pointers = checks.toggled(_known(service.service.pointers, self._sheet.visit), diagnoses[position - 1].id)
        if pointers is None:
            self._say(tr("A service line points to four diagnoses at most: take one away first."))
            return
        self._write(lambda: self._emit_pointers(service.id, position, pointers))

    def _emit_pointers(self, service_id: AssignmentId, position: int, pointers: tuple[AssignmentId, ...]) -> None:
        self._say("")
        self.pointer_toggled.emit(service_id, position)
        self.pointers_set.emit(service_id, pointers)

    # -- typing in place

    def edit_units(self) -> None:
        """F2: the units of the chosen service line."""
        self._edit(Qt.Key.Key_F2)

    def edit_modifiers(self) -> None:
        """F3"""
        self._edit(Qt.Key.Key_F3)

    def edit_price(self) -> None:
        """F4"""
        self._edit(Qt.Key.Key_F4)

    def edit_field(self, field: str) -> bool:
        """Open the field of a finding; False when it is none that is typed here."""
        edit = {"units": self.edit_units, "modifiers": self.edit_modifiers, "unit_price": self.edit_price}.get(field)
        if edit is not None:
            edit()
        return edit is not None

    def _edit(self, key: int) -> None:
        service = self._service()
        if service is not None:
            self.edit_begun.emit()
            self._write(lambda: self._open_line(service, Qt.Key(key)))

    def _open_line(self, service: CodeAssignment, key: Qt.Key) -> None:
        assert service.service is not None
        assert self._sheet is not None
        self.list.select(service.id)
        self._typed_for = (service.id, key)
        charge = self._sheet.charges.get(service.id)
        match key:
            case Qt.Key.Key_F2:
                what, text = tr("Units of {code}", code=service.code), f"{service.service.units.normalize():f}"
                hint, check = tr("Words selected in the document become the proof of the quantity."), checks.check_units
            case Qt.Key.Key_F3:
                what, text = tr("Modifiers of {code}", code=service.code), " ".join(service.service.modifiers)
                hint, check = tr("Up to four, with a blank between: 25 LT"), checks.check_modifiers
            case _:
                what, text = tr("Price of one {code}", code=service.code), charge.unit_price.plain if charge else ""
                hint, check = tr("Empty: back to the fee schedule."), checks.check_price
        self.prompt.ask(what, text, hint=hint, check=check)

    def _edited(self) -> AssignmentId | None:
        """The line being typed for, while the visit still has it."""
        rows = self._sheet.visit.services if self._sheet else ()
        typed_for = getattr(self, "_typed_for", None)
        return next((row.id for row in rows if typed_for and row.id == typed_for[0]), None)

    def _on_typed(self, text: str) -> None:
        service_id, key = self._typed_for
        match key:
            case Qt.Key.Key_F2:
                self.units_set.emit(service_id, checks.units_in(text) or Decimal(1))
            case Qt.Key.Key_F3:
                self.modifiers_set.emit(service_id, checks.modifiers_in(text))
            case _:
                self.price_set.emit(service_id, checks.price_in(text))


def _offer(button: QPushButton, *, why: str, tip: str, is_next: bool) -> None:
    button.setEnabled(not why)
    button.setToolTip(why or tip)
    button.setAccessibleDescription(why or tip)
    set_role(button, "primary" if is_next else "")


def _known(pointers: tuple[AssignmentId, ...], visit: CodedVisit) -> tuple[AssignmentId, ...]:
    """Pointers to codes that were removed meanwhile do not count."""
    ids = {row.id for row in visit.diagnoses}
    return tuple(row for row in pointers if row in ids)
