"""Finding words in all documents of the visit: the line asks, the search lane looks, the text shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coderdesk.domain.clinical.document import Document
from coderdesk.ui.session import Session
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.views.desk.find_line import FindLine

if TYPE_CHECKING:
    from coderdesk.services.text_search import FoundText, SearchedText


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in one of the documents."""

    document_id: str
    found: "FoundText"


class FindInText(QObject):
    """`line` is to be laid out by whoever makes this."""

    def __init__(self, documents: DocumentPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.line = FindLine()
        self._documents = documents
        self._session: Session | None = None
        self._searched: dict[str, SearchedText] = {}
        self._looked_in: tuple[str, ...] = ()
        self._hits: tuple[Hit, ...] = ()
        self._chosen = -1
        self.line.query_changed.connect(self._look)
        self.line.step_wanted.connect(self.step)
        self.line.closed.connect(self._leave)
        documents.document_changed.connect(self._follow)

    def start(self, session: Session) -> None:
        self._session = session

    def stop(self) -> None:
        self._session, self._searched, self._hits, self._chosen = None, {}, (), -1
        self.line.hide()

    def open(self) -> None:
        """Ctrl+F: with the words that are selected, if they are few."""
        selection = self._documents.current_selection()
        words = " ".join(selection.text.split()) if selection is not None else ""
        self.line.open(words if 0 < len(words) <= 60 else "")

    @property
    def found(self) -> "tuple[FoundText, ...]":
        """The places in all documents, in their order."""
        return tuple(one.found for one in self._hits)

    @property
    def chosen(self) -> Hit | None:
        return self._hits[self._chosen] if self._chosen >= 0 else None

    def _look(self, query: str) -> None:
        documents, session = self._documents.documents, self._session
        if self.line.isHidden() or not documents or session is None:
            return
        known = self._searched

        def look() -> "tuple[dict[str, SearchedText], tuple[Hit, ...]]":
            from coderdesk.services.text_search import searched_text  # rapidfuzz, with the first search

            searched = {one.hash: known.get(one.hash) or searched_text(one.text) for one in documents}
            return searched, hits_of(documents, searched, query)

        def show(answer: "tuple[dict[str, SearchedText], tuple[Hit, ...]]") -> None:
            self._searched, hits = answer
            self._looked_in = tuple(one.hash for one in documents)
            self._show(hits)

        session.search_lane.run_newest("find in text", look, done=show, failed=session.operations.fail)

    def _show(self, hits: tuple[Hit, ...]) -> None:
        """The first place after the caret is chosen, in this document or else in one of the next."""
        self._hits = hits
        order = [str(one.id) for one in self._documents.documents]
        front = self._documents.current_document_id()
        here = (order.index(front) if front in order else 0, self._documents.text_view.caret())
        after = (at for at, one in enumerate(hits) if (order.index(one.document_id), one.found.end) > here)
        self._chosen = next(after, 0 if hits else -1)
        self._go()

    def step(self, step: int) -> None:
        if self._hits:
            self._chosen = (self._chosen + step) % len(self._hits)
            self._go()

    def _go(self) -> None:
        """To the chosen place; its document comes to the front."""
        hit = self.chosen
        is_near = hit is not None and not hit.found.is_exact
        self.line.show_count(self._chosen, len(self._hits), is_near=is_near, per_document=self._per_document())
        if hit is not None:
            self._documents.show_document(hit.document_id)
        self._show_here()
        if hit is not None:
            self._documents.text_view.bring_into_view(hit.found.start)

    def _per_document(self) -> tuple[tuple[str, int], ...]:
        counts = [
            (one.title, sum(hit.document_id == one.id for hit in self._hits)) for one in self._documents.documents
        ]
        return tuple(counts) if len(counts) > 1 else ()

    def _show_here(self) -> None:
        """The places in the document in front."""
        front = self._documents.current_document_id()
        here = [one for one in self._hits if one.document_id == front]
        hit = self.chosen
        self._documents.text_view.show_found([one.found for one in here], here.index(hit) if hit in here else -1)

    def _follow(self, _document_id: str) -> None:
        """Another document came to the front, perhaps of another visit."""
        if self.line.isHidden():
            return
        if self._looked_in == tuple(one.hash for one in self._documents.documents):
            self._show_here()
        else:
            self._look(self.line.field.text())

    def _leave(self) -> None:
        """Back in the text, the place that was chosen is selected: Ctrl+K and Enter go on from there."""
        hit = self.chosen
        if hit is not None:
            self._documents.select_span(hit.document_id, hit.found.start, hit.found.end)
        self._hits, self._chosen = (), -1
        self._documents.text_view.show_found((), -1)
        self._documents.setFocus()


def hits_of(documents: "tuple[Document, ...]", searched: "dict[str, SearchedText]", query: str) -> tuple[Hit, ...]:
    """The places in all documents; near spellings only when the words stand in none of them as typed."""
    from coderdesk.services.text_search import find_in

    hits = tuple(Hit(str(one.id), found) for one in documents for found in find_in(searched[one.hash], query))
    exact = tuple(one for one in hits if one.found.is_exact)
    return exact or hits
