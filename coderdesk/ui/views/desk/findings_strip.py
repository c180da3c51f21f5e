"""The strip along the bottom: what the rules say of the visit, or one calm line when they are content."""

from collections import Counter

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QSplitter, QToolButton, QVBoxLayout, QWidget

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.finding import Finding, Severity, blocking
from coderdesk.services.unfinished import unfinished
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.delegates.finding import FindingDelegate
from coderdesk.ui.icons import icon
from coderdesk.ui.models.findings_model import FindingsModel, mends_of
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import label, set_role, set_surface
from coderdesk.ui.views.desk.elided_label import ElidedLabel

_ANY_HEIGHT = 16_777_215
_HEAD, _LEAST_LIST, _HEIGHT = 28, 32, 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _FindingsView(QListView):
    """Wrapped sentences take their height from the width."""

    entered = Signal(QModelIndex)
    dismissed = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.entered.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)


class FindingsStrip(QWidget):
    """A refusal stands first, on its own colour, until the visit changes or Esc dismisses it."""

    location_wanted = Signal(object)
    finding_wanted = Signal(object)
    fix_wanted = Signal(object)
    collapsed_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: VisitSheet | None = None
        self._refused: tuple[Finding, ...] = ()
        self._waiting = (0, 0)
        self._is_collapsed = False
        self._open_height = _HEIGHT
        set_surface(self, "panel")
        self.setAccessibleName(tr("Findings"))
        self._build()
        self.show_nothing()

    def _build(self) -> None:
        self.list = _FindingsView()
        self._model = FindingsModel(self.list)
        self.list.setModel(self._model)
        delegate = FindingDelegate(self.list)
        delegate.fix_wanted.connect(lambda index: self.fix_wanted.emit(self._model.finding(index.row())))
        self.list.setItemDelegate(delegate)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Findings"))
        self.list.clicked.connect(self._go_to)
        self.list.entered.connect(self._go_to)
        self.list.dismissed.connect(self.dismiss_refusal)
        self.setFocusProxy(self.list)
        self._summary = label(role="strong")
        self._line = ElidedLabel(role="muted")
        self.fold_button = QToolButton()
        self.fold_button.clicked.connect(lambda: self.set_collapsed(collapsed=not self._is_collapsed))
        set_role(self.fold_button, "quiet")
        self._head = QWidget()
        self._head.setObjectName("stripHead")
        row = QHBoxLayout(self._head)
        row.setContentsMargins(12, 2, 8, 2)
        row.setSpacing(16)
        self._head.setMinimumHeight(_HEAD)
        row.addWidget(self._summary)
        row.addWidget(self._line, 1)
        row.addWidget(self.fold_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self.list, 1)
        self._show_fold()

    # -- showing

    def show_nothing(self) -> None:
        self._sheet, self._refused, self._waiting = None, (), (0, 0)
        self._refresh()

    def show_sheet(self, sheet: VisitSheet) -> None:
        """The visit as it is now; a refusal is settled as soon as the visit is another than the one it was said of."""
        if self._sheet is not None and self._sheet.visit != sheet.visit:
            self._refused = ()
            if self._sheet.visit.encounter.id != sheet.visit.encounter.id:
                self._waiting = (0, 0)
        before, self._sheet = self._sheet, sheet
        self._refresh()
        self._tell_new_stop(before)

    def _tell_new_stop(self, before: VisitSheet | None) -> None:
        """A code that was just attached stops the visit: its finding is shown at once, and nothing is taken from the hand."""
        sheet = self._sheet
        if before is None or sheet is None or before.visit.encounter.id != sheet.visit.encounter.id:
            return
        known = {row.id for row in before.visit.assignments}
        if all(row.id in known for row in sheet.visit.assignments):
            return
        told = {(finding.rule_id, finding.message) for finding in before.findings}
        for finding in sheet.findings:
            is_new = (finding.rule_id, finding.message) not in told
            if finding.severity.blocks and is_new and finding.location.field.startswith("code"):
                index = self._model.index(self._model.row_of(finding), 0)
                self.set_collapsed(collapsed=False)
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index)
                self.show_message(tr("Attached, and the visit stops. The marked finding says why."))
                return

    def show_waiting(self, documented: int, undocumented: int) -> None:
        """How much of what was read waits for an answer: while anything does, the visit is not said to be done."""
        if self._waiting != (documented, undocumented):
            self._waiting = (documented, undocumented)
            self._refresh_head()

    def show_refusal(self, findings: tuple[Finding, ...]) -> None:
        """Why the last action was refused, at once and above all else; a folded strip opens."""
        self._refused = findings
        self._refresh()
        if findings:
            self.set_collapsed(collapsed=False)
            self.list.setCurrentIndex(self._model.index(0))
            self.list.scrollToTop()

    @property
    def refused(self) -> tuple[Finding, ...]:
        """What stands at the head as the refusal of the last action."""
        return self._refused

    def current_finding(self) -> Finding | None:
        return self._model.finding(self.list.currentIndex().row())

    def finding_to_mend(self) -> Finding | None:
        """The chosen finding if it offers a fix, else the first that does."""
        chosen = self.current_finding()
        found = (*((chosen,) if chosen else ()), *self._model.findings)
        return next((one for one in found if mends_of(one)), None)

    def is_refusing(self) -> bool:
        """Whether a refusal stands at the head."""
        return bool(self._refused)

    def dismiss_refusal(self) -> None:
        self._refused = ()
        self._refresh()

    def show_message(self, sentence: str) -> None:
        """Something that happened and needs no answer, on the strip's own line until the next change."""
        self._line.setText(sentence)

    def _refresh(self) -> None:
        before = self._model.finding(self.list.currentIndex().row())
        findings = self._sheet.findings if self._sheet else ()
        self._model.show(findings, self._refused)
        row = self._model.row_of(before) if before else -1
        if row >= 0:
            self.list.setCurrentIndex(self._model.index(row))
        self._refresh_head()
        self.fold_button.setVisible(bool(self._model.findings))
        self._fit()

    def _refresh_head(self) -> None:
        sheet = self._sheet
        if self._refused:
            can_override = all(finding.severity is Severity.STOP_OVERRIDE for finding in self._refused)
            way = tr("Ctrl+Shift+R overrides it with a reason") if can_override else tr("Esc puts it away")
            self._set_head(
                tr("Refused"), tr("Nothing was written. The reason stands below; {way}.", way=way), "error", "stop"
            )
        elif sheet is None:
            self._set_head("", tr("Findings of the open visit stand here."), "strong", "panel")
        elif sheet.findings and not sheet.is_clean:
            role = "error" if blocking(sheet.findings) else "strong"
            line = " · ".join(part for part in (tr("F8 goes to the next one"), _waiting_words(*self._waiting)) if part)
            self._set_head(counts_in_words(sheet.findings), line, role, "panel")
        elif not sheet.is_clean:
            self._set_head(tr("To do"), _first_step(sheet), "strong", "panel")
        elif any(self._waiting) and sheet.visit.encounter.is_open:
            asks = tr_count("{count} ask", "{count} asks", sum(self._waiting))
            self._set_head(asks, _waiting_words(*self._waiting), "strong", "ask")
        elif any(self._waiting):
            line = " · ".join(part for part in (_last_step(sheet), _waiting_words(*self._waiting)) if part)
            self._set_head(tr("0 stops"), line, "strong", "panel")
        else:
            self._set_head(tr("documented = coded, 0 stops"), _last_step(sheet), "good", "good")

    def _set_head(self, summary: str, line: str, role: str, surface: str) -> None:
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary))
        self._line.setText(line)
        set_role(self._summary, role)
        set_surface(self._head, surface)

    # -- going

    def next_finding(self) -> None:
        """F8: the next finding, from the last on to the first again, and to its place."""
        count = self._model.rowCount()
        if count:
            self.set_collapsed(collapsed=False)
            current = self.list.currentIndex()
            index = self._model.index((current.row() + 1) % count if current.isValid() else 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
            self._go_to(index)

    def _go_to(self, index: QModelIndex) -> None:
        finding = self._model.finding(index.row())
        if finding is not None:
            self.finding_wanted.emit(finding)
            self.location_wanted.emit(finding.location)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8 and not event.modifiers():
            self.next_finding()
        else:
            super().keyPressEvent(event)

    # -- room

    @property
    def is_collapsed(self) -> bool:
        return self._is_collapsed

    def set_collapsed(self, *, collapsed: bool) -> None:
        """Only the line with the counts stays."""
        if collapsed != self._is_collapsed:
            self._is_collapsed = collapsed
            self._show_fold()
            self._fit()
            self.collapsed_changed.emit(collapsed)

    def _show_fold(self) -> None:
        words = tr("Show the findings (Shift+F8)") if self._is_collapsed else tr("Fold the findings away (Shift+F8)")
        self.fold_button.setIcon(icon("chevron-up" if self._is_collapsed else "chevron-down"))
        self.fold_button.setToolTip(words)
        self.fold_button.setAccessibleName(words)

    @property
    def _head_height(self) -> int:
        return max(_HEAD, self._head.sizeHint().height())

    @property
    def _has_list(self) -> bool:
        return bool(self._model.findings) and not self._is_collapsed

    def _fit(self) -> None:
        """Without a list to show the strip is one line high and gives the rest of its room back."""
        self.list.setVisible(self._has_list)
        self.setMaximumHeight(_ANY_HEIGHT if self._has_list else self._head_height)
        self.updateGeometry()
        self._share_room()

    def _share_room(self) -> None:
        """A splitter keeps the room it once gave; so the strip hands over what it does not fill, and takes back what it had."""
        splitter = self.parentWidget()
        if not isinstance(splitter, QSplitter) or not self.isVisible():
            return
        place, sizes = splitter.indexOf(self), splitter.sizes()
        head = self._head_height
        if self._has_list and sizes[place] > head + _LEAST_LIST:
            self._open_height = sizes[place]
        wanted = self._open_height if self._has_list else head
        if self._has_list and sizes[place] >= head + _LEAST_LIST:
            return
        if sizes[place] != wanted:
            sizes[place - 1] += sizes[place] - wanted
            sizes[place] = wanted
            splitter.setSizes(sizes)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def sizeHint(self) -> QSize:
        height = self._head_height
        return QSize(400, self._open_height if self._has_list else height)

    def minimumSizeHint(self) -> QSize:
        height = self._head_height
        return QSize(0, height + _LEAST_LIST if self._has_list else height)


def counts_in_words(findings: tuple[Finding, ...]) -> str:
    """ "1 stop · 2 asks", hardest first; stops that can be overridden count as stops."""
    counts = Counter(finding.severity for finding in findings)
    stops = counts[Severity.STOP] + counts[Severity.STOP_OVERRIDE]
    parts = (
        tr_count("{count} stop", "{count} stops", stops) if stops else "",
        tr_count("{count} warning", "{count} warnings", counts[Severity.WARN]) if counts[Severity.WARN] else "",
        tr_count("{count} ask", "{count} asks", counts[Severity.ASK]) if counts[Severity.ASK] else "",
        tr_count("{count} note", "{count} notes", counts[Severity.INFO]) if counts[Severity.INFO] else "",
    )
    return " · ".join(part for part in parts if part)


def _waiting_words(documented: int, undocumented: int) -> str:
    """What the reader found without an answer; it keeps nobody from finishing."""
    parts = (
        tr_count(
            "{count} condition is documented, not coded", "{count} conditions are documented, not coded", documented
        )
        if documented
        else "",
        tr_count("{count} code is not documented", "{count} codes are not documented", undocumented)
        if undocumented
        else "",
        tr("Ctrl+U answers") if documented or undocumented else "",
    )
    return " · ".join(part for part in parts if part)


def _first_step(sheet: VisitSheet) -> str:
    missing = unfinished(sheet.visit)
    return missing[0].message if missing else ""


def _last_step(sheet: VisitSheet) -> str:
    match sheet.visit.encounter.status:
        case EncounterStatus.CODED:
            return tr("marked coded · Ctrl+E exports the claim, Ctrl+I prints the invoice")
        case EncounterStatus.BILLED:
            return tr("billed")
    return tr("Ctrl+Enter finishes")
