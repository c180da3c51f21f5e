"""Reading documents in a process of its own: in a thread it would take the processor from the window at every sentence.

The process is started when the first document is to be read, lives until `end`, and stays when a document is left.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.reading import Reading
from coderdesk.domain.values.trouble import AppError
from coderdesk.reading.document import ReadDocument
from coderdesk.services.code_sets import open_code_sets
from coderdesk.services.visit_reading import Between, DocumentReader, DocumentReading, left_open
from coderdesk.services.worker import Limits, Task, WorkBroken, Worker, WorkLeft, WorkLost, WorkRefused
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import Progress

T = TypeVar("T")

_BATCH = 150  # few enough that unpacking one of them is not felt at the window
_BREATH = 0.0005
_STARTS = 2
_WHOLE = 1000
_LIMITS = Limits(leave=10.0)


class ReadingStopped(AppError):
    """The other process ended twice, or met a fault of the program. `where` names the place in the program, never the text."""

    def __init__(self, where: str = "") -> None:
        super().__init__(
            "Reading the documents stopped unexpectedly. Nothing was lost: texts, codes and passages are as they were. "
            "Ctrl+U reads them again." + (f" ({where})" if where else "")
        )


class ReadingEnded(Exception):
    """The practice was closed meanwhile."""


class ReadingAside:
    """`read` in one thread; `end` from any. Nothing is running before the first `read`."""

    def __init__(self, paths: Paths) -> None:
        self._worker = Worker(partial(_make_reader, paths), name="reading", limits=_LIMITS)
        self._is_ended = False

    @property
    def child_id(self) -> int | None:
        """The process that reads; None while there is none."""
        return self._worker.process_id

    def read(self, document: Document, *, on: date, setting: Setting, between: Between | None) -> DocumentReading:
        """What the document says. A process that has died is started anew, once. Raises ReadingStopped, ReadingEnded, and
        what `between` raises."""
        try:
            return self._read(_Asked(document, on, setting), between)
        finally:
            if self._is_ended:
                self._worker.close()  # it may have been about to start when `end` looked for it

    def end(self) -> None:
        """Kill the process, whatever it is doing; `read` raises ReadingEnded from now on."""
        self._is_ended = True
        self._worker.close()

    def _read(self, asked: "_Asked", between: Between | None) -> DocumentReading:
        for _ in range(_STARTS):
            try:
                return _whole(asked.document, self._parts(asked, between))
            except WorkLost:
                continue
            except WorkRefused as refusal:
                raise ReadingStopped(str(refusal)) from refusal
            except WorkBroken as fault:
                raise ReadingStopped(str(fault)) from fault
        self._leave_if_ended()
        raise ReadingStopped

    def _parts(self, asked: "_Asked", between: Between | None) -> dict[str, list[Any]]:
        """Put together what comes in batches. Between two of them the window has its turn."""
        self._leave_if_ended()
        parts: dict[str, list[Any]] = {name: [] for name in _PARTS}
        for name, batch in self._worker.pieces(asked, progress=_Watching(self, between)):
            parts[name].extend(batch)
            time.sleep(_BREATH)
        return parts

    def _leave_if_ended(self) -> None:
        if self._is_ended:
            raise ReadingEnded


class _Watching:
    """Asks between two answers whether they are wanted: `between` raises when they are not."""

    def __init__(self, aside: ReadingAside, between: Between | None) -> None:
        self._aside = aside
        self._between = between
        self._share = 0.0

    @property
    def is_cancelled(self) -> bool:
        self._aside._leave_if_ended()
        if self._between is not None:
            self._between(self._share)
        return False

    def report(self, *, done: int, total: int, what: str) -> None:
        del what
        self._share = done / total


_PARTS = ("sections", "sentences", "mentions", "suggestions")


def _whole(document: Document, parts: dict[str, list[Any]]) -> DocumentReading:
    sections, sentences, mentions, suggestions = (tuple(parts[name]) for name in _PARTS)
    read = ReadDocument(
        Reading(text=document.text, sections=sections, sentences=sentences),
        tuple(one.start for one in sections),
        tuple(one.start for one in sentences),
    )
    return DocumentReading(
        document_id=document.id,
        hash=document.hash,
        read=read,
        mentions=mentions,
        uncertain=left_open(mentions),
        suggestions=suggestions,
    )


# in the other process ------------------------------------------------------------------------------------------------


class _Asked(NamedTuple):
    document: Document
    on: date
    setting: Setting


def _make_reader(paths: Paths) -> Task:
    return partial(_answer, DocumentReader(open_code_sets(paths=paths, build=False)))


def _answer(reader: DocumentReader, asked: _Asked, progress: Progress) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The reading in batches, each with the name of what it holds. Raises WorkLeft."""

    def between(share: float) -> None:
        _leave_if_told(progress)
        progress.report(done=round(share * _WHOLE), total=_WHOLE, what="")

    found = reader.read(asked.document, on=asked.on, setting=asked.setting, between=between)
    rows: tuple[Sequence[Any], ...] = (
        found.read.reading.sections,
        found.read.reading.sentences,
        found.mentions,
        found.suggestions,
    )
    for name, part in zip(_PARTS, rows, strict=True):
        for batch in _batches(part):
            _leave_if_told(progress)
            yield name, batch


def _leave_if_told(progress: Progress) -> None:
    if progress.is_cancelled:
        raise WorkLeft


def _batches(rows: Sequence[T]) -> Iterator[tuple[T, ...]]:
    return (tuple(rows[start : start + _BATCH]) for start in range(0, len(rows), _BATCH))
