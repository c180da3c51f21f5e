"""Answers to claim files: read, matched to the batch and the claim that they answer, and kept for ever beside them."""

import errno
import hashlib
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.domain.billing.answers.claim_answer import ClaimsAnswer
from coderdesk.domain.billing.answers.group_answer import GroupAnswer
from coderdesk.domain.billing.answers.interchange_answer import InterchangeAnswer
from coderdesk.domain.billing.answers.kept_answer import AnswerFile, FileStanding, KeptAnswer
from coderdesk.domain.billing.answers.standing import ClaimStanding, standing_of
from coderdesk.domain.billing.answers.verdict import Verdict
from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.claim_sequel import ClaimSequel
from coderdesk.domain.billing.submitted.held_claim import HeldState
from coderdesk.domain.values.ids import ClaimId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.edi.malformed import MalformedX12
from coderdesk.edi.read_answers import answers_in
from coderdesk.edi.x12_text_file import FileUnreadable, opened_text
from coderdesk.services.answer_matching import matched
from coderdesk.services.changes import Changes
from coderdesk.services.claim_sequels import anew, write_sequel
from coderdesk.shared.ids import new_id
from coderdesk.shared.ports import Clock
from coderdesk.storage.vault import Vault

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork

Answer = InterchangeAnswer | GroupAnswer | ClaimsAnswer
_UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".partial")
_LARGEST = 200 * 1024 * 1024
_NOTHING_OURS = "None of its control numbers, batches or claims is ours, or was sent from this practice."


class FolderUnreadable(AppError):
    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"The folder {folder} cannot be looked into ({why}). Nothing in it was touched. Choose another folder, or ask "
            "for access."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAnswers:
    """`claims` are the desk's claims that were answered, `refused` those of them that came back to the worklist.

    `held` counts answered claims of files that were read in. `changes` is None when the file was known before.
    """

    file: AnswerFile
    answers: tuple[KeptAnswer, ...] = ()
    claims: tuple[ClaimId, ...] = ()
    refused: tuple[ClaimId, ...] = ()
    held: int = 0
    changes: Changes | None = None


def read_answers(*, path: Path) -> tuple[Answer, ...]:
    """What a TA1, 999, 997 or 277CA file says, in its order. Raises MalformedX12, FileUnreadable."""
    with opened_text(path) as source:
        return tuple(answers_in(source))


def import_answers(*, vault: Vault, clock: Clock, actor: str, path: Path) -> ImportedAnswers:
    """Keep a file of answers and what it says of our claims; the file itself stays where it lies.

    A file that came before, answers nothing of ours or cannot be read is kept aside with the reason; the same file under the
    same name is not kept a second time. A claim that is refused goes back to the worklist. Raises FileUnreadable.
    """
    content = _content(path)
    sha256 = hashlib.sha256(content).hexdigest()
    answers, reason = _said(content, path)
    with vault.writing(actor=actor, action="import_answers", now=clock.now()) as unit:
        before = unit.claim_answers.files_with(sha256)
        known = next((row for row in before if row.name == path.name), None)
        if known is not None:
            return ImportedAnswers(file=known, answers=unit.claim_answers.of_file(known.id))
        kept = () if before or reason else tuple(matched(unit, answers))
        standing, why = _standing(before, reason, kept)
        file = AnswerFile(
            id=new_id(), name=path.name, sha256=sha256, received_at=clock.now(), standing=standing, reason=why
        )
        unit.claim_answers.add(file, kept, content=None if before else content)
        claims = _answered(unit, kept)
        refused = tuple(claim_id for claim_id in claims if _send_back(unit, claim_id, clock, actor))
        held = _mark_held(unit, kept)
        ids = (file.id, *claims, *(unit.claims.get(row).claim.encounter_id for row in claims))
    label = f"Read {path.name}" if standing is FileStanding.READ else f"Kept {path.name} aside"
    changes = Changes.of(label, Kind.CLAIM_ANSWER, Kind.CLAIM, Kind.ENCOUNTER, Kind.CLAIM_FILE, ids=ids)
    return ImportedAnswers(file=file, answers=kept, claims=claims, refused=refused, held=held, changes=changes)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise OSError(errno.EFBIG, "it is larger than any file of answers")
        return path.read_bytes()
    except OSError as trouble:
        raise FileUnreadable(path, trouble) from trouble


