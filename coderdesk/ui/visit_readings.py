"""Reading the documents of the open visit in a process of its own, out of the way of whoever works meanwhile.

A lane of the session waits for what it tells, so that the window never does.
"""

import gc
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coderdesk.domain.clinical.copied_text import CopiedSpan
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import DocumentId
from coderdesk.domain.values.trouble import AppError
from coderdesk.ui.reading_marks import PageReading, page_reading
from coderdesk.ui.session import Session

if TYPE_CHECKING:
    from coderdesk.services.read_aside import ReadingAside
    from coderdesk.services.visit_reading import VisitReader, VisitReading

# While what was read is put together, the lane gives the processor away at every step.
_BREATH_SECONDS = 0.0005
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
    """`read` with a VisitRead; `progressed` with the share that is done; `stopped` with a sentence when reading failed: the
    next `want` tries again. One visit at a time, the newest."""

    read = Signal(object)
    progressed = Signal(float)
    stopped = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._aside: ReadingAside | None = None
        self._reader: VisitReader | None = None
        self._stop = threading.Event()
        self.is_reading = False
        session.library_changed.connect(self._forget)

    @property
    def process_id(self) -> int | None:
        """The process that reads; None while there is none."""
        return self._aside.child_id if self._aside is not None else None

    def want(self, visit: CodedVisit, copied: Mapping[DocumentId, tuple[CopiedSpan, ...]]) -> None:
        """Read this visit and make the marks of its pages; whatever was being read is left."""
        self._stop.set()
        stop = self._stop = threading.Event()
        self.is_reading = True
        self._session.reading_lane.run(
            lambda: self._read(visit, copied, stop),
            done=lambda found: self._tell(found, stop),
            failed=lambda trouble: self._fail(trouble, stop),
        )

    def close(self) -> None:
        """Leave what is being read, and end the process."""
        self._stop.set()
        if self._aside is not None:
            self._aside.end()
        self._aside = self._reader = None
        gc.unfreeze()
        self.is_reading = False

    def _forget(self) -> None:
        """Other code sets answer from now on: they are read by another process."""
        self.close()

    def _reader_of(self, stop: threading.Event) -> "VisitReader | None":
        from coderdesk.services.read_aside import ReadingAside  # numpy and the search index
        from coderdesk.services.visit_reading import VisitReader

        if stop.is_set():
            return None
        if self._reader is None or self._aside is None:
            self._aside = ReadingAside(self._session.desk.paths)
            self._reader = VisitReader(self._aside.read)
        return self._reader

    def _read(
        self, visit: CodedVisit, copied: Mapping[DocumentId, tuple[CopiedSpan, ...]], stop: threading.Event
    ) -> "VisitRead | None":
        from coderdesk.services.read_aside import ReadingEnded

        reader = self._reader_of(stop)
        if reader is None:
            return None
        # What is there by now is not walked again by the collector, which would hold the window up for its whole round.
        gc.freeze()
        try:
            found = reader.read(visit, between=self._between(stop))
            pages = {
                str(one.document_id): page_reading(
                    one, copied.get(one.document_id, ()), between=lambda: self._breathe(stop)
                )
                for one in found.documents
            }
        except (_Stopped, ReadingEnded):
            return None
        return VisitRead(visit, found, pages)

    def _breathe(self, stop: threading.Event) -> None:
        if stop.wait(_BREATH_SECONDS):
            raise _Stopped

    def _between(self, stop: threading.Event) -> Callable[[float], None]:
        told = 0.0

        def between(share: float) -> None:
            nonlocal told
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

    def _fail(self, trouble: Exception, stop: threading.Event) -> None:
        if stop.is_set():
            return
        self.is_reading = False
        if isinstance(trouble, AppError):
            self.stopped.emit(str(trouble))
        else:
            self._session.operations.fail(trouble)
