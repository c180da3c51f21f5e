"""The pages and forms beside the desk: each is made, wired and given the practice when it is first asked for."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.ui.file_drops import FileDrops
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.watched_answers import WatchedAnswers
from coderdesk.ui.watched_folder import WatchedFolder
from coderdesk.ui.words import day_words

if TYPE_CHECKING:
    from coderdesk.domain.values.finding import Finding, Location
    from coderdesk.services.code_sets import CodeLibrary
    from coderdesk.services.visits import VisitSheet
    from coderdesk.ui.book_feeds import BookFeeds
    from coderdesk.ui.break_feeds import BreakFeeds
    from coderdesk.ui.claim_feeds import ClaimFeeds
    from coderdesk.ui.entry_forms import EntryForms
    from coderdesk.ui.intake_feeds import IntakeFeeds
    from coderdesk.ui.page_feeds import PageFeeds
    from coderdesk.ui.views.book.book_page import BookPage
    from coderdesk.ui.views.claims.claims_page import ClaimsPage
    from coderdesk.ui.views.records.records_page import RecordsPage
    from coderdesk.ui.views.settings.settings_page import SettingsPage

# Their modules are imported where they are made: a window opens on the desk, and most days need two of these five.


def visit_warnings(library: "CodeLibrary", on: date) -> tuple[str, ...]:
    """A sentence for each book of a visit whose release of that date is not here."""
    found = (library.release_warning(system, on) for system in (CodeSystem.ICD10CM, CodeSystem.HCPCS))
    return tuple(sentence for sentence in found if sentence)


PAGE_NAMES = ("desk", "claims", "records", "book", "settings")


class PagesBeside(QObject):
    """`visit_wanted(id)`, `invoice_wanted(id)`, `form_wanted(id)`,
    `preference_set(key, value)`, `page_wanted(name)`,
    `library_made(CodeLibrary)` after an import, `said(words)` and `broken(error)` of what goes on beside the desk,
    `waiting(words, help)` of the folder that `incoming_folder` names, `code_of_visit_wanted(id, assignment id)`,
    `offered(words, act, do)` of something done that leads on.

    Files that are dropped on `parent` are looked at: code sets go to the book, documents to the intake,
    payers' answers to the claims.
    """

    visit_wanted = Signal(object)
    invoice_wanted = Signal(object)
    form_wanted = Signal(object)
    preference_set = Signal(str, object)
    page_wanted = Signal(str)
    library_made = Signal(object)
    said = Signal(str)
    broken = Signal(object)
    waiting = Signal(str, str)
    code_of_visit_wanted = Signal(object, object)
    offered = Signal(str, str, object)

    def __init__(self, stack: QStackedWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self._session: Session | None = None
        self._sheet: VisitSheet | None = None
        self.incoming_folder: Callable[[], str] = str
        self.answers_folder: Callable[[], str] = str
        self.claims_folder: Callable[[], Path] = Path.cwd
        self.watched_answers = WatchedAnswers(lambda: self.answers_folder(), self)
        self.watched_answers.taken.connect(lambda taken: self._use_feeds().tell_answers(taken))
        self.watched_answers.troubled.connect(self.said)
        self.watched_answers.broken.connect(self.broken)
        self.watched = WatchedFolder(lambda: self.incoming_folder(), self)
        self.watched.told.connect(self.waiting)
        self.watched.broken.connect(self.broken)
        if isinstance(parent, QWidget):
            self.drops = FileDrops(parent, is_welcome=lambda: self._session is not None)
            self.drops.dropped.connect(self.receive_dropped)

    def start(self, session: Session) -> None:
        self._session = session
        for made in self._made:
            made.start(session)
        self.watched.start(session.desk)
        self.watched_answers.start(session)

    def stop(self) -> None:
        self._session = self._sheet = None
        self.watched.stop()
        self.watched_answers.stop()
        for made in self._made:
            made.stop()

    def page(self, name: str) -> QWidget:
        """ "claims", "records", "book" or "settings". Raises KeyError for another name."""
        makers: dict[str, Callable[[], QWidget]] = {
            "claims": lambda: self.claims,
            "records": lambda: self.records,
            "book": lambda: self.book,
            "settings": lambda: self.settings,
        }
        return makers[name]()

    @property
    def has_unsaved(self) -> bool:
        """Whether a record or a new document holds text that is in no vault yet."""
        records: RecordsPage | None = self.__dict__.get("records")
        entry, intake = self._made_entry, self._made_intake
        return (
            (records is not None and records.has_unsaved())
            or (entry is not None and entry.document.has_unsaved_text)
            or (intake is not None and intake.has_pasted)
        )

    @property
    def _made(self) -> "tuple[PageFeeds | EntryForms | BookFeeds | IntakeFeeds | BreakFeeds, ...]":
        """What was asked for so far."""
        breaks: BreakFeeds | None = self.__dict__.get("breaks")
        made = (self._made_feeds, self._made_entry, self._made_book_feeds, self._made_intake, breaks)
        return tuple(one for one in made if one is not None)

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
        page.invoice_wanted.connect(self.invoice_wanted)
        page.form_wanted.connect(self.form_wanted)
        self._stack.addWidget(page)
        return page

    @cached_property
    def claim_feeds(self) -> "ClaimFeeds":
        """What fills the claims and is done there; the receivers' page is made with it."""
        from coderdesk.ui.claim_feeds import ClaimFeeds
        from coderdesk.ui.views.claims.receivers_page import ReceiversPage

        receivers = ReceiversPage()
        self._stack.addWidget(receivers)
        feeds = ClaimFeeds(self.claims, receivers, self)
        feeds.claims_folder = lambda: self.claims_folder()
        feeds.said.connect(self.said)
        feeds.finding_wanted.connect(self._mend)
        feeds.receivers_wanted.connect(lambda: self._stack.setCurrentWidget(receivers))
        feeds.claims_wanted.connect(lambda: self.page_wanted.emit("claims"))
        return feeds

    def _mend(self, encounter_id: object, finding: "Finding | None") -> None:
        """Where a claim's finding is mended: a field of the records, or the visit."""
        from coderdesk.ui.models.records_model import IN_RECORDS

        if finding is not None and finding.location.place in IN_RECORDS:
            self._open_record(finding.location, finding.message)
        else:
            self.visit_wanted.emit(encounter_id)

    @cached_property
    def records(self) -> "RecordsPage":
        from coderdesk.ui.views.records.records_page import RecordsPage

        page = RecordsPage()
        self._stack.addWidget(page)
        return page

    @property
    def _made_book_feeds(self) -> "BookFeeds | None":
        return self.__dict__.get("book_feeds")

    @cached_property
    def book_feeds(self) -> "BookFeeds":
        """What fills the book; both are made together."""
        from coderdesk.ui.book_feeds import BookFeeds
        from coderdesk.ui.views.book.book_page import BookPage

        page = BookPage()
        self._stack.addWidget(page)
        feeds = BookFeeds(page, self)
        feeds.library_made.connect(self.library_made)
        feeds.said.connect(self.said)
        feeds.broken.connect(self.broken)
        feeds.imports.in_use.connect(self._offer_breaks)
        if self._session is not None:
            feeds.start(self._session)
        return feeds

    @property
    def book(self) -> "BookPage":
        return self.book_feeds.page

    def choose_import(self) -> None:
        """Show the installed code sets and the platform's file chooser over them."""
        self.page_wanted.emit("book")
        self.book_feeds.choose_file()

    def import_file(self, path: Path) -> None:
        """Look at a file that was dropped on the window."""
        self.page_wanted.emit("book")
        self.book_feeds.look_at(path)

    # what breaks on a date -------------------------------------------------------------------------------------

    @cached_property
    def breaks(self) -> "BreakFeeds":
        """What fills the page of what breaks; both are made together."""
        from coderdesk.ui.break_feeds import BreakFeeds
        from coderdesk.ui.views.book.breaks_page import BreaksPage

        page = BreaksPage()
        self._stack.addWidget(page)
        feeds = BreakFeeds(page, self)
        feeds.visit_wanted.connect(self.code_of_visit_wanted)
        feeds.record_wanted.connect(self._open_record)
        feeds.code_wanted.connect(self._open_in_book)
        feeds.left.connect(lambda: self.page_wanted.emit("desk"))
        if self._session is not None:
            feeds.start(self._session)
        return feeds

    def show_breaks(self, day: date | None = None) -> None:
        """What the practice has to change for a release that begins on that day, or for the newest one."""
        self._stack.setCurrentWidget(self.breaks.page)
        self.breaks.page.setFocus()
        self.breaks.compare(day)

    def _offer_breaks(self, words: str, day: date) -> None:
        self.offered.emit(words, tr("What breaks on {day}", day=day_words(day)), partial(self.show_breaks, day))

    def _open_in_book(self, system: CodeSystem, value: str) -> None:
        self.page_wanted.emit("book")
        self.book_feeds.open_value(system, value)

    def _open_record(self, location: "Location", why: str) -> None:
        self.page_wanted.emit("records")
        self.feeds.open_record(location, why)

    # documents on their way in ---------------------------------------------------------------------------------

    def actions(self) -> dict[str, Callable[[], object]]:
        """What is done here for the window's actions, by their ids."""
        return {
            "import_codes": self.choose_import,
            "show_breaks": self.show_breaks,
            "take_in": self.take_in,
            "choose_documents": self.choose_documents,
            "paste_document": self.paste_document,
            "read_answers": lambda: self._use_feeds().choose_answers(),
            "show_answers": self.show_answers,
            "show_receivers": lambda: self._use_feeds().show_receivers(),
        }

    def _use_feeds(self) -> "ClaimFeeds":
        """The claims with what fills them, given the practice if they were not there before."""
        assert self.feeds is not None
        return self.claim_feeds

    def show_answers(self) -> None:
        """The claims with the list of what payers sent back."""
        self.page_wanted.emit("claims")
        self._use_feeds().show_answers()

    def show_visit(self, sheet: "VisitSheet") -> None:
        """The visit that is open, for which a single document is proposed."""
        self._sheet = sheet
        if self._made_intake is not None:
            self._made_intake.show_visit(sheet)
        if self._session is not None:
            from coderdesk.ui.intake_answers import look_at_new

            look_at_new(self._session, sheet.visit.encounter.id)

    def receive_dropped(self, files: Sequence[Path]) -> None:
        """Code sets go to the book, documents to the intake page; what a file is, is found out off the UI thread."""
        self.intake.sort_out(files)

    def take_in(self) -> None:
        """The intake page with what arrived."""
        self._stack.setCurrentWidget(self.intake.page)
        self.intake.page.setFocus()

    def choose_documents(self) -> None:
        """The intake page with the platform's file chooser over it."""
        self.take_in()
        self.intake.page.choose_files()

    def paste_document(self) -> None:
        """Text or files of the clipboard."""
        from coderdesk.ui.clipboard_files import files_in, words_about
        from coderdesk.ui.intake_reading import Pasted, pasted_name

        held = QGuiApplication.clipboard().mimeData()
        files, words = files_in(held), held.text()
        if files:
            self.intake.sort_out(files)
        elif words.strip():
            self.intake.receive((Pasted(pasted_name(), words.encode("utf-8")),))
        else:
            self.said.emit(words_about(held))

    def take_in_waiting(self) -> None:
        """The files of the watched folder, from now on known."""
        self.intake.receive(self.watched.take())

    @property
    def _made_intake(self) -> "IntakeFeeds | None":
        return self.__dict__.get("intake")

    @cached_property
    def intake(self) -> "IntakeFeeds":
        """What fills the intake page; both are made together."""
        from coderdesk.ui.intake_feeds import IntakeFeeds
        from coderdesk.ui.views.intake.intake_page import IntakePage

        page = IntakePage()
        self._stack.addWidget(page)
        feeds = IntakeFeeds(page, self)
        page.paste_wanted.connect(self.paste_document)
        feeds.shown.connect(self.take_in)
        feeds.left.connect(lambda: self.page_wanted.emit("desk"))
        feeds.visit_wanted.connect(self.visit_wanted)
        feeds.code_set_found.connect(self.import_file)
        feeds.answers_found.connect(lambda files: self._use_feeds().take_answers(files))
        feeds.watched_folder = lambda: self.incoming_folder()
        feeds.show_visit(self._sheet)
        if self._session is not None:
            feeds.start(self._session)
        return feeds

    @cached_property
    def settings(self) -> "SettingsPage":
        from coderdesk.ui.printing_feeds import PrintingFeeds
        from coderdesk.ui.views.settings.settings_page import SettingsPage

        page = SettingsPage()
        PrintingFeeds(page.printing, session=lambda: self._session, folder=page.claims_folder, parent=page)
        page.preference_set.connect(self.preference_set)
        page.preference_set.connect(lambda _key, _value: self.watched.look())
        page.preference_set.connect(lambda _key, _value: self.watched_answers.look())
        self._stack.addWidget(page)
        return page

    @cached_property
    def feeds(self) -> "PageFeeds":
        """What fills the claims and the records; both are made with it."""
        from coderdesk.ui.page_feeds import PageFeeds

        feeds = PageFeeds(self.claim_feeds, self.records)
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