def _said(content: bytes, path: Path) -> tuple[tuple[Answer, ...], str]:
    """The answers, or why there are none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    try:
        return tuple(answers_in(io.StringIO(text))), ""
    except MalformedX12 as fault:
        where = f"Segment {fault.line} ({fault.element or fault.segment})"
        return (), f"{path.name} is no answer that can be read. {where}: {fault.sentence}"


def _standing(before: tuple[AnswerFile, ...], reason: str, kept: tuple[KeptAnswer, ...]) -> tuple[FileStanding, str]:
    if before:
        first = before[0]
        return FileStanding.DUPLICATE, f"The same file came as {first.name} on {first.received_at:%Y-%m-%d}."
    if reason:
        return FileStanding.UNREADABLE, reason
    if not any(row.batch_id or row.claim_id or row.held_claim_id for row in kept):
        return FileStanding.UNKNOWN, _NOTHING_OURS
    return FileStanding.READ, ""


def _answered(unit: "UnitOfWork", kept: tuple[KeptAnswer, ...]) -> tuple[ClaimId, ...]:
    """The desk's claims that these answers concern, each once; one to a whole batch concerns all its claims."""
    found: dict[ClaimId, None] = {}
    for row in kept:
        if row.claim_id is not None:
            found[ClaimId(row.claim_id)] = None
        elif row.batch_id is not None:
            found.update(dict.fromkeys(unit.exports.get(row.batch_id).claim_ids))
    return tuple(found)


def _send_back(unit: "UnitOfWork", claim_id: ClaimId, clock: Clock, actor: str) -> bool:
    """Take a refused claim's visit back to work; False when it is not refused or something follows it already."""
    record = unit.claims.get(claim_id)
    received = unit.claim_answers.of_claim(claim_id)
    if record.state is not ClaimState.EXPORTED or standing_of(received) is not ClaimStanding.REJECTED:
        return False
    followed = {row.sequel_id for row in unit.claims.of_encounter(record.claim.encounter_id) if row.sequel_id}
    if any(row.id in followed for row in unit.claim_sequels.of_claim(claim_id)):
        return False
    said = [row for row in received if row.answer.verdict is Verdict.REJECTED]
    why = " ".join(words for row in said for words in row.answer.payer_words)
    sequel = ClaimSequel(
        id=new_id(),
        claim_id=claim_id,
        kind=anew(record.claim),
        made_at=clock.now(),
        made_by=actor,
        payer_claim_number=record.claim.payer_claim_number,
        why=why,
    )
    write_sequel(unit, record, sequel)
    return True


_HELD = {
    Verdict.REJECTED: HeldState.REJECTED,
    Verdict.ACCEPTED: HeldState.ACCEPTED,
    Verdict.WITH_ERRORS: HeldState.ACCEPTED,
    Verdict.FORWARDED: HeldState.RECEIVED,
    Verdict.PENDING: HeldState.RECEIVED,
    Verdict.PARTLY: HeldState.RECEIVED,
}


def _mark_held(unit: "UnitOfWork", kept: tuple[KeptAnswer, ...]) -> int:
    states = {row.held_claim_id: _HELD[row.verdict] for row in kept if row.held_claim_id}
    for claim_id, state in states.items():
        unit.claim_files.set_state(claim_id, state)
    return len(states)


def is_kept_aside(imported: ImportedAnswers) -> bool:
    """Somebody has to look at the file: it answers nothing of ours, or cannot be read."""
    return imported.file.standing in (FileStanding.UNKNOWN, FileStanding.UNREADABLE)


def list_answer_files(*, vault: Vault) -> tuple[AnswerFile, ...]:
    """All that came in, read or kept aside, the newest first."""
    with vault.reading() as unit:
        return unit.claim_answers.files()


def import_folder(
    *, vault: Vault, clock: Clock, actor: str, folder: Path, seen: Collection[tuple[Path, int, int]] = ()
) -> tuple[ImportedAnswers, ...]:
    """Read in what lies in an "incoming" folder and was not read before; its files stay where they are.

    `seen` are (path, size, time of change) that need no second look. Raises FolderUnreadable.
    """
    imported = []
    for path in waiting_answers(folder=folder, seen=seen):
        try:
            imported.append(import_answers(vault=vault, clock=clock, actor=actor, path=path[0]))
        except FileUnreadable:
            continue  # still being written, or taken away meanwhile: the next look finds it
    return tuple(row for row in imported if row.changes is not None)


def waiting_answers(*, folder: Path, seen: Collection[tuple[Path, int, int]] = ()) -> tuple[tuple[Path, int, int], ...]:
    """The files of a folder, by name, that are not `seen`: each with its size and time of change. Raises FolderUnreadable."""
    try:
        found = sorted(_files(folder))
    except OSError as trouble:
        raise FolderUnreadable(folder, trouble.strerror or "the disk gave no reason") from trouble
    return tuple(row for row in found if row not in seen)


def _files(folder: Path) -> Iterator[tuple[Path, int, int]]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name.endswith(_UNFINISHED) or not path.is_file():
            continue
        about = path.stat()
        yield path, about.st_size, about.st_mtime_ns
