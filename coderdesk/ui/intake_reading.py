"""What the intake does in its lanes: read and match one file, compare a document with the visit that is chosen for it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.ui.models.arrivals import Arrival
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.watched_work import WatchedWork

if TYPE_CHECKING:
    from coderdesk.domain.clinical.received_document import ReceivedDocument
    from coderdesk.services.intake import Details
    from coderdesk.services.intake_aside import DocumentReader
    from coderdesk.services.visit_match import Doubt, People, VisitMatch


_PARTS = 1000  # of one file


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text from the clipboard, which stands for a file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One document that was read and matched; without one the file was refused. `path` and `sha256` are "" for a pasted text."""

    name: str
    path: str = ""
    sha256: str = ""
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
    reader: "DocumentReader",
    source: Path | Pasted,
    people: "People",
    *,
    work: WatchedWork,
    number: int,
    count: int,
) -> tuple[Looked, ...]:
    """In the lane: have a file, `number` from 0 of `count`, read in the reader's process, and match what is in it.

    After a cancel nothing.
    """
    from coderdesk.services.intake import IntakeCancelled, details_of
    from coderdesk.services.visit_match import match_received
    from coderdesk.services.watched_files import hash_of

    if work.is_cancelled:
        return ()
    watched = _OneOfMany(work, number, count, tr("Reading {name}", name=source.name))
    watched.report(done=0, total=1, what="")
    file = source if isinstance(source, Path) else source.content
    try:
        found = reader.read(file=file, name=source.name, progress=watched)
    except IntakeCancelled:
        return ()
    path = str(source) if isinstance(source, Path) else ""
    if found.refusal:
        sha256 = hash_of(source) if isinstance(source, Path) else ""
        return (Looked(name=source.name, path=path, sha256=sha256, refusal=found.refusal),)
    return tuple(
        Looked(
            name=source.name if len(found.documents) == 1 else f"{source.name} ({one.part})",
            path=path,
            sha256=one.file.sha256,
            received=one,
            details=details_of(one),
            matches=match_received(desk=session.desk, received=one, people=people),
        )
        for one in found.documents
    )


@dataclass(frozen=True, slots=True)
class _OneOfMany:
    """The pages of one file as a part of the whole, and the wish to stop."""

    work: WatchedWork
    number: int
    count: int
    words: str

    @property
    def is_cancelled(self) -> bool:
        return self.work.is_cancelled

    def report(self, *, done: int, total: int, what: str) -> None:
        del what  # the same for every page
        share = _PARTS * done // total if total > 0 else 0
        self.work.report(done=self.number * _PARTS + share, total=self.count * _PARTS, what=self.words)
