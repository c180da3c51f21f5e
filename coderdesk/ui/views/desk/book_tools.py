"""What a coder does with the code that is chosen in the browser: copy, favourite, note, compare, narrow; by key and menu."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from coderdesk.domain.coding.code import Code
from coderdesk.services.own_codes import NO_MARKS, OwnMarks
from coderdesk.ui.dialogs.field_prompt import FieldPrompt
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.code_copy import code_and_title, whole_page
from coderdesk.ui.views.desk.code_detail import CodeDetail
from coderdesk.ui.views.desk.code_field import CodeField
from coderdesk.ui.views.desk.code_hits_view import CodeHitsView
from coderdesk.ui.views.desk.compare_view import CompareView
from coderdesk.ui.views.desk.narrow_bar import NarrowBar
from coderdesk.ui.views.desk.own_codes_view import OwnCodesView

_CONTROL = Qt.KeyboardModifier.ControlModifier
_BOTH = _CONTROL | Qt.KeyboardModifier.ShiftModifier
_KEYS = {
    (Qt.Key.Key_D, _CONTROL): "favourite",
    (Qt.Key.Key_E, _BOTH): "own_note",
    (Qt.Key.Key_D, _BOTH): "compare",
    (Qt.Key.Key_R, _CONTROL): "narrow",
    (Qt.Key.Key_C, _CONTROL): "copy_code",
    (Qt.Key.Key_C, _BOTH): "copy_title",
}
_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class Browser(Protocol):
    """The parts of a code browser that the tools work on."""

    field: CodeField
    narrow: NarrowBar
    own: OwnCodesView
    hits: CodeHitsView
    detail: CodeDetail
    compare: CompareView
    group_line: FieldPrompt

    def current_code(self) -> Code | None: ...
    def show_browser(self) -> None: ...


class BookTools(QObject):
    """`star_wanted(Code)`, `comparison_wanted(Code, Code)`, `copied(words)`, `regroup_wanted(Code, from, to)`."""

    star_wanted = Signal(object)
    comparison_wanted = Signal(object, object)
    copied = Signal(str)
    regroup_wanted = Signal(object, str, str)

    def __init__(self, panel: Browser, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self._panel = panel
        self.marks: OwnMarks = NO_MARKS
        self.is_read_only = False
        self._first: Code | None = None
        self._grouped: tuple[Code, str] | None = None
        panel.group_line.accepted.connect(self._regroup)
        panel.group_line.closed.connect(panel.field.setFocus)
        detail = panel.detail
        detail.tools.wanted.connect(self.do)
        for chosen in (detail.chosen, panel.hits.hit_chosen, panel.own.hit_chosen):
            chosen.connect(lambda _one: self.refresh())
        panel.compare.left.connect(self.end_comparison)
        for view in (panel.hits, panel.own, detail.tree, detail.page):
            view.viewport().installEventFilter(self)
            view.installEventFilter(self)
        panel.field.installEventFilter(self)

    # -- what is marked

    def show_marks(self, marks: OwnMarks) -> None:
        """Favourites and notes changed: stars and the note of the shown code follow."""
        self.marks = marks
        self._panel.hits.show_favourites(marks.favourite_keys)
        self.refresh()

    def refresh(self) -> None:
        code = self.code
        key = (code.system, code.value) if code else None
        page = self._panel.detail.page.page
        shown = self.marks.notes.get((page.code.system, page.code.value)) if page else None
        self._panel.detail.page.show_own_note(shown.text if shown else "")
        self._panel.detail.tools.show_code(
            code.value if code else "",
            is_favourite=key in self.marks.favourite_keys,
            compared=self._first.value if self._first else "",
        )

    @property
    def code(self) -> Code | None:
        """The code that is meant: the one whose page is shown last, or that is chosen in a list."""
        return self._panel.current_code() or self._panel.detail.shown_code

    # -- doing

    def do(self, name: str) -> None:
        """By the name of the action; without a code in sight nothing happens."""
        does: dict[str, Callable[[Code], None]] = {
            "favourite": self._star,
            "own_note": self._write_note,
            "compare": self._compare,
            "copy_code": lambda code: self._copy(code.value),
            "copy_title": lambda code: self._copy(code_and_title(code)),
            "copy_notes": self._copy_page,
            "group": self._ask_group,
        }
        code = self.code
        if name == "narrow":
            self._panel.narrow.enter()
        elif code is not None and name in does:
            does[name](code)
        self.refresh()

    def _star(self, code: Code) -> None:
        if not self.is_read_only:
            self.star_wanted.emit(code)

    def _write_note(self, code: Code) -> None:
        if self.is_read_only:
            return
        key = (code.system, code.value)
        note = self.marks.notes.get(key)
        self._panel.detail.note.open_note(key, code.value, note.text if note else "", note.version if note else 0)

    def _compare(self, code: Code) -> None:
        """The first code waits; the second brings both side by side; the same once more waits no longer."""
        if self._first is None:
            self._first = code
            self._panel.narrow.say(
                tr("{code} beside which other? Choose it, then Ctrl+Shift+D.", code=code.value), role="strong"
            )
        elif (self._first.system, self._first.value) == (code.system, code.value):
            self.forget_first()
        else:
            first, self._first = self._first, None
            self._panel.narrow.say("")
            self.comparison_wanted.emit(first, code)

    def forget_first(self) -> None:
        self._first = None
        self._panel.narrow.say("")
        self.refresh()

    @property
    def is_comparing(self) -> bool:
        """Whether a first code waits for its second."""
        return self._first is not None

    def end_comparison(self) -> None:
        self._panel.show_browser()

    def _ask_group(self, code: Code) -> None:
        """The group of a favourite is typed in a line of its own; a new name makes a new group."""
        found = next((one.group for one in self.marks.favourites if one.key == (code.system, code.value)), None)
        if found is None or self.is_read_only:
            return
        self._grouped = code, found
        known = ", ".join(dict.fromkeys(one.group for one in self.marks.favourites if one.group))
        self._panel.group_line.ask(
            tr("Group of {code}", code=code.value),
            found,
            hint=tr("Known: {groups}", groups=known),
            check=lambda _text: "",
        )

    def _regroup(self, group: str) -> None:
        if self._grouped is not None and group != self._grouped[1]:
            self.regroup_wanted.emit(*self._grouped, group)
        self._grouped = None

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.copied.emit(words)

    def _copy_page(self, code: Code) -> None:
        page = self._panel.detail.page.page
        is_shown = page is not None and (page.code.system, page.code.value) == (code.system, code.value)
        note = self.marks.notes.get((code.system, code.value))
        self._copy(whole_page(page, note.text if note else "") if page and is_shown else code_and_title(code))

    # -- keys, mouse and menu

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key was one of these tools'."""
        name = _KEYS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if name is None:
            return False
        self.do(name)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress and event.button() in _STEPS:
            self._panel.detail.step(_STEPS[event.button()])
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._is_copy(watched, event):
            return self.takes(event)
        if event.type() == QEvent.Type.ContextMenu and watched in self._lists:
            self._open_menu(event)
            return True
        return False

    @property
    def _lists(self) -> tuple[QWidget, ...]:
        panel = self._panel
        return panel.hits.viewport(), panel.own.viewport(), panel.detail.tree.viewport(), panel.detail.page.viewport()

    def _is_copy(self, watched: QObject, event: QKeyEvent) -> bool:
        """Selected words are copied as words; with nothing selected the code is what is meant."""
        if event.key() != Qt.Key.Key_C or not event.modifiers() & _CONTROL:
            return False
        if watched is self._panel.detail.page:
            return not self._panel.detail.page.textCursor().hasSelection()
        if watched is self._panel.field:
            return not self._panel.field.hasSelectedText()
        return True

    def _open_menu(self, event: QEvent) -> None:
        menu = self.menu()
        if isinstance(event, QContextMenuEvent) and not menu.isEmpty():
            menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the chosen code; empty without one."""
        menu = QMenu(self._host)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        code = self.code
        if code is None:
            return menu
        is_favourite = (code.system, code.value) in self.marks.favourite_keys
        first = self._first.value if self._first else ""
        rows: tuple[tuple[str, str, str], ...] = (
            ("copy_code", tr("Copy {code}", code=code.value), "Ctrl+C"),
            ("copy_title", tr("Copy code and title"), "Ctrl+Shift+C"),
            ("copy_notes", tr("Copy with its notes"), ""),
            ("", "", ""),
            ("favourite", tr("No favourite any more") if is_favourite else tr("Favourite"), "Ctrl+D"),
            *((("group", tr("Group…"), ""),) if is_favourite else ()),
            ("own_note", tr("My note"), "Ctrl+Shift+E"),
            ("compare", tr("Compare with {first}", first=first) if first else tr("Compare with…"), "Ctrl+Shift+D"),
        )
        for name, words, keys in rows:
            if not name:
                menu.addSeparator()
                continue
            action = menu.addAction(f"{words}\t{keys}" if keys else words)
            action.setEnabled(not (self.is_read_only and name in ("favourite", "own_note", "group")))
            action.triggered.connect(lambda _checked=False, name=name: self.do(name))
        return menu
