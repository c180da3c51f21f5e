"""The code browser: search as one types, the hits, and below them the chosen code's place and notes."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.services.code_browser import CodeHit, CodeNode, CodePage
from coderdesk.services.code_completion import completion_of
from coderdesk.services.code_sets import ReleaseName
from coderdesk.services.own_codes import OwnSection
from coderdesk.ui.dialogs.field_prompt import FieldPrompt
from coderdesk.ui.icons import icon
from coderdesk.ui.models.rows import hit_side_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, set_role, set_surface
from coderdesk.ui.views.desk.book_tools import BookTools
from coderdesk.ui.views.desk.code_detail import CodeDetail, not_in_force
from coderdesk.ui.views.desk.code_field import CodeField
from coderdesk.ui.views.desk.code_hits_view import CodeHitsView
from coderdesk.ui.views.desk.compare_view import CompareView
from coderdesk.ui.views.desk.elided_label import ElidedLabel
from coderdesk.ui.views.desk.narrow_bar import NarrowBar
from coderdesk.ui.views.desk.own_codes_view import OwnCodesView
from coderdesk.ui.views.desk.search_states import NoHits, SearchExamples, releases_in_words

if TYPE_CHECKING:
    from coderdesk.services.code_compare import CodeComparison
    from coderdesk.services.code_neighbours import CodeNeighbours

_SYSTEMS = (CodeSystem.ICD10CM, CodeSystem.HCPCS, CodeSystem.CPT)
_LOW = 400
_LONGEST_QUERY = 200
_PAGE_PAUSE_MS = 60
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class BrowserPanel(QWidget):
    """Questions carry a ticket; only the answer to the newest is shown. The code that Enter would attach is `current_code`.

    `is_for_reading` makes it the book that is read without a visit: at full width, and Enter opens a code's page.
    """

    search_wanted = Signal(str, object, int)
    page_wanted = Signal(object, str, int)
    children_wanted = Signal(object, object)
    attach_wanted = Signal(object, bool)
    query_wanted = Signal(object)
    left = Signal()
    hits_shown = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, is_for_reading: bool = False) -> None:
        super().__init__(parent)
        self._is_for_reading = is_for_reading
        self._on: date | None = None
        self._ticket = 0
        self._answered = 0
        self._chosen: Code | None = None
        self._systems: frozenset[CodeSystem] | None = None
        set_surface(self, "panel")
        self.setAccessibleName(tr("Code browser"))
        self._build()
        self._wire()
        self.show_visit(None, ())

    # -- building

    def _build(self) -> None:
        self.field = CodeField()
        self.field.setPlaceholderText(tr("type words, a code, a typo"))
        self.field.setAccessibleName(tr("Search codes"))
        self.field.setMaxLength(_LONGEST_QUERY)
        self.field.addAction(QAction(icon("search"), "", self.field), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(icon("close"), tr("Empty the field"), self.field)
        self._clear.triggered.connect(self.field.clear)
        self.field.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._banner = ElidedLabel(role="small")
        self.narrow = NarrowBar(self._banner)
        self.hits = CodeHitsView()
        self.detail = CodeDetail(attaches=not self._is_for_reading)
        self.own = OwnCodesView()
        self._examples = SearchExamples()
        self._nothing = NoHits()
        self._answers = QStackedWidget()
        for page in (self._examples, self.own, self.hits, self._nothing):
            self._answers.addWidget(page)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(self._answers)
        self._splitter.addWidget(self.detail)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([200, 170])
        if self._is_for_reading:
            self._splitter.setOrientation(Qt.Orientation.Horizontal)
            self._splitter.setSizes([560, 720])
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 12, 6)
        head.setSpacing(6)
        head.addWidget(self.field)
        head.addLayout(self._build_chips())
        head.addWidget(self.narrow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(hairline())
        self.compare = CompareView()
        self._body = QStackedWidget()
        self._body.addWidget(self._splitter)
        self._body.addWidget(self.compare)
        layout.addWidget(self._body, 1)
        self.group_line = FieldPrompt()
        layout.addWidget(self.group_line)

    def _build_chips(self) -> QHBoxLayout:
        chips: tuple[tuple[str, frozenset[CodeSystem] | None], ...] = (
            (tr("All"), None),
            (tr("ICD-10-CM"), frozenset({CodeSystem.ICD10CM})),
            (tr("HCPCS"), frozenset({CodeSystem.HCPCS})),
            (tr("Charge list"), frozenset({CodeSystem.CPT})),
        )
        if self._is_for_reading:
            chips = (*chips[:2], (tr("ICD-10-PCS"), frozenset({CodeSystem.ICD10PCS})), *chips[2:])
        row = QHBoxLayout()
        row.setSpacing(4)
        self.chips: list[QPushButton] = []
        for words, systems in chips:
            chip = QPushButton(words)
            set_role(chip, "chip")
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            chip.setChecked(systems is None)
            chip.setAccessibleName(tr("Search in {book}", book=words))
            chip.clicked.connect(lambda _checked=False, systems=systems: self._choose_systems(systems))
            self.chips.append(chip)
            row.addWidget(chip)
        row.addStretch(1)
        return row

    def _wire(self) -> None:
        self._page_pause = QTimer(self)
        self._page_pause.setSingleShot(True)
        self._page_pause.setInterval(_PAGE_PAUSE_MS)
        self._page_pause.timeout.connect(self._look_at_hit)
        self.field.textChanged.connect(self._search)
        self.hits.hit_chosen.connect(self._on_hit)
        self.hits.enter_pressed.connect(lambda: self.attach_current(further=False))
        self.hits.typed.connect(self._type_on)
        self.hits.field_wanted.connect(self.field.setFocus)
        self.own.hit_chosen.connect(self._on_hit)
        self.own.enter_pressed.connect(lambda: self.attach_current(further=False))
        self.own.typed.connect(self._type_on)
        self.own.field_wanted.connect(self.field.setFocus)
        self.own.detail_wanted.connect(self._enter_detail)
        self.narrow.left.connect(self._enter_list)
        self.compare.code_wanted.connect(self.open_code)
        self.tools = BookTools(self, self)
        self.hits.detail_wanted.connect(self._enter_detail)
        self.detail.hits_wanted.connect(self._show_hits_list)
        self.detail.mode_changed.connect(self._arrange)
        self.detail.page_wanted.connect(self.page_wanted)
        self.detail.children_wanted.connect(self.children_wanted)
        self.detail.chosen.connect(self._on_page_shown)
        self.detail.attach_wanted.connect(lambda code: self._attach(code, further=False))
        self._examples.chosen.connect(self.search_text)
        self._nothing.all_wanted.connect(lambda: self.chips[0].click())

    # -- the visit

    def show_visit(self, on: date | None, releases: tuple[ReleaseName, ...]) -> None:
        """The date whose codes are shown, and the releases in force on it; hits of another date are forgotten."""
        self._on = on
        self._ticket += 1
        self._answered = self._ticket
        self._chosen = None
        words, role = releases_in_words(on, releases)
        self._banner.setText(words)
        set_role(self._banner, role)
        self.hits.show_hits(())
        self.detail.clear(self._systems_read(releases) if on else ())
        for part in (self.field, self._splitter, *self.chips):
            part.setEnabled(on is not None)
        self._examples.show_state(is_open=on is not None)
        self.narrow.show_nothing()
        self.own.forget_choice()
        self.show_browser()
        self._show_idle()
        if self.field.text() and on is not None:
            self._search(self.field.text())

    def _systems_read(self, releases: tuple[ReleaseName, ...]) -> tuple[CodeSystem, ...]:
        """The books of a visit; who reads without one sees every book that is installed."""
        installed = {row.system for row in releases}
        shown = tuple(system for system in CodeSystem if system in installed or system in _SYSTEMS)
        return shown if self._is_for_reading else _SYSTEMS

    @property
    def date_of_service(self) -> date | None:
        return self._on

    # -- searching

    def search_text(self, text: str) -> None:
        """Search for the words and stand in the field, ready to type over them."""
        if not self._fill(text):
            self._search(self.field.text())
        self.focus_search()

    def search_ahead(self, text: str) -> None:
        """Search for the words without taking the cursor from where it is; words that stand there already are not asked again."""
        self._fill(text)

    def _fill(self, text: str) -> bool:
        """Put words into the field, which searches for them. False when they stand there already."""
        words = " ".join(text.split())[:_LONGEST_QUERY]
        self.hits.forget_choice()
        if words == self.field.text():
            return False
        self.field.setText(words)
        self.field.setCursorPosition(0)
        return True

    def focus_search(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _search(self, text: str) -> None:
        query = " ".join(text.split())
        self._ticket += 1
        self._clear.setVisible(bool(text))
        if not query or self._on is None:
            self._answered = self._ticket
            self.hits.show_hits(())
            self.narrow.show_nothing()
            self._show_idle()
            return
        self.show_browser()
        self.detail.show_hits_mode(is_low=self._is_low)
        self._arrange()
        self.search_wanted.emit(query, self._systems, self._ticket)

    def _choose_systems(self, systems: frozenset[CodeSystem] | None) -> None:
        self._systems = systems
        self._search(self.field.text())
        self.field.setFocus()

    def show_hits(self, ticket: int, hits: tuple[CodeHit, ...]) -> None:
        """The answer to `search_wanted`; every answer but the newest is dropped."""
        if ticket != self._ticket:
            return
        self._answered = ticket
        if hits:
            self._answers.setCurrentWidget(self.hits)
        elif self._on is not None:
            self._nothing.show_query(self.field.text().strip(), self._on, is_filtered=self._systems is not None)
            self._answers.setCurrentWidget(self._nothing)
        self.narrow.forget_chosen()
        self.hits.show_hits(hits)
        query = " ".join(self.field.text().split())
        self.field.offer_rest(query, completion_of(query, hits))
        self.hits_shown.emit(hits)

    def show_narrowed(self, hits: tuple[CodeHit, ...]) -> None:
        """The codes of a family that its chips leave, in place of the hits of the search."""
        self.hits.show_hits(hits)
        self._answers.setCurrentWidget(self.hits)

    def show_own(self, sections: tuple[OwnSection, ...]) -> None:
        """Favourites and codes looked at lately, for the empty field."""
        self.own.show_sections(sections)
        if self._answers.currentWidget() in (self._examples, self.own):
            self._show_idle()

    def _show_idle(self) -> None:
        """Nothing is typed: one's own codes where there are any, else what one can type."""
        has_own = self._on is not None and not self.own.is_empty
        self._answers.setCurrentWidget(self.own if has_own else self._examples)
        if has_own:
            self.detail.show_hits_mode(is_low=self._is_low)
            self._arrange()

    def show_comparison(self, comparison: "CodeComparison") -> None:
        """Two codes side by side in place of hits and page, until Esc."""
        self.compare.show_comparison(comparison)
        self._body.setCurrentWidget(self.compare)
        self.compare.setFocus()

    def show_browser(self) -> None:
        """Hits and page again."""
        if self._body.currentWidget() is self.compare:
            had_focus = self.compare.isAncestorOf(self.focusWidget())
            self._body.setCurrentWidget(self._splitter)
            if had_focus:
                self._enter_list()

    def _enter_list(self) -> None:
        shown = self._answers.currentWidget()
        (shown if shown in (self.own, self.hits) else self.field).setFocus()

    def show_trouble(self, sentence: str) -> None:
        """The books could not be asked."""
        self._banner.setText(sentence)
        set_role(self._banner, "error")

    # -- the chosen code

    def open_code(self, system: CodeSystem, value: str) -> None:
        """Show a code's page, from the coded list, a finding or the palette."""
        if self._on is None:
            return
        self.show_browser()
        self.detail.look_at(system, value, is_opened=True)
        if self.detail.is_hits_mode:
            self.detail.show_notes(takes_focus=False)

    def show_page(self, ticket: int, page: CodePage | None, neighbours: "CodeNeighbours | None" = None) -> None:
        self.detail.show_page(ticket, page, neighbours)

    def show_children(self, system: CodeSystem, value: str | None, nodes: tuple[CodeNode, ...]) -> None:
        self.detail.show_children(system, value, nodes)

    def current_code(self) -> Code | None:
        """The code chosen last, in the hits or below them; None while a newer search is still under way."""
        return None if self.is_searching else self._chosen

    @property
    def is_searching(self) -> bool:
        """Whether the newest question has no answer yet."""
        return self._answered != self._ticket

    def attach_current(self, *, further: bool) -> None:
        code = self.current_code()
        if code is not None:
            self._attach(code, further=further)

    def _attach(self, code: Code, *, further: bool) -> None:
        if self._is_for_reading:
            self.open_code(code.system, code.value)
            self.detail.show_notes()
        elif code.is_billable:
            self.attach_wanted.emit(code, further)
        else:
            self.detail.show_below(code.system, code.value)

    def _on_hit(self, hit: CodeHit | None) -> None:
        self._chosen = hit.code if hit else None
        self.detail.forget_asked()
        if hit is not None:
            self._page_pause.start()
            is_over = hit.code.is_billable and not hit.billable_on_date
            self.detail.offer(hit.code, why_not=not_in_force(hit_side_words(hit)) if is_over else "")
        else:
            self._page_pause.stop()
            self.detail.offer(None)

    def _look_at_hit(self) -> None:
        hit = (self.own if self._answers.currentWidget() is self.own else self.hits).current_hit()
        if hit is not None:
            self.detail.look_at(hit.code.system, hit.code.value, is_opened=False)

    def _on_page_shown(self, code: Code) -> None:
        self._chosen = code

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._field_key(event)
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in _ENTER:
            self.attach_current(further=False)
        elif event.key() in _STEPS and self.hits.hits:
            self._show_hits_list(keep_focus=event.key() != Qt.Key.Key_Down)
        elif event.key() == Qt.Key.Key_Down and self._answers.currentWidget() is self.own:
            self.own.enter()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        code = self.current_code()
        if self.tools.takes(event):
            return
        if event.key() == Qt.Key.Key_Escape and not held:
            self._leave()
        elif event.key() in _ENTER and held == control | shift:
            self.attach_current(further=True)
        elif event.key() == Qt.Key.Key_Q and held == control | shift and code is not None:
            self.query_wanted.emit(code)
        elif event.key() == Qt.Key.Key_Backspace and not held:
            self._show_hits_list()
        elif held == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.detail.step(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Esc: a comparison that waits for its second code first, then the browser."""
        if self.tools.is_comparing:
            self.tools.forget_first()
        else:
            self.left.emit()

    def _type_on(self, event: QKeyEvent) -> None:
        self.field.setFocus()
        if event.key() == Qt.Key.Key_Backspace:
            self.field.backspace()
        else:
            self.field.insert(event.text())

    def _enter_detail(self) -> None:
        if self.detail.is_tree_chosen:
            self.detail.show_tree()
        else:
            self.detail.show_notes()

    def _show_hits_list(self, *_args: object, keep_focus: bool = False) -> None:
        self.detail.show_hits_mode(is_low=self._is_low)
        self._arrange()
        if not keep_focus:
            self.hits.setFocus()

    # -- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @property
    def _is_low(self) -> bool:
        return self._splitter.height() < _LOW and not self._is_for_reading

    def _arrange(self) -> None:
        """In a low window hits and detail share one place; otherwise they stand above one another."""
        self.detail.set_low(is_low=self._is_low)
        shows_hits = self.detail.is_hits_mode
        self._answers.setVisible(not self._is_low or shows_hits)
        self.detail.show_body(is_shown=not self._is_low or not shows_hits)
