"""The window: rail, top bar, pages and status line, and the actions that all of them share."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.coding.code import Code
from coderdesk.domain.values.finding import Location
from coderdesk.domain.values.ids import AssignmentId, EncounterId
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.services.practices import practice_name
from coderdesk.services.worklist import list_worklist
from coderdesk.shared.preferences import Preferences
from coderdesk.ui.actions import Action, Needs, action_table, shown_keys
from coderdesk.ui.desk_layout import go_round, layout_words, restore_layout, saved_layout
from coderdesk.ui.dialogs.overlay import Overlay
from coderdesk.ui.finder import Finder
from coderdesk.ui.pages_beside import PAGE_NAMES, PagesBeside, visit_warnings
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Appearance
from coderdesk.ui.theme.parts import close_together, hairline
from coderdesk.ui.vault_flow import VaultFlow
from coderdesk.ui.views.desk.first_desk import FirstDesk
from coderdesk.ui.views.desk.worklist_panel import WorklistPanel
from coderdesk.ui.views.shell.rail import Rail
from coderdesk.ui.views.shell.status_line import StatusLine
from coderdesk.ui.views.shell.toast import Toast
from coderdesk.ui.views.shell.top_bar import TopBar
from coderdesk.ui.views.unlock.unlock_page import UnlockPage

if TYPE_CHECKING:
    from coderdesk.domain.clinical.document import Document
    from coderdesk.services.visits import VisitSheet
    from coderdesk.ui.dialogs.key_sheet import KeySheet
    from coderdesk.ui.entry_forms import EntryForms
    from coderdesk.ui.operations import Operations
    from coderdesk.ui.views.claims.claims_page import ClaimsPage
    from coderdesk.ui.views.desk.desk_page import DeskPage
    from coderdesk.ui.views.records.records_page import RecordsPage
    from coderdesk.ui.views.settings.settings_page import SettingsPage
    from coderdesk.ui.views.unlock.create_page import CreatePage

FOLD_WORKLIST_BELOW = 1360
_OVER_EVERYTHING = ("palette", "keys", "lock")


class MainWindow(QMainWindow):
    """`usable` is emitted each time a practice is open and its worklist shown; `crashed` with a bug."""

    usable = Signal()
    ready_to_unlock = Signal()
    crashed = Signal(object)
    preferences_changed = Signal(object)

    def __init__(
        self, *, appearance: Appearance, flow: VaultFlow, preferences: Preferences, folders: dict[str, Path]
    ) -> None:
        super().__init__()
        self.setWindowTitle("CoderDesk")
        self._appearance = appearance
        self._flow = flow
        self._preferences = preferences
        self._folders = folders
        self._session: Session | None = None
        self._actions: dict[str, QAction] = {}
        self._has_warned = False
        self._desk: DeskPage | None = None
        self._furnished: Session | None = None
        self._build()
        self._bind_actions()
        self._wire()
        self._show_needs()

    @property
    def session(self) -> Session | None:
        return self._session

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    @property
    def unlock_page(self) -> UnlockPage:
        return self._flow.unlock

    @property
    def create_page(self) -> "CreatePage":
        return self._flow.create

    @property
    def claims(self) -> "ClaimsPage":
        return self.beside.claims

    @property
    def records(self) -> "RecordsPage":
        return self.beside.records

    @property
    def settings(self) -> "SettingsPage":
        return self.beside.settings

    @property
    def entry(self) -> "EntryForms":
        return self.beside.entry

    @cached_property
    def key_sheet(self) -> "KeySheet":
        from coderdesk.ui.dialogs.key_sheet import KeySheet  # with the first F1

        return KeySheet(self.stack)

    @property
    def actions_by_id(self) -> dict[str, QAction]:
        return dict(self._actions)

    def trigger(self, action_id: str) -> None:
        """Do what the action's key does; for the palette and for tests."""
        self._actions[action_id].trigger()

    def start(self, *, with_demo: bool, vault: Path | None) -> None:
        """Open the code sets and come to the unlock page."""
        self._flow.start(with_demo=with_demo, vault=vault)

    def unlock(self, path: Path, secret: str) -> None:
        """Open a vault as the unlock page's button does."""
        self._flow.open(path, secret)

    def open_links(self, *, on: bool) -> None:
        """Whether files made here are shown with the system's own viewer when asked."""
        self.toast.opens_files = on

    # building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.rail = Rail()
        self.top_bar = TopBar()
        self.status = StatusLine()
        self.worklist = WorklistPanel()
        self._first_desk = FirstDesk(self.worklist, saved_columns=saved_layout(self._preferences, "columns"))
        self.pages = QStackedWidget()
        self.pages.addWidget(self._first_desk)
        self.beside = PagesBeside(self.pages, self)
        self._frame = QWidget()
        middle = close_together(QVBoxLayout())
        middle.addWidget(self.top_bar)
        middle.addWidget(hairline())
        middle.addWidget(self.pages, 1)
        across = close_together(QHBoxLayout())
        across.addWidget(self.rail)
        across.addLayout(middle, 1)
        outer = close_together(QVBoxLayout(self._frame))
        outer.addLayout(across, 1)
        outer.addWidget(hairline())
        outer.addWidget(self.status)
        self.stack = QStackedWidget()
        for first_page in (self._flow.starting, self._flow.unlock, self._frame):
            self.stack.addWidget(first_page)
        self.setCentralWidget(self.stack)
        self.toast = Toast(self.stack)
        self.finder = Finder(self.stack, commands=self._usable_commands, parent=self)

    def _bind_actions(self) -> None:
        does: dict[str, Callable[[], object]] = {
            "search_selection": lambda: self.desk.search_selection(),
            "attach_further": lambda: self.desk.attach_further(),
            "units": lambda: self.desk.coded.edit_units(),
            "modifiers": lambda: self.desk.coded.edit_modifiers(),
            "price": lambda: self.desk.coded.edit_price(),
            "confirm_passages": lambda: self.desk.confirm_passages(),
            "undo": lambda: self.desk.undo(),
            "override": lambda: self.desk.override(),
            "next_passage": lambda: self.desk.documents.next_passage(1),
            "previous_passage": lambda: self.desk.documents.next_passage(-1),
            "next_finding": lambda: self.desk.strip.next_finding(),
            "toggle_findings": lambda: self.desk.strip.set_collapsed(collapsed=not self.desk.strip.is_collapsed),
            "next_region": partial(self._go_round, 1),
            "previous_region": partial(self._go_round, -1),
            "finish": lambda: self.desk.finish(),
            "reopen": lambda: self.desk.reopen(),
            "invoice": lambda: self.desk.invoice(),
            "export": lambda: self.desk.export(),
            "new_visit": lambda: self.entry.open_visit(),
            "add_document": lambda: self.desk.add_document(),
            "sign_document": lambda: self.desk.sign_document(),
            "palette": self.finder.open,
            **{f"show_{name}": partial(self.show_page, name) for name in PAGE_NAMES},
            **self.beside.actions(),
            "filter_worklist": self._filter_worklist,
            "toggle_worklist": self._toggle_worklist,
            "keys": self.show_keys,
            "lock": self.lock,
        }
        for row in action_table():
            if not row.is_local:
                self._add_action(row, does.get(row.id) or partial(self._do_at_desk, row.id))

    def _add_action(self, row: Action, do: Callable[[], object]) -> None:
        action = QAction(row.text, self)
        action.setShortcut(QKeySequence(row.keys))
        action.triggered.connect(lambda: self._do(row.id, do))
        self.addAction(action)
        self._actions[row.id] = action

    def _do(self, action_id: str, do: Callable[[], object]) -> None:
        """Nothing is done to what lies under an open page: only what closes it, and the lock."""
        if action_id in _OVER_EVERYTHING or all(overlay.isHidden() for overlay in self.stack.findChildren(Overlay)):
            if self._session is not None:
                self._furnish(self._session)
            do()

    def _do_at_desk(self, name: str) -> None:
        self.desk.do_in_book(name)

    def _wire(self) -> None:
        self.pages.currentChanged.connect(self._show_needs)
        self._flow.page_wanted.connect(self._show_first_page)
        self._flow.opened.connect(self._start)
        self._flow.ready.connect(self.ready_to_unlock)
        self._flow.troubled.connect(self.crashed)
        self._flow.said.connect(self.toast.say)
        self.rail.page_wanted.connect(self.show_page)
        self.finder.visit_chosen.connect(self.open_visit)
        self.finder.code_chosen.connect(self._show_code)
        self.finder.action_chosen.connect(self.trigger)
        self.top_bar.find_wanted.connect(self.finder.open)
        self.top_bar.lock_wanted.connect(self.lock)
        self.top_bar.keys_wanted.connect(self.show_keys)
        self.beside.page_wanted.connect(self.show_page)
        self.beside.visit_wanted.connect(self.open_visit)
        self.beside.claims_folder = partial(self._folder, "claims_folder")
        self.beside.invoice_wanted.connect(self._invoice)
        self.beside.form_wanted.connect(lambda row: self.desk.print_paper("claim_form", row))
        self.beside.preference_set.connect(self._set_preference)
        self.beside.library_made.connect(self._flow.use_library)
        self.beside.said.connect(self.toast.say)
        self.beside.offered.connect(lambda words, act, do: self.toast.say(words, action=act, on_action=do))
        self.beside.code_of_visit_wanted.connect(self.open_visit)
        self.beside.incoming_folder = lambda: self._preferences.words("incoming_folder")
        self.beside.answers_folder = lambda: self._preferences.words("answers_folder")
        self.beside.waiting.connect(self.status.show_waiting)
        self.status.waiting_wanted.connect(self.beside.take_in_waiting)
        self.beside.broken.connect(self.crashed)

    def _usable_commands(self) -> list[Action]:
        bound = self._actions
        return [row for row in action_table() if row.id in bound and row.id != "palette" and bound[row.id].isEnabled()]

    # the session -----------------------------------------------------------------------------------------------

    def _start(self, desk: Desk) -> None:
        session = Session(desk, self)
        self._session = session
        name = practice_name(desk=desk)
        self.setWindowTitle(f"{name} – CoderDesk")
        self.top_bar.show_who(desk.actor)
        self.top_bar.show_banner(desk.vault.read_only_reason)
        self.status.show_vault(name, is_read_only=desk.is_read_only)
        self.worklist.show_loading()
        self.stack.setCurrentWidget(self._frame)
        self.rail.show_page("desk")
        self.pages.setCurrentWidget(self._desk or self._first_desk)
        self._show_needs()
        session.lane.run(
            lambda: list_worklist(desk=desk),
            done=partial(self._show_first_worklist, session),
            failed=lambda trouble: self._furnish(session).fail(trouble),
        )

    def _show_first_worklist(self, session: Session, rows: tuple[WorklistRow, ...]) -> None:
        """The worklist is painted before the rest of the desk is made: reading it is what a person does first."""
        self.worklist.show_rows(rows, session.desk.clock.today())
        self.worklist.setFocus()
        self.usable.emit()
        QTimer.singleShot(0, partial(self._settle, session))

    def _settle(self, session: Session) -> None:
        if session is self._session:
            fail = self._furnish(session).fail
            session.search_lane.run(session.desk.library.warm_up, done=lambda _: None, failed=fail)

    def _furnish(self, session: Session) -> "Operations":
        """Give the practice to everything that works with it, once for each session."""
        operations = session.operations
        if self._furnished is session:
            return operations
        self._furnished = session
        operations.troubled.connect(self.toast.say_trouble)
        operations.broken.connect(self.crashed)
        operations.changed.connect(self._tell)
        operations.exported.connect(lambda done: self.toast.offer_file(tr("Exported {name}"), done.path))
        operations.invoiced.connect(lambda path: self.toast.offer_file(tr("Saved {name}"), path))
        self._made_desk().start(session)
        self.beside.start(session)
        self.finder.start(session)
        self._show_needs()
        return operations

    @property
    def desk(self) -> "DeskPage":
        """The workspace, made when the worklist has been painted, or before that for whoever asks."""
        if self._session is not None:
            self._furnish(self._session)
        return self._made_desk()

    def _made_desk(self) -> "DeskPage":
        if self._desk is not None:
            return self._desk
        from coderdesk.ui.views.desk.desk_page import DeskPage  # panels for a visit, which nobody has opened yet

        has_focus = self.worklist.isAncestorOf(self.focusWidget())
        desk = self._desk = DeskPage(self.worklist)
        desk.claims_folder = partial(self._folder, "claims_folder")
        desk.invoices_folder = partial(self._folder, "invoices_folder")
        desk.sheet_shown.connect(self._show_truth)
        desk.record_wanted.connect(self.open_record)
        desk.said.connect(self.toast.say)
        desk.reading.font_size_wanted.connect(partial(self._set_preference, "document_font_size"))
        desk.document_wanted.connect(self._enter_document)
        self.toast.keep_to(desk.documents)
        restore_layout(desk, self._preferences)
        self.pages.insertWidget(0, desk)
        if self.pages.currentWidget() is self._first_desk:
            self.pages.setCurrentWidget(desk)
        if has_focus:
            self.worklist.setFocus()
        return desk

    def lock(self) -> None:
        """Close the vault and return to the unlock page; everything acknowledged is on disk."""
        if self._session is None:
            return
        self._end_session()
        self._flow.show_unlock()

    def _end_session(self) -> None:
        session, self._session = self._session, None
        if session is None:
            return
        for overlay in self.stack.findChildren(Overlay):
            overlay.put_away()
        self.toast.hide()
        self._furnished = None
        if self._desk is not None:
            self._desk.stop()
        self.beside.stop()
        self.finder.stop()
        session.close()
        session.deleteLater()
        self.setWindowTitle("CoderDesk")
        self._show_needs()

    def _show_needs(self) -> None:
        """Enable what can be used now: what acts on the visit only while the visit is seen."""
        session = self._session
        desk = self._desk
        has_visit = (
            session is not None and desk is not None and desk.sheet is not None and self.pages.currentWidget() is desk
        )
        able = {
            Needs.NOTHING: True,
            Needs.DESK: session is not None,
            Needs.WRITABLE_DESK: session is not None and not session.desk.is_read_only,
            Needs.VISIT: has_visit,
            Needs.WRITABLE_VISIT: has_visit and session is not None and not session.desk.is_read_only,
        }
        for row in action_table():
            if row.id in self._actions:
                self._actions[row.id].setEnabled(able[row.needs])

    # pages -----------------------------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        page = self.desk if name == "desk" else self.beside.page(name)
        self.pages.setCurrentWidget(page)
        self.rail.show_page(name)
        focused = self.focusWidget()
        if page is self.desk and (focused is None or not page.isAncestorOf(focused)):
            (self.desk.documents if self.desk.sheet is not None else self.desk.worklist).setFocus()
        if name == "settings":
            self.settings.show_preferences(self._preferences, self._folders)
        if name in ("claims", "records"):
            self.beside.feeds.refresh()

    def _show_first_page(self, page: QWidget) -> None:
        """A page before the desk; the one that makes a practice joins the others when it is first wanted."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def open_visit(self, encounter_id: EncounterId, at: AssignmentId | None = None) -> None:
        self.show_page("desk")
        self.desk.open(encounter_id, at)

    def _show_code(self, code: Code) -> None:
        self.show_page("desk")
        self.desk.aside.show_code(code)

    def open_record(self, location: Location, why: str) -> None:
        self.show_page("records")
        self.beside.feeds.open_record(location, why)

    def _enter_document(self, addendum_to: "Document | None") -> None:
        sheet = self.desk.sheet
        if sheet is not None:
            self.entry.open_document(sheet, addendum_to)

    def show_keys(self) -> None:
        from coderdesk.ui.dialogs.key_sheet import KeyRow

        self.key_sheet.open([KeyRow(row.group, row.text, shown_keys(row.keys)) for row in action_table() if row.keys])

    # telling ---------------------------------------------------------------------------------------------------

    def _show_truth(self, sheet: "VisitSheet") -> None:
        self._show_needs()
        self.beside.show_visit(sheet)
        session = self._session
        if session is None:
            return
        on = sheet.visit.date_of_service
        self.finder.show_codes_on(on)
        self.status.show_releases(session.desk.library.releases_on(on), on, visit_warnings(session.desk.library, on))

    def _tell(self, changes: Changes) -> None:
        self._has_warned = False
        operations = self._session.operations if self._session else None
        if operations is not None and operations.would_undo(changes):
            self.toast.say(changes.label, action=tr("Undo"), on_action=operations.undo)
        else:
            self.toast.say(changes.label)

    def _invoice(self, encounter_id: EncounterId) -> None:
        if self._session is not None:
            self._session.operations.issue_invoice(encounter_id=encounter_id, folder=self._folder("invoices_folder"))

    # preferences and layout ------------------------------------------------------------------------------------

    def _folder(self, key: str) -> Path:
        chosen = self._preferences.words(key)
        return Path(chosen) if chosen else self._folders[key]

    def _set_preference(self, key: str, value: str | int) -> None:
        self._preferences = self._preferences.with_value(key, value)
        if key == "appearance":
            self._appearance.set_mode(str(value))
        elif key == "font_size":
            self._appearance.set_font_size(int(value))
        elif key == "document_font_size":
            self.desk.documents.set_document_font_size(int(value))
        self.preferences_changed.emit(self._preferences)

    def _toggle_worklist(self) -> None:
        self.worklist.setVisible(not self.worklist.isVisible())

    def _filter_worklist(self) -> None:
        self.show_page("desk")
        self.worklist.setVisible(True)
        self.worklist.focus_filter()

    def _go_round(self, step: int) -> None:
        go_round(self.desk.regions(), step, self.focusWidget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below a laptop's width the worklist folds away once, and comes back when there is room."""
        super().resizeEvent(event)
        was_wide = event.oldSize().width() >= FOLD_WORKLIST_BELOW or event.oldSize().width() < 0
        is_wide = event.size().width() >= FOLD_WORKLIST_BELOW
        if was_wide != is_wide or event.oldSize().width() < 0:
            self.worklist.setVisible(is_wide)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Text that is in no vault yet holds the window open once, with a word about where it is."""
        if self._holds_unsaved() and not self._has_warned:
            self._has_warned = True
            what = tr("a draft, a new document or a record")
            self.toast.say_trouble(
                tr("Text that is not saved yet would be lost: {what}. Close again to leave it.", what=what)
            )
            event.ignore()
            return
        self.preferences_changed.emit(self._preferences.with_layout(layout_words(self._desk)))
        self._end_session()
        self._flow.close()
        super().closeEvent(event)

    def _holds_unsaved(self) -> bool:
        in_drafts = self._desk is not None and self._desk.documents.has_unsaved_text
        return self._session is not None and (in_drafts or self.beside.has_unsaved)
