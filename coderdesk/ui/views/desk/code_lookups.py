"""The code browser's questions, answered in the search lane: the newest question only."""

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.search_context import SearchContext
from coderdesk.services.code_browser import CodeHit, CodePage, children_of, describe_code, search_codes
from coderdesk.services.code_neighbours import CodeNeighbours, neighbours
from coderdesk.ui.session import Session
from coderdesk.ui.views.desk.browser_panel import BrowserPanel
from coderdesk.ui.views.desk.own_book import OwnBook


class CodeLookups(QObject):
    """Connects one browser panel with one session. `answered` follows each search whose hits are shown."""

    answered = Signal()

    def __init__(
        self, panel: BrowserPanel, session: Session, parent: QObject | None = None, *, topic: str = "desk"
    ) -> None:
        """`topic` keeps the questions of one panel from overtaking those of another."""
        super().__init__(parent)
        self._topic = topic
        self._panel = panel
        self._session = session
        self.own_book: OwnBook | None = None
        panel.search_wanted.connect(self._search)
        panel.page_wanted.connect(self._describe)
        panel.children_wanted.connect(self._open_branch)

    @property
    def context(self) -> SearchContext:
        """What is known of visit and practice."""
        return self.own_book.context if self.own_book is not None else SearchContext()

    def _search(self, query: str, systems: frozenset[CodeSystem] | None, ticket: int) -> None:
        on = self._panel.date_of_service
        if on is None:
            return
        library = self._session.desk.library
        context = self.context
        self._session.search_lane.run_newest(
            f"{self._topic} search",
            lambda: search_codes(library=library, query=query, on=on, systems=systems, context=context),
            done=lambda hits: self._show(ticket, hits),
            failed=self._session.operations.fail,
        )

    def _show(self, ticket: int, hits: tuple[CodeHit, ...]) -> None:
        self._panel.show_hits(ticket, hits)
        self.answered.emit()

    def _describe(self, system: CodeSystem, value: str, ticket: int) -> None:
        on = self._panel.date_of_service
        if on is None:
            return
        library = self._session.desk.library

        def describe() -> tuple[CodePage | None, CodeNeighbours]:
            page = describe_code(library=library, system=system, value=value, on=on)
            return page, neighbours(library=library, system=system, value=value, on=on)

        self._session.search_lane.run_newest(
            f"{self._topic} page",
            describe,
            done=lambda found: self._panel.show_page(ticket, *found),
            failed=self._session.operations.fail,
        )

    def _open_branch(self, system: CodeSystem, value: str | None) -> None:
        on = self._panel.date_of_service
        if on is None:
            return
        library = self._session.desk.library
        self._session.search_lane.run(
            lambda: children_of(library=library, system=system, value=value, on=on),
            done=lambda nodes: self._panel.show_children(system, value, nodes),
            failed=self._session.operations.fail,
        )
