"""Who receives claim files: clearinghouses and payers with their envelopes, overrides, and the payers that each one reaches."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.billing.payer import Payer
from coderdesk.domain.billing.receiver import CharacterSet, Leave, Receiver
from coderdesk.services.receivers import ReceiverBook, ReceiverUnfit
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface

_LIST_WIDTH = 240
_FIELD_WIDTH = 220
_KEY = Qt.ItemDataRole.UserRole


def _leave_words() -> dict[Leave, str]:
    return {
        Leave.SUBMITTER_EMAIL: tr("e-mail of the submitter"),
        Leave.PAYER_ADDRESS: tr("address of the payer"),
        Leave.BILLING_TAXONOMY: tr("taxonomy of the billing provider"),
        Leave.RENDERING_TAXONOMY: tr("taxonomy of the rendering provider"),
        Leave.LINE_CONTROL: tr("control numbers of lines"),
        Leave.GROUP_NAME: tr("name of the group plan"),
    }


class ReceiversPage(QWidget):
    """`save_wanted(Receiver)`, `route_wanted(Payer, key)`, `left()`."""

    save_wanted = Signal(object)
    route_wanted = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self._book = ReceiverBook()
        self._shown = Receiver(key="")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Receivers"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.fields: dict[str, QLineEdit] = {}
        self.choices: dict[str, QComboBox] = {}
        self.leaves: dict[Leave, QCheckBox] = {}
        self.routes: dict[str, QComboBox] = {}
        self.message = label(role="error", wraps=True)
        self.add_button = QPushButton(tr("New receiver"))
        self.save_button = QPushButton(tr("Save receiver"))
        self.close_button = QPushButton(tr("Back to the claims"))
        set_role(self.save_button, "primary")
        for button in (self.add_button, self.close_button):
            set_role(button, "quiet")
        self._lay_out()
        self.list.currentItemChanged.connect(lambda item, _: self._show(str(item.data(_KEY)) if item else ""))
        self.add_button.clicked.connect(self.begin_new)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.left)
        self.setFocusProxy(self.list)

    # made once -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(tr("Receivers of claim files"), role="title"), 1)
        head.addWidget(self.close_button)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.add_button)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(self._form())
        buttons = QHBoxLayout()
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.save_button)
        right.addLayout(buttons)
        right.addWidget(hairline())
        right.addWidget(label(tr("Payers and the receiver that reaches them"), role="section"))
        self._routes = QGridLayout()
        self._routes.setColumnStretch(2, 1)
        right.addLayout(self._routes)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(columns, 1)

    def _form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(4, 1)
        own = tr("the practice's")
        payers = tr("the payer's")
        texts = (
            ("key", tr("Short name"), ""),
            ("name", tr("Name (1000B)"), payers),
            ("sender_kind", tr("Kind of sender id (ISA05)"), "ZZ"),
            ("sender", tr("Sender id (ISA06)"), own),
            ("receiver_kind", tr("Kind of receiver id (ISA07)"), "ZZ"),
            ("receiver", tr("Receiver id (ISA08)"), payers),
            ("group_sender", tr("Group sender (GS02)"), tr("as in the ISA")),
            ("group_receiver", tr("Group receiver (GS03)"), tr("as in the ISA")),
            ("claims_per_set", tr("Claims in a transaction set"), "5000"),
        )
        for place, (key, words, hint) in enumerate(texts):
            field = QLineEdit()
            field.setPlaceholderText(hint)
            field.setFixedWidth(_FIELD_WIDTH)
            self.fields[key] = field
            self._put(grid, place, words, field)
        chosen = (
            ("usage", tr("Files are (ISA15)"), (("production", tr("production")), ("test", tr("tests")))),
            ("acknowledgement", tr("Ask for a TA1 (ISA14)"), (("0", tr("no")), ("1", tr("yes")))),
            ("characters", tr("Characters"), (("extended", tr("extended set")), ("basic", tr("basic set only")))),
        )
        for place, (key, words, options) in enumerate(chosen, start=len(texts)):
            box = QComboBox()
            for value, option in options:
                box.addItem(option, value)
            box.setFixedWidth(_FIELD_WIDTH)
            self.choices[key] = box
            self._put(grid, place, words, box)
        row = (len(texts) + len(chosen) + 1) // 2 * 2
        grid.addWidget(label(tr("It does not want"), role="small"), row, 0)
        for place, (leave, words) in enumerate(_leave_words().items()):
            box_of_leave = QCheckBox(words)
            self.leaves[leave] = box_of_leave
            grid.addWidget(box_of_leave, row + 1 + place // 3, 1 + place % 3)
        return grid

    @staticmethod
    def _put(grid: QGridLayout, place: int, words: str, field: QLineEdit | QComboBox) -> None:
        named = label(words, role="small")
        named.setBuddy(field)
        field.setAccessibleName(words)
        grid.addWidget(named, place // 2, place % 2 * 2)
        grid.addWidget(field, place // 2, place % 2 * 2 + 1)

    # what is shown ---------------------------------------------------------------------------------------------

    def show_book(self, book: ReceiverBook) -> None:
        shown = self._shown.key
        self._book = book
        self.list.clear()
        for receiver in book.receivers:
            words = f"{receiver.key}   {receiver.name}".strip()
            item = QListWidgetItem(f"{words}   {tr('tests')}" if receiver.usage == "test" else words)
            item.setData(_KEY, receiver.key)
            self.list.addItem(item)
        keys = [row.key for row in book.receivers]
        self.list.setCurrentRow(keys.index(shown) if shown in keys else 0)
        self._show_routes()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus()

    def _show_routes(self) -> None:
        while (item := self._routes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.routes.clear()
        for row, payer in enumerate(self._book.payers):
            box = QComboBox()
            for receiver in self._book.receivers:
                box.addItem(receiver.key, receiver.key)
            box.setCurrentIndex(max(box.findData(self._book.routes.get(payer.id, "direct")), 0))
            box.setAccessibleName(tr("Receiver of claims to {payer}", payer=payer.name))
            box.activated.connect(lambda _, row=payer, box=box: self._route(row, box))
            self.routes[payer.id] = box
            self._routes.addWidget(label(payer.name), row, 0)
            self._routes.addWidget(box, row, 1)

    def _route(self, payer: Payer, box: QComboBox) -> None:
        self.route_wanted.emit(payer, str(box.currentData()))

    def _show(self, key: str) -> None:
        receiver = next((row for row in self._book.receivers if row.key == key), Receiver(key=""))
        self._shown = receiver
        for name, field in self.fields.items():
            field.setText(str(getattr(receiver, name)))
        for name, box in self.choices.items():
            box.setCurrentIndex(box.findData(str(getattr(receiver, name))))
        for leave, check in self.leaves.items():
            check.setChecked(leave in receiver.leave_out)
        self.message.clear()

    def begin_new(self) -> None:
        self.list.setCurrentRow(-1)
        self._show("")
        self.fields["key"].setFocus()

    def _save(self) -> None:
        try:
            self.save_wanted.emit(self.typed())
        except ReceiverUnfit as trouble:
            self.show_message(str(trouble))

    def typed(self) -> Receiver:
        """Raises ReceiverUnfit for a number of claims that is none."""
        texts = {name: field.text().strip() for name, field in self.fields.items()}
        number = texts.pop("claims_per_set") or "5000"
        if not number.isdecimal():
            raise ReceiverUnfit(texts["key"], f"{number} is no number of claims.")
        return replace(
            self._shown,
            **texts,
            claims_per_set=int(number),
            usage=str(self.choices["usage"].currentData()),
            acknowledgement=str(self.choices["acknowledgement"].currentData()),
            characters=CharacterSet(self.choices["characters"].currentData()),
            leave_out=tuple(leave for leave, check in self.leaves.items() if check.isChecked()),
        )

    def show_saved(self, key: str) -> None:
        """From now on that one is shown, once the book is read again."""
        self._shown = replace(self._shown, key=key)
        self.message.clear()

    def show_message(self, sentence: str) -> None:
        self.message.setText(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
