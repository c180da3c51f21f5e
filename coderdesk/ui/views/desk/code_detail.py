"""Below the search hits: the chosen code's place in the hierarchy, or its page of the book, with a way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.services.code_browser import CodeNode, CodePage
from coderdesk.ui.icons import icon
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import hairline, set_role
from coderdesk.ui.views.desk.code_page_view import CodePageView
from coderdesk.ui.views.desk.code_tree_view import CodeTreeView
from coderdesk.ui.views.desk.own_note_editor import OwnNoteEditor
from coderdesk.ui.views.desk.page_tools import PageTools

if TYPE_CHECKING:
    from coderdesk.services.code_neighbours import CodeNeighbours

_Place = tuple[CodeSystem, str]


class CodeDetail(QWidget):
    """Asks for pages with a ticket and shows the newest answer only. Its history holds what was opened, not what was passed."""

    page_wanted = Signal(object, str, int)
    children_wanted = Signal(object, object)
    attach_wanted = Signal(object)
    chosen = Signal(object)
    opened = Signal(object, str)
    hits_wanted = Signal()
    mode_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, attaches: bool = True) -> None:
        super().__init__(parent)
        self._attaches = attaches
        self._ticket = 0
        self._history: list[_Place] = []
        self._place = -1
        self._offered: Code | None = None
        self._attach_when_shown: _Place | None = None
        self._open_when_shown: _Place | None = None
        self.tree = CodeTreeView()
        self.page = CodePageView()
        self._build()
        self._wire()
        self._refresh()
        self.offer(None)

    def _build(self) -> None:
        self.hits_button = self._mode_button(tr("&Hits"), tr("The hits of the search (Alt+H)"))
        self.tree_button = self._mode_button(tr("&Tree"), tr("Where the code hangs in the hierarchy (Alt+T)"))
        self.notes_button = self._mode_button(tr("&Notes"), tr("The notes of the code (Alt+N)"))
        self.hits_button.setChecked(True)
        self.back_button = self._step_button("chevron-left", tr("Back (Alt+Left)"))
        self.forward_button = self._step_button("chevron-right", tr("Forward (Alt+Right)"))
        self.tools = PageTools()
        self.note = OwnNoteEditor()
        self.attach_button = QPushButton()
        set_role(self.attach_button, "quiet")
        bar = QHBoxLayout()
        bar.setContentsMargins(4, 4, 4, 4)  # the longest code's button fits the column of 430
        bar.setSpacing(1)
        for button in (self.hits_button, self.tree_button, self.notes_button, self.back_button, self.forward_button):
            bar.addWidget(button)
        bar.addWidget(self.tools)
        bar.addStretch(1)
        bar.addWidget(self.attach_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.page)
        self._stack.setCurrentWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.note)
        layout.addWidget(hairline())
        layout.addLayout(bar)

    def _mode_button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        set_role(button, "quiet")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setToolTip(tip)
        button.setAccessibleName(text.replace("&", ""))
        return button

    def _step_button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        set_role(button, "quiet")
        button.setIcon(icon(name))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _wire(self) -> None:
        self.hits_button.clicked.connect(self.hits_wanted)
        self.tree_button.clicked.connect(self.show_tree)
        self.notes_button.clicked.connect(lambda: self.show_notes())
        self.attach_button.clicked.connect(self._attach_offered)
        self.tree.children_wanted.connect(self.children_wanted)
        self.tree.node_chosen.connect(lambda system, value: self.look_at(system, value, is_opened=False))
        self.tree.node_activated.connect(self._attach_node)
        self.page.code_link_clicked.connect(lambda system, value: self.look_at(system, value, is_opened=True))
        self.page.attach_wanted.connect(self._attach_shown)
        for view in (self.tree, self.page):
            view.back_wanted.connect(lambda: self.step(-1))
            view.forward_wanted.connect(lambda: self.step(1))
        self.back_button.clicked.connect(lambda: self.step(-1))
        self.forward_button.clicked.connect(lambda: self.step(1))

    # -- what is shown

    def clear(self, systems: tuple[CodeSystem, ...]) -> None:
        """Another visit: nothing of the old date stays."""
        self._ticket += 1
        self._history, self._place = [], -1
        self._attach_when_shown = self._open_when_shown = None
        self.page.show_page(None)
        self.tree.show_systems(systems)
        self._refresh()
        self.offer(None)

    def look_at(self, system: CodeSystem, value: str, *, is_opened: bool) -> None:
        """Ask for a code's page. What is opened on purpose gets a place in the history; what is passed by replaces the last."""
        place = (system, value)
        if is_opened:
            self.opened.emit(system, value)
        if self._place >= 0 and self._history[self._place] == place and self._is_shown(place):
            self._say_chosen()
            return
        if is_opened or self._place < 0:
            self._history = [*self._history[: self._place + 1], place]
            self._place += 1
        else:
            self._history[self._place] = place
        self._ask(place)

    def _ask(self, place: _Place) -> None:
        self._ticket += 1
        self.page_wanted.emit(*place, self._ticket)
        self._refresh()

    def forget_asked(self) -> None:
        """Another code was chosen meanwhile: an answer still on its way is not to take its place."""
        self._ticket += 1
        self._attach_when_shown = self._open_when_shown = None

    def _is_shown(self, place: _Place) -> bool:
        page = self.page.page
        return page is not None and (page.node.system, page.node.value) == place

    def step(self, step: int) -> None:
        """Back (-1) or forward (1) among the codes that were opened."""
        if 0 <= self._place + step < len(self._history):
            self._place += step
            self._ask(self._history[self._place])

    def show_page(self, ticket: int, page: CodePage | None, neighbours: "CodeNeighbours | None" = None) -> None:
        """The answer to `page_wanted`; an old one is dropped, and none leaves what is there."""
        if ticket != self._ticket or page is None:
            return
        self.page.show_page(page, neighbours)
        place = (page.node.system, page.node.value)
        if self.is_tree_chosen:
            self._reveal(page)
        self._say_chosen()
        if place == self._attach_when_shown:
            self.attach_wanted.emit(page.code)
        if place == self._open_when_shown:
            self._reveal(page)
        self._attach_when_shown = self._open_when_shown = None

    def _say_chosen(self) -> None:
        page = self.page.page
        if page is not None:
            self._offer_page(page)
            self.chosen.emit(page.code)

    def _reveal(self, page: CodePage) -> None:
        if not self.tree.stands_at(page.node.system, page.node.value):
            self.tree.reveal(page.node.system, (*(node.value for node in page.parents), page.node.value))

    def offer(self, code: Code | None, *, why_not: str = "") -> None:
        """What the button attaches, also while its page is still on its way; `why_not` says why it cannot be. None hides it."""
        self._offered = code
        self.attach_button.setVisible(code is not None and self._attaches)
        if code is None:
            return
        self.attach_button.setText(tr("Attach {code}", code=code.value) if code.is_billable else tr("Codes below"))
        self.attach_button.setEnabled(not why_not)
        self.attach_button.setToolTip(why_not or _attach_tip(code))

    def show_children(self, system: CodeSystem, value: str | None, nodes: tuple[CodeNode, ...]) -> None:
        self.tree.show_children(system, value, nodes)

    def show_tree(self) -> None:
        self.tree_button.setChecked(True)
        self._stack.setCurrentWidget(self.tree)
        if self.page.page is not None:
            self._reveal(self.page.page)
        self.mode_changed.emit()
        self.tree.setFocus()

    def show_notes(self, *, takes_focus: bool = True) -> None:
        self.notes_button.setChecked(True)
        self._stack.setCurrentWidget(self.page)
        self.mode_changed.emit()
        if takes_focus:
            self.page.setFocus()

    def show_hits_mode(self, *, is_low: bool) -> None:
        """In a low window the hits take the place of tree and notes; in a high one nothing has to make room."""
        if is_low:
            self.hits_button.setChecked(True)

    def set_low(self, *, is_low: bool) -> None:
        """Whether hits and detail share one place."""
        self.hits_button.setVisible(is_low)
        if not is_low and self.hits_button.isChecked():
            (self.tree_button if self.is_tree_chosen else self.notes_button).setChecked(True)

    @property
    def is_tree_chosen(self) -> bool:
        """Whether the tree was looked at last, rather than the notes."""
        return self._stack.currentWidget() is self.tree

    def show_below(self, system: CodeSystem, value: str) -> None:
        """A heading was asked for as a code: lead to it in the tree, where the codes below it stand."""
        self._open_when_shown = (system, value)
        self.look_at(system, value, is_opened=True)
        self.show_tree()

    @property
    def is_hits_mode(self) -> bool:
        return self.hits_button.isChecked()

    @property
    def shown_code(self) -> Code | None:
        return self.page.page.code if self.page.page else None

    def show_body(self, *, is_shown: bool) -> None:
        """Without its body only the bar with the modes is left, for a low window."""
        self._stack.setVisible(is_shown)
        policy = QSizePolicy.Policy.Expanding if is_shown else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)

    # -- attaching

    def _attach_node(self, system: CodeSystem, value: str) -> None:
        """Enter in the tree: the page that goes with the row holds the code, and may still be on its way."""
        if self._is_shown((system, value)):
            self._attach_shown()
        else:
            self._attach_when_shown = (system, value)
            self.look_at(system, value, is_opened=False)

    def _attach_shown(self) -> None:
        if self.shown_code is not None:
            self.attach_wanted.emit(self.shown_code)

    def _attach_offered(self) -> None:
        if self._offered is not None:
            self.attach_wanted.emit(self._offered)

    def _refresh(self) -> None:
        self.back_button.setEnabled(self._place > 0)
        self.forward_button.setEnabled(self._place < len(self._history) - 1)

    def _offer_page(self, page: CodePage) -> None:
        is_over = page.code.is_billable and not page.node.billable_on_date
        self.offer(page.code, why_not=not_in_force(page.in_force_words) if is_over else "")


def _attach_tip(code: Code) -> str:
    if not code.is_billable:
        return tr("A heading cannot be reported: choose one of the codes below it.")
    return tr("Attach to the selected words (Enter), as further evidence Ctrl+Shift+Enter")


def not_in_force(words: str) -> str:
    return tr("Not in force on the date of service: {why}.", why=words)
