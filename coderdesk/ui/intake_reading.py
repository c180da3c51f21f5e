"""What the intake does in its lanes: read and match one file, compare a document with the visit that is chosen for it."""

import gc
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.domain.values.trouble import AppError
from coderdesk.ui.models.arrivals import Arrival
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.watched_work import WatchedWork

if TYPE_CHECKING:
    from coderdesk.domain.clinical.received_document import ReceivedDocument
    from coderdesk.services.intake import Details
    from coderdesk.services.visit_match import Doubt, People, VisitMatch


_LONGEST_WAIT = 0.2  # seconds
_BREATH = 0.002  # seconds after each page, in which whoever types is answered


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text from the clipboard, which stands for a file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One document that was read and matched; without one the file was refused."""

    name: str
    received: "ReceivedDocument | None" = None
    details: "Details | None" = None
    matches: "tuple[VisitMatch, ...]" = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    doubts: "frozenset[Doubt]"
    refusal: str


def compared_with_visit(session: Session, arrival: Arrival, people: "People | None") -> Compared:
    """In the lane of the database."""
    from coderdesk.services.intake import AlreadyTakenIn, doubts_of, taken_in_before

    visit, received = arrival.visit, arrival.received
    assert visit is not None
    assert received is not None
    is_there = visit.encounter_id in taken_in_before(desk=session.desk, received=received)
    return Compared(
        doubts_of(desk=session.desk, received=received, encounter_id=visit.encounter_id, people=people),
        str(AlreadyTakenIn(arrival.name, visit.account)) if is_there else "",
    )


def pasted_name() -> str:
    return tr("Pasted text")


def look_at(
    session: Session,
    source: Path | Pasted,
    people: "People",
    *,
    work: WatchedWork,
    way: threading.Event,
    tell: Callable[[], None],
) -> tuple[Looked, ...]:
    """In the lane: read a file and match what is in it, while the `way` is free. After a cancel nothing."""
    from coderdesk.services.intake import details_of, read_document, read_files
    from coderdesk.services.visit_match import match_received

    polite = _Polite(work, way)
    if polite.is_cancelled:
        return ()
    tell()
    # What is there by now is not walked again by the collector, which would hold the window up for its whole round.
    gc.freeze()
    if isinstance(source, Path):
        found = read_files(paths=[source], progress=polite)
        documents = found[0].documents if found else ()
        refusal = found[0].refusal if found else ""
    else:
        try:
            documents, refusal = read_document(file=source.content, name=source.name, progress=polite), ""
        except AppError as trouble:
            documents, refusal = (), str(trouble)
    if refusal:
        return (Looked(name=source.name, refusal=refusal),)
    return tuple(
        Looked(
            name=source.name if len(documents) == 1 else f"{source.name} ({one.part})",
            received=one,
            details=details_of(one),
            matches=match_received(desk=session.desk, received=one, people=people),
        )
        for one in documents
    )


@dataclass(frozen=True, slots=True)
class _Polite:
    """Asked page by page: the reading stands still while the screen paints, for both would wait for one interpreter.

    The files are counted by whoever queued them.
    """

    work: WatchedWork
    way: threading.Event

    @property
    def is_cancelled(self) -> bool:
        time.sleep(_BREATH)
        self.way.wait(_LONGEST_WAIT)
        return self.work.is_cancelled

    def report(self, *, done: int, total: int, what: str) -> None:
        """Nothing: a single file is no progress of its own."""
