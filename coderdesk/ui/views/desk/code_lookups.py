"""The code browser's questions, answered in the search lane: the newest question only."""

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_browser import CodeHit, children_of, describe_code, search_codes
from coderdesk.ui.session import Session
from coderdesk.ui.views.desk.browser_panel import BrowserPanel


class CodeLookups(QObject):
    """Connects one browser panel with one session. `answered` follows each search whose hits are shown."""

    answered = Signal()

    def __init__(self, panel: BrowserPanel, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self._session = session
        panel.search_wanted.connect(self._search)
        panel.page_wanted.connect(self._describe)
        panel.children_wanted.connect(self._open_branch)

    def _search(self, query: str, systems: frozenset[CodeSystem] | None, ticket: int) -> None:
        on = self._panel.date_of_service
        if on is None:
            return
        library = self._session.desk.library
        self._session.search_lane.run_newest(
            "search",
            lambda: search_codes(library=library, query=query, on=on, systems=systems),
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
        self._session.search_lane.run_newest(
            "page",
            lambda: describe_code(library=library, system=system, value=value, on=on),
            done=lambda page: self._panel.show_page(ticket, page),
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
