"""What is to follow a claim that left: the choice, the payer's own number, the reason, and the remittance for the next payer."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coderdesk.domain.billing.claim_sequel import SequelKind
from coderdesk.services.claim_following import FollowedClaim
from coderdesk.services.claim_sequels import DELAY_REASONS
from coderdesk.ui.date_field import DateField
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.views.claims.decision_table import DecisionTable

_REASON_WIDTH = 320


def kind_words() -> dict[SequelKind, tuple[str, str]]:
    """Each way to follow a claim: its name, and what becomes of it."""
    return {
        SequelKind.REPLACE: (
            tr("Replace it (frequency 7)"),
            tr("The visit opens again; what is exported next takes the place of this claim."),
        ),
        SequelKind.VOID: (tr("Void it (frequency 8)"), tr("The same claim leaves once more, to be as if never sent.")),
        SequelKind.RESEND: (
            tr("Correct it and send it anew"),
            tr("For a claim that the payer did not take in: it opens again and leaves as an original."),
        ),
        SequelKind.LATE: (
            tr("Late charges"),
            tr("Only the services that no claim had leave, as a claim of their own."),
        ),
        SequelKind.SECONDARY: (
            tr("Bill the next payer"),
            tr("The claim goes on with what this payer decided, line by line, from its remittance."),
        ),
        SequelKind.DROPPED: (
            tr("Nothing follows after all"),
            tr("What was decided to follow and has not left is dropped."),
        ),
    }


class FollowPanel(QWidget):
    """`follow_wanted(claim_id, SequelKind, payer's number, delay reason, why)`; `next_payer_wanted(claim_id, day, payer's
    number, lines, insurance type)`; `left()` on Esc and Cancel."""

    follow_wanted = Signal(object, object, str, str, str)
    next_payer_wanted = Signal(object, object, str, object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "card")
        self._followed: FollowedClaim | None = None
        self.title = label(role="section")
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("What follows the claim"))
        self.number = QLineEdit()
        self.number.setAccessibleName(tr("Payer's claim number"))
        self.delay = QComboBox()
        self.delay.setAccessibleName(tr("Delay reason"))
        self.delay.addItem(tr("In time"), "")
        for code in DELAY_REASONS:
            self.delay.addItem(tr("Late, reason {code}", code=code), code)
        self.why = QLineEdit()
        self.why.setAccessibleName(tr("Reason"))
        self.why.setPlaceholderText(tr("Why, for whoever reads the timeline later"))
        self.why.setMinimumWidth(_REASON_WIDTH)
        self.decided_on = DateField(date.today())  # noqa: DTZ011 - the local day
        self.decided_on.setAccessibleName(tr("Decided on"))
        self.insurance_type = QLineEdit()
        self.insurance_type.setAccessibleName(tr("Insurance type, for Medicare as the next payer"))
        self.insurance_type.setFixedWidth(48)
        self.insurance_type.setMaxLength(2)
        self.lines = DecisionTable()
        self.what = label(role="muted", wraps=True)
        self.message = label(role="error", wraps=True)
        self.do_button = QPushButton()
        set_role(self.do_button, "primary")
        self.cancel_button = QPushButton(tr("Cancel"))
        set_role(self.cancel_button, "quiet")
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.number.textChanged.connect(self._show_readiness)
        self.lines.edited.connect(self._show_readiness)
        self.why.returnPressed.connect(self._do)
        self.do_button.clicked.connect(self._do)
        self.cancel_button.clicked.connect(self.left)
        self.setFocusProxy(self.kind)

    def _lay_out(self) -> None:
        self._named: dict[str, QWidget] = {}
        first, second, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (first, (("", self.kind), (tr("Payer's claim number"), self.number), (tr("Decided on"), self.decided_on))),
            (second, ((tr("Reason"), self.why), ("", self.delay), (tr("Insurance type"), self.insurance_type))),
        ):
            row.setSpacing(8)
            for words, field in parts:
                if words:
                    named = label(words, role="small")
                    named.setBuddy(field)
                    self._named[field.accessibleName()] = named
                    row.addWidget(named)
                row.addWidget(field)
            row.addStretch(1)
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.do_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addLayout(first)
        layout.addWidget(self.what)
        layout.addWidget(self.lines)
        layout.addLayout(second)
        layout.addLayout(buttons)

    def show_claim(self, followed: FollowedClaim, kind: SequelKind | None = None) -> None:
        self._followed = followed
        claim = followed.claim
        self.title.setText(
            tr(
                "Claim {control} to {payer}, {total}, sent {day} (version {version})",
                control=claim.control,
                payer=claim.payer.name,
                total=str(claim.total),
                day=f"{followed.sent_on:%m/%d/%Y}",
                version=str(followed.version),
            )
        )
        self.number.setText(followed.payer_claim_number)
        for field in (self.why, self.insurance_type):
            field.clear()
        self.delay.setCurrentIndex(0)
        self.kind.clear()
        for one, (words, _) in kind_words().items():
            if one is not SequelKind.SECONDARY or followed.next_payer:
                self.kind.addItem(words, one)
        self.lines.show_claim(claim)
        self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))
        self._show_kind()

    def clear(self) -> None:
        self._followed = None
        self.title.clear()
        self.lines.show_claim(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def show_message(self, sentence: str) -> None:
        self.message.setText(sentence)

    @property
    def chosen(self) -> SequelKind:
        return SequelKind(self.kind.currentData() or SequelKind.REPLACE)

    def _show_kind(self) -> None:
        if self._followed is None or self.kind.currentIndex() < 0:
            return
        kind = self.chosen
        is_next = kind is SequelKind.SECONDARY
        words, what = kind_words()[kind]
        self.what.setText(tr("{what} Next: {payer}.", what=what, payer=self._followed.next_payer) if is_next else what)
        self.do_button.setText(words)
        for only_next in (self.decided_on, self.insurance_type):
            only_next.setVisible(is_next)
            self._named[only_next.accessibleName()].setVisible(is_next)
        self.lines.setVisible(is_next)
        for field in (self.why, self.delay):
            field.setVisible(not is_next)
        self._named[self.why.accessibleName()].setVisible(not is_next)
        wants_number = kind.needs_payer_claim_number or is_next
        self.number.setVisible(wants_number)
        self._named[self.number.accessibleName()].setVisible(wants_number)
        self._show_readiness()

    def _show_readiness(self) -> None:
        kind = self.chosen
        lacks_number = kind.needs_payer_claim_number and not self.number.text().strip()
        lacks_sums = kind is SequelKind.SECONDARY and not self.lines.comes_out
        self.do_button.setEnabled(not (lacks_number or lacks_sums))
        self.show_message(
            tr("The payer finds the claim by its own number: it stands on the remittance.")
            if lacks_number
            else tr("Each line's paid and adjusted amounts must come to its charge.")
            if lacks_sums
            else ""
        )

    def _do(self) -> None:
        if self._followed is None or not self.do_button.isEnabled():
            return
        claim_id, number = self._followed.claim.id, self.number.text().strip()
        if self.chosen is SequelKind.SECONDARY:
            kind = self.insurance_type.text().strip()
            self.next_payer_wanted.emit(claim_id, self.decided_on.day, number, self.lines.typed(), kind)
            return
        self.follow_wanted.emit(claim_id, self.chosen, number, self.delay.currentData() or "", self.why.text().strip())
