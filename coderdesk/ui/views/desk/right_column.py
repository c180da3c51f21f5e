"""The right column of the desk: code book and coded list, or in their place the level worksheet, the provider queries, the
claim's details, the advance notices or the stay's group."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from coderdesk.domain.coding.code import Code
from coderdesk.domain.values.finding import DETAILS
from coderdesk.domain.values.ids import AssignmentId, DocumentId
from coderdesk.services.coding import Passage
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.session import Session
from coderdesk.ui.views.desk.browser_panel import BrowserPanel
from coderdesk.ui.views.desk.coded_panel import CodedPanel
from coderdesk.ui.views.desk.document_panel import DocumentPanel

if TYPE_CHECKING:
    from coderdesk.ui.views.claims.detail_feeds import DetailFeeds
    from coderdesk.ui.views.desk.level_feeds import LevelFeeds
    from coderdesk.ui.views.desk.notice_feeds import NoticeFeeds
    from coderdesk.ui.views.desk.query_feeds import QueryFeeds
    from coderdesk.ui.views.desk.stay_feeds import StayFeeds


_PRESENT_ON_ADMISSION = "poa"


class RightColumn(QStackedWidget):
    """`codes_shown(bool)` when code book and coded list come or go. The other panels are made when they are first wanted."""

    codes_shown = Signal(bool)

    def __init__(
        self, documents: DocumentPanel, browser: BrowserPanel, coded: CodedPanel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._documents, self._browser, self._coded = documents, browser, coded
        self._session: Session | None = None
        self._sheet: VisitSheet | None = None
        self._folder: Callable[[], Path] = Path.cwd
        self._level: LevelFeeds | None = None
        self._queries: QueryFeeds | None = None
        self._details: DetailFeeds | None = None
        self._notices: NoticeFeeds | None = None
        self._stay: StayFeeds | None = None
        self.codes = QSplitter(Qt.Orientation.Vertical)
        self.codes.setObjectName("right_column")
        self.codes.addWidget(browser)
        self.codes.addWidget(coded)
        self.codes.setSizes([430, 330])
        self.addWidget(self.codes)
        self.currentChanged.connect(self._tell)
        coded.edit_begun.connect(self.show_codes)
        self._does: dict[str, Callable[[], None]] = {
            "level_worksheet": self.open_level,
            "print_level": self._print_level,
            "compose_query": self.open_queries,
            "cite_passage": self._cite,
            "answer_query": self._answer,
            "claim_details": self.open_details,
            "advance_notice": self.open_notices,
            "stay_group": self.open_stay,
        }

    def does(self, name: str) -> bool:
        """Do an action by its name; False for one that is not of this column."""
        if name not in self._does:
            return False
        if self._session is not None and self._sheet is not None:
            self._does[name]()
        return True

    # the session and the visit ---------------------------------------------------------------------------------

    def start(self, session: Session, folder: Callable[[], Path]) -> None:
        self._session, self._folder = session, folder

    def stop(self) -> None:
        """Nothing of any visit stays."""
        feeds = self._made
        self._session = self._sheet = self._level = self._queries = self._details = self._notices = self._stay = None
        self.show_codes()
        for one in feeds:
            one.stop()
        for panel in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if self.indexOf(panel) > 0:
                self.removeWidget(panel)
                panel.deleteLater()

    def show_sheet(self, sheet: VisitSheet) -> None:
        if self._sheet is None and self._session is not None:
            self._session.reading_lane.run(_load, done=lambda _: None, failed=self._session.operations.fail)
        self._sheet = sheet
        for feeds in self._made:
            feeds.show_visit(sheet)

    @property
    def _made(self) -> "tuple[LevelFeeds | QueryFeeds | DetailFeeds | NoticeFeeds | StayFeeds, ...]":
        """What was asked for so far."""
        feeds = (self._level, self._queries, self._details, self._notices, self._stay)
        return tuple(one for one in feeds if one is not None)

    def show_codes(self) -> None:
        """Code book and coded list again."""
        if self.currentWidget() is not self.codes:
            self.setCurrentWidget(self.codes)

    def show_code(self, code: Code) -> None:
        self.show_codes()
        self._browser.open_code(code.system, code.value)

    def focus_search(self) -> None:
        self.show_codes()
        self._browser.focus_search()

    def do_in_book(self, name: str) -> None:
        """An action of the code book, never on a code that nobody sees."""
        self.show_codes()
        self._browser.tools.do(name)

    def regions(self) -> tuple[QWidget, ...]:
        """What F6 goes round here."""
        shown = self.currentWidget()
        return (self._browser, self._coded) if shown is self.codes or shown is None else (shown,)

    def leave(self) -> None:
        self.show_codes()
        self._documents.setFocus()

    def _tell(self, place: int) -> None:
        self.codes_shown.emit(place == self.indexOf(self.codes))

    # the level -------------------------------------------------------------------------------------------------

    def open_level(self) -> None:
        """The worksheet in place of the code book, or back again. The keyboard stays with words that are selected."""
        feeds = self._level_feeds()
        if self.currentWidget() is feeds.panel:
            self.leave()
            return
        self.setCurrentWidget(feeds.panel)
        feeds.refresh()
        (self._documents if self._documents.current_selection() is not None else feeds.panel).setFocus()

    def _print_level(self) -> None:
        self._level_feeds().print_sheet()

    def _level_feeds(self) -> "LevelFeeds":
        if self._level is None:
            from coderdesk.ui.views.desk.level_feeds import LevelFeeds  # what a first chart does not wait for
            from coderdesk.ui.views.desk.level_panel import LevelPanel

            session, sheet = self._opened()
            panel = LevelPanel()
            self.addWidget(panel)
            panel.left.connect(self.leave)
            self._level = LevelFeeds(panel, self._documents, session, folder=self._folder, parent=self)
            self._level.show_visit(sheet)
        return self._level

    # the queries -----------------------------------------------------------------------------------------------

    def open_queries(self) -> None:
        """Queries and the composer in place of the code book; from there the keyboard goes to the first empty field."""
        feeds = self._query_feeds()
        if self.currentWidget() is feeds.panel:
            self.leave()
            return
        self.setCurrentWidget(feeds.panel)
        feeds.refresh()
        feeds.panel.compose()

    def _cite(self) -> None:
        feeds = self._query_feeds()
        self.setCurrentWidget(feeds.panel)
        feeds.cite()

    def _answer(self) -> None:
        feeds = self._query_feeds()
        self.setCurrentWidget(feeds.panel)
        feeds.panel.answer_first()
        feeds.refresh()

    def _query_feeds(self) -> "QueryFeeds":
        if self._queries is None:
            from coderdesk.ui.views.desk.query_feeds import QueryFeeds
            from coderdesk.ui.views.desk.query_panel import QueryPanel

            session, sheet = self._opened()
            panel = QueryPanel()
            self.addWidget(panel)
            panel.left.connect(self.leave)
            self._queries = QueryFeeds(
                panel, self._documents, session, code=self._browser.current_code, folder=self._folder, parent=self
            )
            self._queries.show_visit(sheet)
        return self._queries

    # the claim's details ---------------------------------------------------------------------------------------

    def open_details(self) -> None:
        """What the claim says beyond its codes in place of the code book, or back again."""
        feeds = self._detail_feeds()
        if self.currentWidget() is feeds.panel:
            self.leave()
            return
        self.setCurrentWidget(feeds.panel)
        feeds.panel.setFocus()

    def mend_visit(self, field: str) -> None:
        """Where a finding on the visit itself is mended: a field of the details, or else the search for another code."""
        if not self.go_to_detail(field):
            self.focus_search()

    def go_to_detail(self, field: str, assignment_id: AssignmentId | None = None) -> bool:
        """Open a finding's field of the details, the claim's or a service's; False for a field that is none of them."""
        if not field.startswith((DETAILS, _PRESENT_ON_ADMISSION)) or self._session is None or self._sheet is None:
            return False
        feeds = self._detail_feeds()
        self.setCurrentWidget(feeds.panel)
        return feeds.panel.go_to(field.removeprefix(DETAILS), assignment_id)

    def _detail_feeds(self) -> "DetailFeeds":
        if self._details is None:
            from coderdesk.ui.views.claims.detail_feeds import DetailFeeds
            from coderdesk.ui.views.claims.details_panel import DetailsPanel

            session, sheet = self._opened()
            panel = DetailsPanel()
            self.addWidget(panel)
            panel.left.connect(self.leave)
            self._details = DetailFeeds(panel, session, passages=self._passages, parent=self)
            self._details.show_visit(sheet)
        return self._details

    # the advance notices ---------------------------------------------------------------------------------------

    def open_notices(self) -> None:
        """Notices and a new one in place of the code book, about the service that is chosen; or back again."""
        feeds = self._notice_feeds()
        if self.currentWidget() is feeds.panel:
            self.leave()
        else:
            self.draw_up_notice(self._coded.selected_assignment())

    def draw_up_notice(self, assignment_id: AssignmentId | None) -> None:
        """A notice about that service, and about those that are not covered."""
        feeds = self._notice_feeds()
        self.setCurrentWidget(feeds.panel)
        feeds.name(assignment_id)

    def _notice_feeds(self) -> "NoticeFeeds":
        if self._notices is None:
            from coderdesk.ui.views.desk.notice_feeds import NoticeFeeds
            from coderdesk.ui.views.desk.notice_panel import NoticePanel

            session, sheet = self._opened()
            panel = NoticePanel()
            self.addWidget(panel)
            panel.left.connect(self.leave)
            self._notices = NoticeFeeds(panel, session, folder=self._folder, parent=self)
            self._notices.show_visit(sheet)
        return self._notices

    # the stay --------------------------------------------------------------------------------------------------

    def open_stay(self) -> None:
        """Group and risk in place of the code book, or back again; the keyboard goes to the discharge status."""
        if self._stay is None:
            from coderdesk.ui.views.desk.stay_feeds import StayFeeds
            from coderdesk.ui.views.desk.stay_panel import StayPanel

            session, sheet = self._opened()
            panel = StayPanel()
            self.addWidget(panel)
            panel.left.connect(self.leave)
            self._stay = StayFeeds(panel, self._documents, session, parent=self)
            self._stay.show_visit(sheet)
        if self.currentWidget() is self._stay.panel:
            self.leave()
            return
        self.setCurrentWidget(self._stay.panel)
        self._stay.refresh()
        self._stay.panel.take_focus()

    def _passages(self) -> tuple[Passage, ...]:
        chosen = self._documents.current_selection()
        return (Passage(DocumentId(chosen.document_id), chosen.start, chosen.end),) if chosen else ()

    def _opened(self) -> tuple[Session, VisitSheet]:
        assert self._session is not None
        assert self._sheet is not None
        return self._session, self._sheet


def _load() -> None:
    """What the panels work with is read from disk while the first chart is, not when somebody waits for a panel."""
    import coderdesk.services.em_levels
    import coderdesk.services.provider_queries  # noqa: F401
