"""The originals of the documents of the open visit: looked up, drawn page by page in a lane of their own, saved."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.values.ids import DocumentId
from coderdesk.ui.session import Session
from coderdesk.ui.tasks import Lane
from coderdesk.ui.text import tr
from coderdesk.ui.views.desk.document_panel import DocumentPanel

if TYPE_CHECKING:
    from coderdesk.services.originals import KeptOriginal

ACTIONS = frozenset({"original_page", "save_original"})
_PICTURES_KEPT = 8


@dataclass(frozen=True, slots=True)
class _Opened:
    """`kept` is None for a document that was typed here; `sizes` is empty for a file without pages."""

    kept: "KeptOriginal | None"
    sizes: tuple[tuple[float, float], ...] = ()


class Originals(QObject):
    """Serves the documents panel for one session. `said(words)`."""

    said = Signal(str)

    def __init__(self, panel: DocumentPanel, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self._session = session
        self._lane = Lane("pictures", self)
        self._front: tuple[str, str] | None = None
        self._opened = _Opened(None)
        self._as_pages: set[str] = set()
        self._pictures: OrderedDict[tuple[str, int, float], QImage] = OrderedDict()
        panel.document_changed.connect(self.refresh)
        panel.page_toggled.connect(self._toggle)
        panel.original.picture_wanted.connect(self._draw)
        panel.original.save_wanted.connect(self.save)
        panel.original.passage_clicked.connect(panel.passage_clicked)

    def stop(self) -> None:
        """Nothing of any page stays."""
        self._lane.close()
        self._pictures.clear()
        self._opened, self._front = _Opened(None), None
        view = self._panel.original
        self._panel.document_changed.disconnect(self.refresh)
        self._panel.page_toggled.disconnect(self._toggle)
        view.picture_wanted.disconnect(self._draw)
        view.save_wanted.disconnect(self.save)
        view.passage_clicked.disconnect(self._panel.passage_clicked)
        view.show_nothing()
        self._panel.offer_original(has_original=False, has_pages=False)
        self.deleteLater()

    @property
    def is_idle(self) -> bool:
        return self._lane.is_idle

    def does(self, name: str) -> bool:
        """Do an action by its id; False for one that is none of ours."""
        if name == "original_page":
            self._toggle(on=not self._panel.is_showing_page)
        elif name == "save_original":
            self.save()
        return name in ACTIONS

    def refresh_sheet(self, _sheet: object) -> None:
        """A text may have been revised: then its places no longer hold."""
        self.refresh()

    # the document in front -------------------------------------------------------------------------------------

    def refresh(self, document_id: str = "") -> None:
        """Look up the original of the document in front; without an id only when its text is another one now."""
        document = self._panel.current_document()
        front = (str(document.id), document.hash) if document else None
        if document is None or (front == self._front and not document_id):
            return
        self._front, self._opened = front, _Opened(None)
        self._panel.offer_original(has_original=False, has_pages=False)
        self._panel.original.show_nothing()
        self._session.lane.run_newest(
            "original",
            partial(_open, self._session, document),
            done=partial(self._show, document),
            failed=self._session.operations.fail,
        )

    def _show(self, document: Document, opened: _Opened) -> None:
        if self._front != (str(document.id), document.hash):
            return
        self._opened = opened
        has_words = any(character.isalnum() for character in document.text)
        self._panel.offer_original(has_original=opened.kept is not None, has_pages=bool(opened.sizes))
        if opened.kept is not None and opened.sizes:
            self._panel.original.show_original(opened.sizes, opened.kept.places, has_words=has_words)
            self._panel.show_page(on=document.id in self._as_pages or not has_words)
        if opened.kept is not None and opened.kept.is_recognised:
            self.said.emit(tr("Text by OCR: check what you quote against the page."))

    def _toggle(self, on: bool) -> None:  # noqa: FBT001 - the form of the signal
        if self._front is None:
            return
        if self._opened.kept is None:
            self.said.emit(tr("This document was typed here: there is no page of an original."))
        elif not self._opened.sizes:
            self.said.emit(tr("Its original has no pages. Save it to see it in its own program."))
        else:
            (self._as_pages.add if on else self._as_pages.discard)(self._front[0])
            self._panel.show_page(on=on)

    # pictures --------------------------------------------------------------------------------------------------

    def _draw(self, page: int, scale: float) -> None:
        kept = self._opened.kept
        if kept is None:
            return
        original = kept.original
        key = (original.sha256, page, round(scale, 3))
        known = self._pictures.get(key)
        if known is not None:
            self._pictures.move_to_end(key)
            self._panel.original.show_picture(page, known)
            return

        def work() -> QImage:
            from coderdesk.services.originals import picture_of_page

            drawn = picture_of_page(original=original, page=page, scale=scale)
            image = QImage(drawn.rgb, drawn.width, drawn.height, 3 * drawn.width, QImage.Format.Format_RGB888)
            return image.convertToFormat(QImage.Format.Format_RGB32)  # owns its bytes, and is painted without more ado

        self._lane.run_newest("page", work, done=partial(self._drawn, key, page), failed=self._session.operations.fail)

    def _drawn(self, key: tuple[str, int, float], page: int, picture: QImage) -> None:
        self._pictures[key] = picture
        while len(self._pictures) > _PICTURES_KEPT:
            self._pictures.popitem(last=False)
        kept = self._opened.kept
        if kept is not None and kept.original.sha256 == key[0]:
            self._panel.original.show_picture(page, picture)

    # saving ----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """The platform's own chooser for where the file goes."""
        kept = self._opened.kept
        if kept is None or self._front is None:
            self.said.emit(tr("This document was typed here: there is no original to save."))
            return
        document_id = DocumentId(self._front[0])
        dialog = QFileDialog(self._panel, tr("Save the original"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(kept.original.name)
        dialog.fileSelected.connect(lambda name: self._save(document_id, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, document_id: DocumentId, path: Path) -> None:
        session = self._session

        def work() -> Path:
            from coderdesk.services.originals import save_original

            return save_original(desk=session.desk, document_id=document_id, path=path)

        session.lane.run(
            work,
            done=lambda saved: self.said.emit(tr("Saved {name} in {folder}", name=saved.name, folder=saved.parent)),
            failed=session.operations.fail,
        )


def _open(session: Session, document: Document) -> _Opened:
    """In the lane: the file and the sizes of its pages. A file that cannot be drawn any more has no pages."""
    from coderdesk.domain.values.trouble import AppError
    from coderdesk.services.originals import original_of, pages_of

    kept = original_of(desk=session.desk, document=document)
    if kept is None or not kept.has_pages:
        return _Opened(kept)
    try:
        return _Opened(kept, pages_of(original=kept.original))
    except AppError:
        return _Opened(kept)
