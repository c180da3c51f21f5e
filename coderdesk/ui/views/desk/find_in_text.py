"""Finding words in the document in front: the line asks, the search lane looks, the text shows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coderdesk.ui.session import Session
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.views.desk.find_line import FindLine

if TYPE_CHECKING:
    from coderdesk.services.text_search import FoundText, SearchedText


class FindInText(QObject):
    """`line` is to be laid out by whoever makes this."""

    def __init__(self, documents: DocumentPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.line = FindLine()
        self._documents = documents
        self._session: Session | None = None
        self._searched: tuple[str, SearchedText] | None = None
        self._found: tuple[FoundText, ...] = ()
        self._chosen = -1
        self.line.query_changed.connect(self._look)
        self.line.step_wanted.connect(self.step)
        self.line.closed.connect(self._leave)
        documents.document_changed.connect(lambda _: self._look(self.line.field.text()))

    def start(self, session: Session) -> None:
        self._session = session

    def stop(self) -> None:
        self._session, self._searched = None, None
        self.line.hide()

    def open(self) -> None:
        """Ctrl+F: with the words that are selected, if they are few."""
        selection = self._documents.current_selection()
        words = " ".join(selection.text.split()) if selection is not None else ""
        self.line.open(words if 0 < len(words) <= 60 else "")

    @property
    def found(self) -> "tuple[FoundText, ...]":
        return self._found

    def _look(self, query: str) -> None:
        document, session = self._documents.current_document(), self._session
        if self.line.isHidden() or document is None or session is None:
            return

        def look() -> "tuple[SearchedText, tuple[FoundText, ...]]":
            from coderdesk.services.text_search import find_in, searched_text  # rapidfuzz, with the first search

            known = self._searched
            searched = known[1] if known and known[0] == document.hash else searched_text(document.text)
            return searched, find_in(searched, query)

        def show(answer: "tuple[SearchedText, tuple[FoundText, ...]]") -> None:
            self._searched = (document.hash, answer[0])
            self._show(answer[1])

        session.search_lane.run_newest("find in text", look, done=show, failed=session.operations.fail)

    def _show(self, found: "tuple[FoundText, ...]") -> None:
        """The first place after the caret is chosen."""
        self._found = found
        here = self._documents.text_view.caret()
        self._chosen = next((place for place, one in enumerate(found) if one.end > here), 0 if found else -1)
        self._go()

    def step(self, step: int) -> None:
        if self._found:
            self._chosen = (self._chosen + step) % len(self._found)
            self._go()

    def _go(self) -> None:
        is_near = bool(self._found) and not self._found[0].is_exact
        self.line.show_count(self._chosen, len(self._found), is_near=is_near)
        view = self._documents.text_view
        view.show_found(self._found, self._chosen)
        if self._chosen >= 0:
            one = self._found[self._chosen]
            view.bring_into_view(one.start)

    def _leave(self) -> None:
        """Back in the text, the place that was chosen is selected: Ctrl+K and Enter go on from there."""
        view = self._documents.text_view
        if self._chosen >= 0 and self._found:
            one = self._found[self._chosen]
            view.select_span(one.start, one.end)
        self._found, self._chosen = (), -1
        view.show_found((), -1)
        self._documents.setFocus()
