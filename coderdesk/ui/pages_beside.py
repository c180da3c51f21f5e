"""The pages and forms beside the desk: each is made, wired and given the practice when it is first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coderdesk.ui.session import Session

if TYPE_CHECKING:
    from coderdesk.ui.entry_forms import EntryForms
    from coderdesk.ui.page_feeds import PageFeeds
    from coderdesk.ui.views.claims.claims_page import ClaimsPage
    from coderdesk.ui.views.records.records_page import RecordsPage
    from coderdesk.ui.views.settings.settings_page import SettingsPage

# Their modules are imported where they are made: a window opens on the desk, and most days need two of these five.


class PagesBeside(QObject):
    """`visit_wanted(id)`, `export_wanted(ids)`, `invoice_wanted(id)`, `preference_set(key, value)`, `page_wanted(name)`."""

    visit_wanted = Signal(object)
    export_wanted = Signal(object)
    invoice_wanted = Signal(object)
    preference_set = Signal(str, object)
    page_wanted = Signal(str)

    def __init__(self, stack: QStackedWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self._session: Session | None = None

    def start(self, session: Session) -> None:
        self._session = session
        for made in (self._made_feeds, self._made_entry):
            if made is not None:
                made.start(session)

    def stop(self) -> None:
        self._session = None
        for made in (self._made_feeds, self._made_entry):
            if made is not None:
                made.stop()

    def page(self, name: str) -> QWidget:
        """ "claims", "records" or "settings". Raises KeyError for another name."""
        makers: dict[str, Callable[[], QWidget]] = {
            "claims": lambda: self.claims,
            "records": lambda: self.records,
            "settings": lambda: self.settings,
        }
        return makers[name]()

    @property
    def has_unsaved(self) -> bool:
        """Whether a record or a new document holds text that is in no vault yet."""
        records: RecordsPage | None = self.__dict__.get("records")
        entry = self._made_entry
        return (records is not None and records.has_unsaved()) or (
            entry is not None and entry.document.has_unsaved_text
        )

    @property
    def _made_feeds(self) -> "PageFeeds | None":
        return self.__dict__.get("feeds")

    @property
    def _made_entry(self) -> "EntryForms | None":
        return self.__dict__.get("entry")

    @cached_property
    def claims(self) -> "ClaimsPage":
        from coderdesk.ui.views.claims.claims_page import ClaimsPage

        page = ClaimsPage()
        page.visit_wanted.connect(self.visit_wanted)
        page.export_wanted.connect(self.export_wanted)
        page.invoice_wanted.connect(self.invoice_wanted)
        self._stack.addWidget(page)
        return page

    @cached_property
    def records(self) -> "RecordsPage":
        from coderdesk.ui.views.records.records_page import RecordsPage

        page = RecordsPage()
        self._stack.addWidget(page)
        return page

    @cached_property
    def settings(self) -> "SettingsPage":
        from coderdesk.ui.views.settings.settings_page import SettingsPage

        page = SettingsPage()
        page.preference_set.connect(self.preference_set)
        self._stack.addWidget(page)
        return page

    @cached_property
    def feeds(self) -> "PageFeeds":
        """What fills the claims and the records; both are made with it."""
        from coderdesk.ui.page_feeds import PageFeeds

        feeds = PageFeeds(self.claims, self.records)
        if self._session is not None:
            feeds.start(self._session)
        return feeds

    @cached_property
    def entry(self) -> "EntryForms":
        from coderdesk.ui.entry_forms import EntryForms

        entry = EntryForms(self._stack, self)
        entry.left.connect(lambda: self.page_wanted.emit("desk"))
        entry.records_wanted.connect(lambda: self.page_wanted.emit("records"))
        entry.visit_added.connect(self.visit_wanted)
        if self._session is not None:
            entry.start(self._session)
        return entry
