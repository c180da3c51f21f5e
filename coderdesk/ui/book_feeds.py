"""Fills the book page from the session: its browser, the PCS builder, the small lists, the code sets and their import."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.ui.code_set_imports import CodeSetImports
from coderdesk.ui.listed_rows import listed_rows
from coderdesk.ui.session import Session
from coderdesk.ui.views.book.book_page import BUILDER, CODES, LISTS, SETS, BookPage
from coderdesk.ui.views.desk.code_lookups import CodeLookups
from coderdesk.ui.views.desk.own_book import OwnBook


class BookFeeds(QObject):
    """`library_made(CodeLibrary)`, `said(words)` and `broken(error)` come from imports."""

    library_made = Signal(object)
    said = Signal(str)
    broken = Signal(object)

    def __init__(self, page: BookPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._session: Session | None = None
        self._lookups: CodeLookups | None = None
        self._own_book: OwnBook | None = None
        self.imports = CodeSetImports(page.sets, self)
        self.imports.library_made.connect(self._use)
        self.imports.said.connect(self.said)
        self.imports.broken.connect(self.broken)
        page.section_shown.connect(self._show_section)
        page.day_changed.connect(self._show_day)
        page.builder.step_wanted.connect(self._build_step)
        page.builder.code_wanted.connect(self.open_code)
        page.lists.list_wanted.connect(self._show_list)

    def start(self, session: Session) -> None:
        self._session = session
        self._lookups = CodeLookups(self._page.browser, session, self, topic="book")
        self._own_book = self._lookups.own_book = OwnBook(self._page.browser, session, self, topic="book")
        self._own_book.said.connect(self.said)
        session.library_changed.connect(self._show_new_books)
        self._page.start(session.desk.clock.today())
        self._show_day(self._page.day)
        self.imports.start(session)

    def stop(self) -> None:
        """Nothing is read any more; what was looked up names no patient and may stay."""
        self.imports.stop()
        if self._own_book is not None:
            self._own_book.stop()
            self._own_book = None
        lookups, self._lookups, self._session = self._lookups, None, None
        if lookups is not None:
            lookups.deleteLater()
        self._page.browser.show_visit(None, ())

    def open_code(self, code: Code) -> None:
        """Show a code in the book's browser."""
        self.open_value(code.system, code.value)

    def open_value(self, system: CodeSystem, value: str) -> None:
        self._page.show_section(CODES)
        self._page.browser.search_text(value)
        self._page.browser.open_code(system, value)

    @property
    def page(self) -> BookPage:
        return self._page

    def choose_file(self) -> None:
        self._page.show_section(SETS)
        self._page.sets.choose_file()

    def look_at(self, path: Path) -> None:
        self._page.show_section(SETS)
        self._page.sets.look_at(path)

    def _use(self, library: CodeLibrary) -> None:
        if self._session is not None:
            self._session.use_library(library)
        self.library_made.emit(library)

    def _show_new_books(self) -> None:
        self._show_day(self._page.day)

    def _show_day(self, day: date) -> None:
        session = self._session
        if session is None:
            return
        self._page.browser.show_visit(day, session.desk.library.releases_on(day))
        if self._own_book is not None:
            self._own_book.refresh()
        self._show_section(self._page.section)

    def _show_section(self, name: str) -> None:
        if self._session is None:
            return
        if name == BUILDER:
            self._page.builder.go_on()
        elif name == LISTS:
            self._page.lists.ask()
        elif name == SETS:
            self.imports.refresh()

    def _build_step(self, chosen: str) -> None:
        from coderdesk.services.pcs_builder import pcs_axes

        session, day = self._session, self._page.day
        if session is not None:
            session.search_lane.run_newest(
                "pcs",
                lambda: pcs_axes(library=session.desk.library, chosen=chosen, on=day),
                done=self._page.builder.show_step,
                failed=partial(self._builder_failed, session),
            )

    def _builder_failed(self, session: Session, trouble: Exception) -> None:
        if isinstance(trouble, AppError):
            self._page.builder.show_trouble(str(trouble))
        else:
            session.operations.fail(trouble)

    def _show_list(self, code_set: CodeSet) -> None:
        session, day = self._session, self._page.day
        if session is not None:
            session.search_lane.run_newest(
                "list",
                lambda: listed_rows(session.desk.library, code_set, day),
                done=lambda rows: self._page.lists.show_list(code_set, rows),
                failed=session.operations.fail,
            )
