"""What lies in the watched folder and nobody has answered yet, by content: nothing comes twice, and nothing is skipped."""

import hashlib
from collections.abc import Collection, MutableMapping
from pathlib import Path

from coderdesk.domain.clinical.received_document import FileAnswer
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.services.intake import WaitingFile, waiting_files


def unanswered_files(
    *, desk: Desk, folder: Path, seen: Collection[WaitingFile] = (), hashes: MutableMapping[WaitingFile, str]
) -> tuple[WaitingFile, ...]:
    """Files of the folder that are not among `seen` and whose content nobody has answered; of equal ones the first by name.

    `hashes` is kept by the caller between two looks, so that each file is read once. A file that cannot be read now is left
    for the next look. Raises FolderUnreadable.
    """
    found = waiting_files(folder=folder)
    for one in [known for known in hashes if known not in found]:
        del hashes[one]
    with desk.vault.reading() as unit:
        answered = set(unit.answered_files.known())
    told = {hashes[one] for one in seen if one in hashes}
    waiting = []
    for one in found:
        sha256 = hashes.get(one) or _settled_hash(one)
        if sha256:
            hashes[one] = sha256
        if sha256 and one not in seen and sha256 not in answered and sha256 not in told:
            waiting.append(one)
            told.add(sha256)
    return tuple(waiting)


def _settled_hash(one: WaitingFile) -> str:
    """ "" for a file that cannot be read, or is being written: it is told of when it is whole."""
    sha256 = hash_of(one.path)
    try:
        after = one.path.stat()
    except OSError:
        return ""
    return sha256 if (after.st_size, after.st_mtime_ns) == (one.size, one.modified) else ""


def remember_answer(*, desk: Desk, sha256s: Collection[str], answer: FileAnswer) -> None:
    """These files were taken in or left out by a person: they are not told of again, after a restart either."""
    with desk.vault.reading() as unit:
        new = frozenset(sha256s) - unit.answered_files.known() - {""}
    if new:
        with desk.vault.writing(actor=desk.actor, action="answer_files", now=desk.clock.now()) as unit:
            unit.answered_files.add(new, answer)


def look_at_new_documents(*, desk: Desk, encounter_id: EncounterId) -> Changes | None:
    """The visit is open now: what came in since is no longer new. None when nothing was."""
    with desk.vault.reading() as unit:
        new = unit.unread_documents.of_encounter(encounter_id)
    if not new or desk.vault.is_read_only:
        return None
    with desk.vault.writing(actor=desk.actor, action="look_at_documents", now=desk.clock.now()) as unit:
        unit.unread_documents.forget(new)
    words = "1 document came in" if len(new) == 1 else f"{len(new)} documents came in"
    return Changes.of(f"{words} since this visit was last open", Kind.DOCUMENT, Kind.ENCOUNTER, ids=(encounter_id,))


def hash_of(path: Path) -> str:
    """ "" for a file that cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
