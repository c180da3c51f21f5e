"""Taking in documents from files: read, complete what the file does not say, confirm whose it is, and file it with its visit.

The file itself is never moved or changed; its bytes are kept in the vault beside the text that was derived from them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind, content_hash
from coderdesk.domain.clinical.received_document import ReceivedDocument
from coderdesk.domain.values.ids import DocumentId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.reading.intake.read import read_received, source_at
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.trouble import IntakeCancelled, WithoutWords
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.services.visit_match import Doubt, People, doubts_about, people_in, read_people
from coderdesk.shared.ids import new_id
from coderdesk.shared.ports import NoProgress, Progress

__all__ = ["IntakeCancelled"]  # whoever has a file read hears of a stop from here

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork  # SQLAlchemy, with the first visit that is opened

_LONGEST_TITLE = 120
_UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".partial")


class NotConfirmed(AppError):
    """`doubts` are those that nobody has confirmed yet."""

    def __init__(self, name: str, doubts: Collection[Doubt]) -> None:
        self.doubts = frozenset(doubts)
        said = " ".join(doubt.value for doubt in Doubt if doubt in self.doubts)
        super().__init__(
            f"{name} was not taken in. {said} Nothing of it was stored. "
            "Compare it with the visit, then confirm that or choose another visit."
        )


class DetailsMissing(AppError):
    """`missing` names what neither the file nor the person has said."""

    def __init__(self, name: str, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            f"{name} does not say {' or '.join(self.missing)}, so it was not taken in. "
            "Nothing of it was stored. Fill that in first."
        )


class AlreadyTakenIn(AppError):
    """The visit has this document already."""

    def __init__(self, name: str, account: str) -> None:
        super().__init__(
            f"{name} was taken in for visit {account} before, so it was not stored again. It stands among the visit's documents."
        )


class FolderUnreadable(AppError):
    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"The folder {folder} cannot be looked into ({why}). Nothing in it was touched. "
            "Choose another folder, or ask for access."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the visit's list of documents says of one. None where a person has still to be asked."""

    kind: DocumentKind
    title: str
    author: str
    author_role: AuthorRole | None
    written_on: date | None
    is_signed: bool | None

    @property
    def missing(self) -> tuple[str, ...]:
        asked = {
            "who wrote it": self.author_role is None,
            "when it was written": self.written_on is None,
            "whether it is signed": self.is_signed is None,
        }
        return tuple(what for what, is_open in asked.items() if is_open)


