"""The fold-out under the documents: what is documented and not coded, beside what is coded and not documented.

Folded it is one line with both counts; it opens and folds only by hand, so that an answer that comes late moves nothing.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.coding.dismissal import DismissalReason
from coderdesk.services.dismissals import LEAST_WORDS
from coderdesk.ui.delegates.row import lines_height
from coderdesk.ui.delegates.suggestion import SuggestionDelegate
from coderdesk.ui.dialogs.field_prompt import FieldPrompt
from coderdesk.ui.icons import icon
from coderdesk.ui.models.suggestion_rows import (
    SuggestionRow,
    SuggestionsModel,
    documented_rows,
    undocumented_rows,
)
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import hairline, label, set_role, set_surface
from coderdesk.ui.views.desk.elided_label import ElidedLabel
from coderdesk.ui.views.desk.reason_line import ReasonLine

if TYPE_CHECKING:
    from coderdesk.services.visit_suggestions import VisitLists

_ROWS_SHOWN = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class _Rows(QListView):
    """One list. Arrow keys and clicks choose, Enter acts, Del puts aside, Esc leaves."""

    chosen = Signal(object)
    acted = Signal(object)
    put_aside = Signal(object)
    asked = Signal(object)
    left = Signal()
    sideways = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = SuggestionsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(SuggestionDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)

    def show_rows(self, rows: tuple[SuggestionRow, ...]) -> None:
        """Other rows; the choice stays on its code, or else in its place."""
        before, place = self.current(), self.currentIndex().row()
        if not self.rows.show(rows) or not rows or place < 0:
            return
        same = next((at for at, row in enumerate(rows) if before is not None and row.code == before.code), None)
        self.choose(min(place, len(rows) - 1) if same is None else same)

    def choose(self, place: int) -> None:
        """Without going anywhere."""
        index = self.rows.index(place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def current(self) -> SuggestionRow | None:
        return self.rows.row(self.currentIndex().row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self._say(self.chosen)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._say(self.acted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER and not event.modifiers():
            self._say(self.acted)
        elif event.key() in _DELETE:
            self._say(self.put_aside)
        elif event.key() == Qt.Key.Key_Q and event.modifiers() == ctrl_shift:
            self._say(self.asked)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sideways.emit()
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self._say(self.chosen)

    def _say(self, signal: SignalInstance) -> None:
        row = self.current()
        if row is not None:
            signal.emit(row)


class SuggestionTray(QWidget):
    """Shows frozen lists and emits wishes; rows are the SuggestionRow that was meant."""

    accept_wanted = Signal(object)
    passage_wanted = Signal(object)
    code_wanted = Signal(object)
    dismiss_wanted = Signal(object, object, str)
    show_again_wanted = Signal(object)
    query_wanted = Signal(object)
    said = Signal(str)
    left = Signal()
    folded_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.setAccessibleName(tr("Documented and coded"))
        self._lists: VisitLists | None = None
        self._in_words: SuggestionRow | None = None
        self._progress = ""
        self._is_folded = True
        self._build()
        self._wire()
        self.show_nothing()

    def _build(self) -> None:
        self.documented = _Rows(tr("Documented, not coded"))
        self.undocumented = _Rows(tr("Coded, not documented"))
        self._heads = (label(role="strong"), ElidedLabel(role="strong"))
        self.aside_button = QPushButton()
        self.aside_button.setCheckable(True)
        set_role(self.aside_button, "chip")
        self._hint = ElidedLabel(role="small")
        self.fold_button = QToolButton()
        set_role(self.fold_button, "quiet")
        self.prompt = FieldPrompt()
        self.reasons = ReasonLine()
        self._empty = (label(role="muted", wraps=True), label(role="muted", wraps=True))
        self._stacks = tuple(map(_stack, (self.documented, self.undocumented), self._empty))
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 2, 8, 2)
        row.setSpacing(0)
        left, right = QWidget(), QWidget()
        part: QWidget
        for half, parts in (
            (left, (self._heads[0], self._hint, self.aside_button)),
            (right, (self._heads[1], self.fold_button)),
        ):
            line = QHBoxLayout(half)
            line.setContentsMargins(12, 0, 0, 0)
            line.setSpacing(12)
            for part in parts:
                line.addWidget(part, 1 if part in (self._hint, self._heads[1]) else 0)
        row.addWidget(left, 3)
        row.addWidget(right, 2)
        head.setMinimumHeight(32)
        self._body = QWidget()
        columns = QHBoxLayout(self._body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._stacks[0], 3)
        columns.addWidget(hairline(Qt.Orientation.Vertical))
        columns.addWidget(self._stacks[1], 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (hairline(), head, self._body, self.reasons, self.prompt):
            layout.addWidget(part)

    def _wire(self) -> None:
        for rows, other in ((self.documented, self.undocumented), (self.undocumented, self.documented)):
            rows.left.connect(self.left)
            rows.sideways.connect(other.setFocus)
        self.documented.chosen.connect(self._show_passage)
        self.documented.acted.connect(self._act)
        self.documented.put_aside.connect(self._ask_why)
        self.documented.asked.connect(self.query_wanted)
        self.undocumented.chosen.connect(self.code_wanted)
        self.undocumented.acted.connect(self.code_wanted)
        self.aside_button.toggled.connect(self._refresh)
        self.fold_button.clicked.connect(self._toggle)
        self.prompt.accepted.connect(self._dismiss_in_words)
        self.prompt.closed.connect(self.documented.setFocus)
        self.reasons.chosen.connect(self._dismiss)
        self.reasons.closed.connect(self.documented.setFocus)

    # showing

    def show_nothing(self) -> None:
        self._lists, self._progress = None, ""
        self.prompt.close_line()
        self.reasons.close_line()
        self._refresh()

    def show_lists(self, lists: "VisitLists") -> None:
        """Both lists as they stand."""
        self._lists, self._progress = lists, ""
        self._refresh()

    def show_reading(self, progress: str) -> None:
        """The documents are being read: nothing is known yet."""
        self._lists, self._progress = None, progress
        self._refresh()

    @property
    def is_folded(self) -> bool:
        return self._is_folded

    def set_folded(self, *, folded: bool) -> None:
        if folded != self._is_folded:
            self._is_folded = folded
            self._refresh()
            self.folded_changed.emit(folded)

    def open_at_first(self) -> None:
        """Unfold, and give the keyboard to what waits first."""
        self.set_folded(folded=False)
        rows = self.documented if self.documented.rows.rows or not self.undocumented.rows.rows else self.undocumented
        rows.setFocus()
        if rows.current() is None and rows.rows.rows:
            rows.choose(0)
        row = rows.current()
        if row is not None:
            rows.chosen.emit(row)

    def _toggle(self) -> None:
        self.set_folded(folded=not self._is_folded)

    def _refresh(self) -> None:
        lists = self._lists
        waiting = len(lists.documented) if lists else 0
        unproven = len(lists.undocumented) if lists else 0
        aside = len(lists.dismissed) if lists else 0
        self.documented.show_rows(documented_rows(lists, with_dismissed=self.aside_button.isChecked()) if lists else ())
        self.undocumented.show_rows(undocumented_rows(lists) if lists else ())
        self._show_head(waiting, unproven, aside)
        for stack, rows in zip(self._stacks, (self.documented, self.undocumented), strict=True):
            stack.setCurrentIndex(0 if rows.rows.rows else 1)
        self._empty[0].setText(
            self._progress or (tr("Nothing waits: what the documents state is coded.") if lists else "")
        )
        self._empty[1].setText(tr("Every code has its passage.") if lists else "")
        self._body.setVisible(not self._is_folded)
        self.setFocusProxy(self._takes_keys())
        pixels = max(9, self.font().pixelSize())
        self._body.setFixedHeight(_ROWS_SHOWN * lines_height(pixels, two=True))

    def _takes_keys(self) -> QWidget:
        """What is in sight: a list with rows, else the button that folds and unfolds."""
        if self._is_folded:
            return self.fold_button
        filled = (rows for rows in (self.documented, self.undocumented) if rows.rows.rows)
        return next(filled, self.fold_button)

    def _show_head(self, waiting: int, unproven: int, aside: int) -> None:
        has = self._lists is not None
        first = tr("Documented, not coded: {count}", count=waiting) if has else tr("Documented, not coded")
        second = tr("Coded, not documented: {count}", count=unproven) if has else tr("Coded, not documented")
        for head, words, count in zip(self._heads, (first, second), (waiting, unproven), strict=True):
            head.setText(words)
            set_role(head, "strong" if count else "muted")
        self.aside_button.setVisible(aside > 0 and not self._is_folded)
        self.aside_button.setText(tr_count("{count} put aside", "{count} put aside", aside))
        self._hint.setText(self._hint_words(waiting))
        words = tr("Show both lists (Ctrl+U)") if self._is_folded else tr("Fold both lists away")
        self.fold_button.setIcon(icon("chevron-up" if self._is_folded else "chevron-down"))
        self.fold_button.setToolTip(words)
        self.fold_button.setAccessibleName(words)

    def _hint_words(self, waiting: int) -> str:
        if self._progress:
            return self._progress
        if self._lists is None or not waiting:
            return ""
        return tr("Ctrl+U") if self._is_folded else tr("Enter codes it · Del puts it aside")

    # answering

    def _show_passage(self, row: SuggestionRow) -> None:
        self.passage_wanted.emit(row)

    def _act(self, row: SuggestionRow) -> None:
        """Enter: code what can be billed; what was put aside is suggested again; what is uncertain is told why not."""
        source = row.source
        if getattr(source, "dismissed", None) is not None:
            self.show_again_wanted.emit(row)
        elif not getattr(source, "billable", False):
            self.said.emit(tr("Uncertain, so not coded: Ctrl+Shift+Q asks the provider. {section}", section=row.second))
        else:
            self.accept_wanted.emit(row)

    def _ask_why(self, row: SuggestionRow) -> None:
        """Del: the reasons stand below the lists, each with its figure."""
        source = row.source
        if getattr(source, "dismissed", None) is not None:
            self.show_again_wanted.emit(row)
        elif getattr(source, "billable", False):
            self.reasons.ask(row.code)
        else:
            self.said.emit(tr("What is uncertain waits for no answer: it is only told."))

    def _dismiss(self, reason: DismissalReason) -> None:
        row = self.documented.current()
        if row is None:
            return
        if reason is DismissalReason.OWN_WORDS:
            self._in_words = row
            hint = tr("Enter keeps the reason for the auditor; Esc leaves everything as it is.")
            self.prompt.ask(tr("{code} is not coded, because", code=row.code), "", hint=hint, check=_check)
        else:
            self.dismiss_wanted.emit(row, reason, "")

    def _dismiss_in_words(self, words: str) -> None:
        row, self._in_words = self._in_words, None
        if row is not None:
            self.dismiss_wanted.emit(row, DismissalReason.OWN_WORDS, words)


def _stack(rows: QListView, empty: QWidget) -> QStackedWidget:
    stack, beside = QStackedWidget(), QWidget()
    layout = QVBoxLayout(beside)
    layout.setContentsMargins(12, 8, 12, 8)
    layout.addWidget(empty, 0, Qt.AlignmentFlag.AlignTop)
    stack.addWidget(rows)
    stack.addWidget(beside)
    return stack


def _check(words: str) -> str:
    if sum(character.isalnum() for character in words) >= LEAST_WORDS:
        return ""
    return tr("Write the reason in words that an auditor understands.")
