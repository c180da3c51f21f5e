"""Reading the documents of the open visit in a lane of their own, out of the way of whoever works meanwhile."""

import gc
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.clinical.copied_text import CopiedSpan
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import DocumentId
from coderdesk.ui.reading_marks import PageReading, page_reading
from coderdesk.ui.session import Session

if TYPE_CHECKING:
    from coderdesk.services.visit_reading import VisitReader, VisitReading

# Between sentences the reader gives the processor away, and while somebody types or scrolls it waits.
_BREATH_SECONDS = 0.0005
_COURTESY_SECONDS = 0.15
_TOLD_EVERY = 0.02


@dataclass(frozen=True, slots=True)
class VisitRead:
    """A visit as it was when it was read, what its documents say, and the marks of each by its id."""

    visit: CodedVisit
    reading: "VisitReading"
    pages: Mapping[str, PageReading]


class _Stopped(Exception):
    """Another visit was opened, or the practice is being closed."""


class VisitReadings(QObject):
    """`read` with a VisitRead; `progressed` with the share that is done. One visit at a time, the newest."""

    read = Signal(object)
    progressed = Signal(float)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reader: VisitReader | None = None
        self._stop = threading.Event()
        self._quiet_until = 0.0
        self.is_reading = False
        session.library_changed.connect(self._forget)

    def want(self, visit: CodedVisit, copied: Mapping[DocumentId, tuple[CopiedSpan, ...]]) -> None:
        """Read this visit and make the marks of its pages; whatever was being read is left."""
        self._stop.set()
        self._stop = threading.Event()
        self.is_reading = True
        stop, fail = self._stop, self._session.operations.fail
        # the search index is made in the search lane, by one thread only
        self._session.search_lane.run(
            self._session.desk.library.warm_up, done=lambda _: self._begin(visit, copied, stop), failed=fail
        )

    def be_courteous(self) -> None:
        """Somebody types or scrolls: the reader waits for a moment."""
        self._quiet_until = time.monotonic() + _COURTESY_SECONDS

    def close(self) -> None:
        """Leave what is being read."""
        self._stop.set()
        gc.unfreeze()
        self.is_reading = False

    def _forget(self) -> None:
        self.close()
        self._reader = None

    def _begin(
        self, visit: CodedVisit, copied: Mapping[DocumentId, tuple[CopiedSpan, ...]], stop: threading.Event
    ) -> None:
        if not stop.is_set():
            self._session.reading_lane.run(
                lambda: self._read(visit, copied, stop), done=lambda found: self._tell(found, stop), failed=self._fail
            )

    def _read(
        self, visit: CodedVisit, copied: Mapping[DocumentId, tuple[CopiedSpan, ...]], stop: threading.Event
    ) -> "VisitRead | None":
        from coderdesk.services.visit_reading import VisitReader  # numpy and the search index

        if stop.is_set():
            return None
        # What is there by now is not walked again by the collector, which would hold the window up for its whole round.
        gc.freeze()
        reader = self._reader = self._reader or VisitReader(self._session.desk.library)
        try:
            found = reader.read(visit, between=self._between(stop))
        except _Stopped:
            return None
        pages = {str(one.document_id): page_reading(one, copied.get(one.document_id, ())) for one in found.documents}
        return VisitRead(visit, found, pages)

    def _between(self, stop: threading.Event) -> Callable[[float], None]:
        told = 0.0

        def between(share: float) -> None:
            nonlocal told
            stop.wait(_BREATH_SECONDS)
            while time.monotonic() < self._quiet_until and not stop.is_set():
                stop.wait(0.02)
            if stop.is_set():
                raise _Stopped
            if share - told >= _TOLD_EVERY:
                told = share
                self.progressed.emit(share)

        return between

    def _tell(self, found: "VisitRead | None", stop: threading.Event) -> None:
        if found is not None and not stop.is_set():
            self.is_reading = False
            self.read.emit(found)

    def _fail(self, trouble: Exception) -> None:
        self.is_reading = False
        self._session.operations.fail(trouble)