@dataclass(frozen=True, slots=True)
class FileRead:
    """`refusal` is "" when the documents of the file could be read, else the sentence that says why not."""

    path: Path
    documents: tuple[ReceivedDocument, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTakeIn:
    """One document with what a person decided about it; `is_open` when its visit is before somebody's eyes."""

    received: ReceivedDocument
    encounter_id: EncounterId
    details: Details | None = None
    confirmed: frozenset[Doubt] = frozenset()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class TakenIn:
    document_id: DocumentId
    changes: Changes


@dataclass(frozen=True, slots=True)
class Outcome:
    """`taken` is None when it was refused; then `refusal` says why."""

    asked: ToTakeIn
    taken: TakenIn | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that lies in a watched folder, as it was when looked at; equal as long as it was not changed."""

    path: Path
    size: int
    modified: int


def read_document(
    *, file: Path | bytes, name: str = "", progress: Progress | None = None
) -> tuple[ReceivedDocument, ...]:
    """Every document of a file or of pasted bytes, at least one; nothing is stored.

    Raises a DocumentRefused, whose sentence says what to do, and IntakeCancelled.
    """
    source = source_at(file) if isinstance(file, Path) else Source(name or "The pasted text", file)
    return read_received(replace(source, progress=progress or NoProgress()))


def read_files(*, paths: Sequence[Path], progress: Progress | None = None) -> tuple[FileRead, ...]:
    """Each file read or refused, in order; after a cancel those that were done."""
    watch = progress or NoProgress()
    found: list[FileRead] = []
    for number, path in enumerate(paths):
        if watch.is_cancelled:
            break
        watch.report(done=number, total=len(paths), what=path.name)
        try:
            found.append(FileRead(path, read_document(file=path, progress=_Quiet(watch))))
        except IntakeCancelled:
            break
        except AppError as refusal:
            found.append(FileRead(path, refusal=str(refusal)))
    watch.report(done=len(found), total=len(paths), what="")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Quiet:
    """Passes on a cancel but not the pages of single files."""

    watch: Progress

    @property
    def is_cancelled(self) -> bool:
        return self.watch.is_cancelled

    def report(self, *, done: int, total: int, what: str) -> None:
        """The files are counted, not their pages."""


def details_of(received: ReceivedDocument) -> Details:
    """What the file says of itself, to be shown and completed before it is taken in."""
    stem = Path(received.file.name).stem
    return Details(
        kind=received.kind,
        title=(" ".join(received.title.split()) or stem)[:_LONGEST_TITLE],
        author=received.author,
        author_role=received.author_role,
        written_on=received.written_on or received.visit.starts_on,
        is_signed=received.is_signed,
    )


def doubts_of(
    *, desk: Desk, received: ReceivedDocument, encounter_id: EncounterId, people: People | None = None
) -> frozenset[Doubt]:
    """What `take_in` will ask to be confirmed."""
    with desk.vault.reading() as unit:
        return _doubts(unit, received, encounter_id, people)


def take_in(
    *,
    desk: Desk,
    received: ReceivedDocument,
    encounter_id: EncounterId,
    details: Details | None = None,
    confirmed: Collection[Doubt] = (),
    people: People | None = None,
    is_open: bool = False,
) -> TakenIn:
    """File a document with a visit: its text as the first version, its bytes, and the way from one to the other.

    All of it or nothing. Unless the visit `is_open`, the worklist says that something new is there until somebody opens it.
    `details` are those of the file unless a person has completed them. Raises NotConfirmed, DetailsMissing, AlreadyTakenIn,
    WithoutWords, and what the vault refuses.
    """
    told = details or details_of(received)
    name = received.file.name
    if told.missing:
        raise DetailsMissing(name, told.missing)
    if not received.has_words and not received.original.has_pages:
        raise WithoutWords(name)
    document = _document(received, encounter_id, told)
    with desk.vault.writing(actor=desk.actor, action="take_in_document", now=desk.clock.now()) as unit:
        account = unit.encounters.get(encounter_id).account
        if encounter_id in _taken_for(unit, received):
            raise AlreadyTakenIn(name, account)
        open_doubts = _doubts(unit, received, encounter_id, people) - frozenset(confirmed)
        if open_doubts:
            raise NotConfirmed(name, open_doubts)
        unit.documents.add(document)
        unit.originals.add(document.id, received, text_hash=document.hash)
        if not is_open:
            unit.unread_documents.add(document.id)
    kinds = (Kind.DOCUMENT, Kind.ASSIGNMENT, Kind.ENCOUNTER)
    return TakenIn(document.id, Changes.of(f"Took in {document.title}", *kinds, ids=(encounter_id,)))


def take_in_all(*, desk: Desk, items: Sequence[ToTakeIn], progress: Progress | None = None) -> tuple[Outcome, ...]:
    """Each document in a transaction of its own; after a cancel those that were done stay, the others are untouched."""
    return tuple(_each(desk, items, progress or NoProgress()))


def _each(desk: Desk, items: Sequence[ToTakeIn], progress: Progress) -> Iterator[Outcome]:
    people = read_people(desk=desk)
    for number, item in enumerate(items):
        if progress.is_cancelled:
            return
        progress.report(done=number, total=len(items), what=item.received.file.name)
        try:
            taken = take_in(
                desk=desk,
                received=item.received,
                encounter_id=item.encounter_id,
                details=item.details,
                confirmed=item.confirmed,
                people=people,
                is_open=item.is_open,
            )
        except AppError as refusal:
            yield Outcome(item, refusal=str(refusal))
        else:
            yield Outcome(item, taken)
    progress.report(done=len(items), total=len(items), what="")


def waiting_files(*, folder: Path, seen: Collection[WaitingFile] = ()) -> tuple[WaitingFile, ...]:
    """Files of a watched folder that are not among `seen`, by name; nothing is opened, moved or deleted.

    Hidden files, links, folders and downloads that still run are left out. Raises FolderUnreadable.
    """
    known = frozenset(seen)
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
        found = [waiting for path in entries if (waiting := _waiting(path)) is not None]
    except OSError as trouble:
        raise FolderUnreadable(folder, trouble.strerror or "the disk gave no reason") from trouble
    return tuple(waiting for waiting in found if waiting not in known)


def _waiting(path: Path) -> WaitingFile | None:
    is_unfinished = path.name.lower().endswith(_UNFINISHED) or path.name.startswith((".", "~"))
    if is_unfinished or path.is_symlink() or not path.is_file():
        return None
    try:
        state = path.stat()
    except OSError:  # gone meanwhile
        return None
    return WaitingFile(path, state.st_size, state.st_mtime_ns)


def taken_in_before(*, desk: Desk, received: ReceivedDocument) -> tuple[EncounterId, ...]:
    """The visits that hold this very document of this very file, recognised by its hash."""
    with desk.vault.reading() as unit:
        return _taken_for(unit, received)


def _taken_for(unit: "UnitOfWork", received: ReceivedDocument) -> tuple[EncounterId, ...]:
    rows = unit.originals.documents_from(received.file.sha256)
    return tuple(encounter_id for encounter_id, _, part in rows if part == received.part)


def _doubts(
    unit: "UnitOfWork", received: ReceivedDocument, encounter_id: EncounterId, people: People | None
) -> frozenset[Doubt]:
    known = people if people is not None else people_in(unit)
    return doubts_about(received, unit.encounters.get(encounter_id), known, _taken_for(unit, received))


def _document(received: ReceivedDocument, encounter_id: EncounterId, told: Details) -> Document:
    """Raises DetailsMissing."""
    if told.author_role is None or told.written_on is None or told.is_signed is None:
        raise DetailsMissing(received.file.name, told.missing)
    return Document(
        id=DocumentId(new_id()),
        encounter_id=encounter_id,
        kind=told.kind,
        title=told.title,
        author=told.author,
        author_role=told.author_role,
        written_on=told.written_on,
        is_signed=told.is_signed,
        version=1,
        text=received.text,
        hash=content_hash(received.text),
    )
