"""The remittance of a claim line by line: allowed, paid, adjustments, and whether they come to the charge."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.typed_decision import TypedLine, complaint_of
from coderdesk.domain.values.money import Money
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role

_AMOUNT_WIDTH = 92
_EXAMPLE = "CO45 20.00; PR2 12.50"


class DecisionTable(QWidget):
    """`edited()` with each keystroke. Enter goes to the next field."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(4, 1)
        self._charges: list[Money] = []
        self._signs: list[QLabel] = []
        self.fields: list[tuple[QLineEdit, QLineEdit, QLineEdit]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid)

    def show_claim(self, claim: Claim | None) -> None:
        """Empty fields for each of its lines; none for no claim."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.fields, self._charges, self._signs = [], [], []
        if claim is None:
            return
        heads = (tr("Line"), tr("Charge"), tr("Allowed"), tr("Paid"), tr("Adjustments"), "")
        for column, head in enumerate(heads):
            self._grid.addWidget(label(head, role="small"), 0, column)
        for row, line in enumerate(claim.lines, start=1):
            self._add(row, line.code, line.charge)

    def _add(self, row: int, code: str, charge: Money) -> None:
        allowed, paid = (self._field(f"{name}, {code}") for name in (tr("Allowed"), tr("Paid")))
        adjustments = QLineEdit()
        adjustments.setPlaceholderText(_EXAMPLE)
        adjustments.setAccessibleName(f"{tr('Adjustments')}, {code}")
        adjustments.setToolTip(
            tr("Group, reason and amount of each, as the remittance has them: {words}", words=_EXAMPLE)
        )
        sign = label(role="small")
        parts = (label(f"{row}  {code}", role="code"), label(str(charge)), allowed, paid, adjustments, sign)
        for column, part in enumerate(parts):
            self._grid.addWidget(part, row, column)
        for field in (allowed, paid, adjustments):
            field.textChanged.connect(self._on_edited)
            field.returnPressed.connect(self.focusNextChild)
        self.fields.append((allowed, paid, adjustments))
        self._charges.append(charge)
        self._signs.append(sign)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setFixedWidth(_AMOUNT_WIDTH)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setAccessibleName(name)
        return field

    def typed(self) -> tuple[TypedLine, ...]:
        return tuple(
            TypedLine(
                line=number,
                charge=self._charges[number - 1],
                allowed=allowed.text(),
                paid=paid.text(),
                adjustments=adjustments.text(),
            )
            for number, (allowed, paid, adjustments) in enumerate(self.fields, start=1)
        )

    @property
    def comes_out(self) -> bool:
        return bool(self.fields) and not any(complaint_of(row) for row in self.typed())

    def _on_edited(self) -> None:
        for row, sign in zip(self.typed(), self._signs, strict=True):
            is_begun = bool(row.paid.strip() or row.adjustments.strip())
            complaint = complaint_of(row) if is_begun else ""
            sign.setText(complaint or (tr("comes to the charge") if is_begun else ""))
            set_role(sign, "error" if complaint else "good")
        self.edited.emit()
