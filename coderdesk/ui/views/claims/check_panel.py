"""What keeps chosen claims at home, a line for each finding; opening it goes to the field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.values.finding import Finding
from coderdesk.services.claim_checks import CheckedClaim
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import label, set_role

_CLAIM, _FINDING = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class CheckPanel(QWidget):
    """`finding_wanted(encounter_id, Finding or None)` on Enter or a double click; `export_wanted(ids)` of those that may
    leave; `left()` on Esc and Close."""

    finding_wanted = Signal(object, object)
    export_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready: tuple[object, ...] = ()
        self.title = label(role="section")
        self.findings = QListWidget()
        self.findings.setAccessibleName(tr("What keeps the claims at home"))
        self.findings.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.findings.setWordWrap(True)
        self.export_button = QPushButton()
        self.close_button = QPushButton(tr("Close"))
        set_role(self.export_button, "primary")
        set_role(self.close_button, "quiet")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        head.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.findings, 1)
        self.findings.itemActivated.connect(self._open)
        self.export_button.clicked.connect(lambda: self.export_wanted.emit(self._ready))
        self.close_button.clicked.connect(self.left)

    def show_checked(self, checked: tuple[CheckedClaim, ...]) -> None:
        kept = [row for row in checked if not row.may_leave]
        self._ready = tuple(row.encounter_id for row in checked if row.may_leave)
        ready = tr_count("{count} claim may leave", "{count} claims may leave", len(self._ready))
        held = tr_count("{count} is kept at home", "{count} are kept at home", len(kept))
        self.title.setText(f"{ready}, {held}" if kept else ready)
        self.export_button.setText(tr_count("Export {count} claim", "Export {count} claims", len(self._ready)))
        self.export_button.setEnabled(bool(self._ready))
        self.findings.clear()
        for row in kept:
            for finding in row.findings:
                self._add(row, finding.message, finding)
            if row.trouble:
                self._add(row, row.trouble, None)
        self.findings.setCurrentRow(0)
        self.findings.setVisible(bool(kept))
        self.setFocusProxy(self.findings if kept else self.export_button)

    def _add(self, row: CheckedClaim, words: str, finding: Finding | None) -> None:
        item = QListWidgetItem(f"{row.account}   {row.patient}   {words}")
        item.setData(_CLAIM, row.encounter_id)
        item.setData(_FINDING, finding)
        item.setToolTip(tr("Enter opens the field to mend"))
        self.findings.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        self.finding_wanted.emit(item.data(_CLAIM), item.data(_FINDING))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
