"""Which rows of the claims list are shown: by words, state, payer, provider, age and amount."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from coderdesk.domain.values.money import Money
from coderdesk.services.billing_list import BillingRow
from coderdesk.ui.models.billing_criteria import Criteria
from coderdesk.ui.models.billing_words import kinds_of
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import set_role

AGES = (0, 30, 60, 90, 180)
_AMOUNT_WIDTH = 84
_BOX_WIDTH = 150


class ClaimFilters(QWidget):
    """`changed(Criteria)`."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = self._box(tr("State"))
        self.payer = self._box(tr("Payer"))
        self.provider = self._box(tr("Provider"))
        self.age = self._box(tr("Age"))
        for days in AGES:
            self.age.addItem(tr("Older than {days} days", days=str(days)) if days else tr("Any age"), days)
        self.least = self._amount(tr("Amount from"))
        self.most = self._amount(tr("Amount to"))
        self.unbilled = QPushButton(tr("Unbilled"))
        self.unbilled.setCheckable(True)
        self.unbilled.setToolTip(tr("Only what an insurer still waits for"))
        set_role(self.unbilled, "chip")
        self.offer(())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.unbilled)
        for box in (self.state, self.payer, self.provider, self.age):
            layout.addWidget(box)
            box.activated.connect(self._tell)
        for field in (self.least, self.most):
            layout.addWidget(field)
            field.textChanged.connect(self._tell)
        self.unbilled.toggled.connect(self._tell)

    @staticmethod
    def _box(name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMaximumWidth(_BOX_WIDTH)
        return box

    @staticmethod
    def _amount(name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(name.replace(tr("Amount "), "$ "))
        field.setAccessibleName(name)
        field.setFixedWidth(_AMOUNT_WIDTH)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        return field

    def offer(self, rows: tuple[BillingRow, ...]) -> None:
        """What there is to choose from; what is chosen stays chosen as long as there is a row of it."""
        self._fill(self.state, tr("Any state"), kinds_of(rows))
        self._fill(self.payer, tr("Any payer"), sorted({row.payer for row in rows if row.payer}))
        self._fill(self.provider, tr("Any provider"), sorted({row.provider for row in rows if row.provider}))
        self._tell()

    @staticmethod
    def _fill(box: QComboBox, anything: str, words: list[str]) -> None:
        chosen = box.currentData()
        box.clear()
        box.addItem(anything, "")
        for word in words:
            box.addItem(word, word)
        box.setCurrentIndex(max(box.findData(chosen), 0))

    def criteria(self) -> Criteria:
        return Criteria(
            state=self.state.currentData() or "",
            payer=self.payer.currentData() or "",
            provider=self.provider.currentData() or "",
            days=self.age.currentData() or 0,
            least=_money(self.least.text()),
            most=_money(self.most.text()),
            unbilled=self.unbilled.isChecked(),
        )

    def _tell(self, *_: object) -> None:
        self.changed.emit(self.criteria())


def _money(text: str) -> Money | None:
    """None for a field that is empty or holds no amount yet."""
    try:
        return Money.parse(text.strip().removeprefix("$")) if text.strip() else None
    except ValueError:
        return None
