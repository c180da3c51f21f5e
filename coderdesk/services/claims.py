"""Claims: check a visit's claim, write the 837P file, and finish what a crash interrupted."""

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from coderdesk.domain.billing.build_claim import build_claim
from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits import claim_findings
from coderdesk.domain.billing.claim_record import ClaimState, ClaimSummary
from coderdesk.domain.billing.claim_sets import sets_of
from coderdesk.domain.billing.clean_claims import spoiling
from coderdesk.domain.billing.envelope import Usage, envelope_for
from coderdesk.domain.billing.export_batch import BatchState, ControlKind, ExportBatch
from coderdesk.domain.billing.receiver import DIRECT, Receiver
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.override import settled
from coderdesk.domain.values.finding import Finding, blocking
from coderdesk.domain.values.ids import ClaimId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.money import Money
from coderdesk.domain.values.trouble import AppError
from coderdesk.edi.validate import structural_errors
from coderdesk.edi.write_837p import render_837p
from coderdesk.services.changes import Changes
from coderdesk.services.claim_sequels import Leaving, copy_that_follows, mended_that_follows, open_sequel
from coderdesk.services.desk import Desk
from coderdesk.services.export_manifest import manifest_of, manifest_path
from coderdesk.services.first_checks import note_first_checks
from coderdesk.services.invoices import NotCodedYet
from coderdesk.services.receivers import as_settings, destination_of, from_settings, receiver_for
from coderdesk.services.refused import Refused
from coderdesk.services.structural_findings import structural_findings
from coderdesk.services.unfinished import unfinished
from coderdesk.services.visits import VisitSheet, open_visit
from coderdesk.shared.files import write_atomically
from coderdesk.shared.ids import new_id
from coderdesk.shared.ports import NoProgress, Progress
from coderdesk.storage.unit_of_work import UnitOfWork

_LETTER = {ClaimKind.PROFESSIONAL: "P", ClaimKind.INSTITUTIONAL: "I", ClaimKind.DENTAL: "D"}


class NoPayer(AppError):
    """A self-payer's visit has nobody to send a claim to."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"Visit {account} has no coverage in force on its date, so there is no claim to send. Print its invoice."
        )


class ClaimAlreadySent(AppError):
    """A claim leaves the house once."""

    def __init__(self, account: str) -> None:
        super().__init__(f"The claim of visit {account} was already exported and was not written again.")


class ExportUnfinished(AppError):
    """The claim stands in a file whose writing was interrupted; the next unlocking finishes it."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"The claim file of visit {account} is not finished yet, so no second one was written. Free some space if the "
            "disk is full, then lock the practice and unlock it: the file is then written and recorded."
        )


class NothingChosen(AppError):
    """An export of no visit."""

    def __init__(self) -> None:
        super().__init__("No visit was chosen, so no claim file was written. Choose the visits that are ready first.")


class DifferentPayers(AppError):
    """A file goes to one payer."""

    def __init__(self) -> None:
        super().__init__(
            "The chosen visits bill different payers, and one file reaches one payer or one clearinghouse. Nothing was written; "
            "export them by payer."
        )


class ExportStopped(AppError):
    """The person stopped an export before a file was written."""

    def __init__(self) -> None:
        super().__init__("The export was stopped. No file was written and no claim was marked as sent.")


class DifferentKinds(AppError):
    """A file is written by one guide."""

    def __init__(self) -> None:
        super().__init__(
            "The chosen visits make claims of different kinds, and a file holds professional, institutional or dental claims. "
            "Nothing was written; export them from the claims page, which makes a file for each kind."
        )


class FileNotWritten(AppError):
    """The disk refused the file."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path.name} could not be written to {path.parent} ({reason}). No claim was marked as sent and nothing was left "
            "in the folder. Free some space or choose another folder, then export again."
        )


class NotAcceptable(Refused):
    """Our own rules pass but the structural check of the finished file does not; each finding is at its field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """`sha256` is that of the file's bytes. `manifest` is None when the sheet beside the file could not be written."""

    path: Path
    sha256: str
    claims: int
    total: Money
    changes: Changes
    manifest: Path | None = None
    is_test: bool = False


def check_claim(*, desk: Desk, encounter_id: EncounterId) -> tuple[Finding, ...]:
    """All that keeps a visit's claim at home, in order of severity; () when it may leave."""
    sheet = open_visit(desk=desk, encounter_id=encounter_id)
    return blocking(sheet.findings) + unfinished(sheet.visit)


def claim_of(*, sheet: VisitSheet, claim_id: ClaimId) -> Claim:
    """The claim that a visit becomes as it is coded now. Raises NoPayer, NotCodedYet, Refused."""
    account = sheet.visit.encounter.account
    if sheet.payer is None or sheet.coverage is None:
        raise NoPayer(account)
    findings = blocking(sheet.findings) + unfinished(sheet.visit)
    if findings:
        raise Refused(findings)
    if sheet.visit.encounter.status not in (EncounterStatus.CODED, EncounterStatus.BILLED):
        raise NotCodedYet(account)
    return build_claim(
        claim_id=claim_id,
        visit=sheet.visit,
        charges=sheet.charges.values(),
        practice=sheet.practice,
        provider=sheet.provider,
        payer=sheet.payer,
        coverage=sheet.coverage,
        details=sheet.details,
    )


def export_claims(
    *, desk: Desk, encounter_ids: tuple[EncounterId, ...], folder: Path, usage: Usage = Usage.PRODUCTION
) -> ExportedFile:
    """Write one 837P file with the claims of these visits into a folder, each claim once.

    The claims, their control numbers and the batch are committed before the file appears; a crash in between is finished by
    `finish_interrupted_exports`. Raises NothingChosen, Refused, NoPayer, NotCodedYet, ClaimAlreadySent, ExportUnfinished,
    DifferentPayers, NotAcceptable, FileNotWritten.
    """
    if not encounter_ids:
        raise NothingChosen
    leaving = _all_leaving(desk, encounter_ids, NoProgress())
    return _export(desk, leaving, folder, _To(_receiver_of(desk, [row.claim for row in leaving]), usage))


def _export(desk: Desk, leaving: Sequence[Leaving], folder: Path, to: "_To") -> ExportedFile:
    receiver = to.receiver
    of_set = sets_of([row.claim for row in leaving], receiver)
    claims = [claim for rows in of_set for claim in rows]
    of_claim = {row.claim.id: row for row in leaving}
    leaving = [of_claim[claim.id] for claim in claims]
    usage = Usage.TEST if receiver.usage == "test" else to.usage
    with desk.vault.writing(actor=desk.actor, action="export_claims", now=desk.clock.now()) as unit:
        _refuse_sent(unit, leaving)
        batch = _begin(desk, unit, leaving, folder, _To(receiver, usage), [len(rows) for rows in of_set])
        content = content_of(claims, batch, receiver, usage)
        _refuse_unacceptable(content, claims)
    path = folder / batch.file_name
    sha256 = _deliver(desk, batch, path, content)
    manifest = _put_manifest(path, manifest_of(batch=batch, claims=claims, content=content, usage=usage.value))
    total = Money.sum(claim.total for claim in claims)
    label = f"Exported {batch.file_name}"
    changes = Changes.of(label, Kind.CLAIM, Kind.ENCOUNTER, ids=tuple(claim.encounter_id for claim in claims))
    return ExportedFile(
        path=path,
        sha256=sha256,
        claims=len(claims),
        total=total,
        changes=changes,
        manifest=manifest,
        is_test=usage is Usage.TEST,
    )


def export_by_receiver(
    *,
    desk: Desk,
    encounter_ids: tuple[EncounterId, ...],
    folder: Path,
    usage: Usage = Usage.PRODUCTION,
    progress: Progress | None = None,
) -> tuple[ExportedFile, ...]:
    """One file for each receiver and kind of these visits' claims, all checked before the first is written.

    Stopped between two files, it gives back those that are written; the claims of the others are as they were. Raises
    ExportStopped when it is stopped before the first, and as `export_claims`.
    """
    if not encounter_ids:
        raise NothingChosen
    watched = progress or NoProgress()
    groups: dict[tuple[str, ...], list[Leaving]] = {}
    receivers: dict[tuple[str, ...], Receiver] = {}
    leaving = _all_leaving(desk, encounter_ids, watched)
    with desk.vault.reading() as unit:
        for row in leaving:
            payer = row.claim.payer
            receiver = receiver_for(unit, payer)
            place: tuple[str, ...] = (receiver.key, "" if receiver.is_shared else payer.id, row.claim.kind.value)
            receivers[place] = receiver
            groups.setdefault(place, []).append(row)
    written: list[ExportedFile] = []
    for place, rows in groups.items():
        watched.report(done=len(leaving) + len(written), total=len(leaving) + len(groups), what="files written")
        if watched.is_cancelled:
            break
        written.append(_export(desk, rows, folder, _To(receivers[place], usage)))
    if not written:
        raise ExportStopped
    return tuple(written)


def _all_leaving(desk: Desk, encounter_ids: Sequence[EncounterId], progress: Progress) -> list[Leaving]:
    """What leaves for each visit, once; what came out when a claim was first looked at is kept, whether it may leave or not."""
    rows = tuple(dict.fromkeys(encounter_ids))
    found: dict[EncounterId, int] = {}
    leaving: list[Leaving] = []
    try:
        for place, row in enumerate(rows):
            progress.report(done=place, total=len(rows) + 1, what="claims checked")
            if progress.is_cancelled:
                raise ExportStopped
            leaving.append(_leaving(desk, row, found))
    finally:
        note_first_checks(desk=desk, found=found)
    return leaving


@dataclass(frozen=True, slots=True)
class _To:
    receiver: Receiver
    usage: Usage


def _receiver_of(desk: Desk, claims: Sequence[Claim]) -> Receiver:
    """By whom the payers of these claims are reached. Raises DifferentPayers when one file cannot reach them all."""
    with desk.vault.reading() as unit:
        found = {claim.payer.id: receiver_for(unit, claim.payer) for claim in claims}
    receivers = set(found.values())
    receiver = receivers.pop()
    if len({claim.kind for claim in claims}) > 1:
        raise DifferentKinds
    if receivers or (len(found) > 1 and not receiver.is_shared):
        raise DifferentPayers
    return receiver


def _put_manifest(path: Path, content: bytes) -> Path | None:
    """The claim file lies in its place by now: a sheet that cannot be written takes nothing back."""
    beside = manifest_path(path)
    try:
        write_atomically(beside, content)
    except OSError:
        return None
    return beside


def claim_to_leave(*, desk: Desk, encounter_id: EncounterId) -> Claim:
    """The claim that the next export of a visit would send. Raises Refused, NoPayer, NotCodedYet."""
    return _leaving(desk, encounter_id, {}).claim


def _leaving(desk: Desk, encounter_id: EncounterId, found: dict[EncounterId, int]) -> Leaving:
    """What leaves for a visit: its claim, or what was decided to follow the one that left. `found` gets how much the edits
    have to say of a claim that is built from its visit."""
    claim_id = ClaimId(new_id())
    with desk.vault.reading() as unit:
        follows = open_sequel(unit, encounter_id)
        copy = copy_that_follows(unit, follows, claim_id) if follows else None
    if copy is None:
        sheet = open_visit(desk=desk, encounter_id=encounter_id)
        found[encounter_id] = spoiling(sheet.findings + unfinished(sheet.visit))
        claim = claim_of(sheet=sheet, claim_id=claim_id)
        if follows is None:
            return Leaving(claim)
        with desk.vault.reading() as unit:
            copy = mended_that_follows(unit, follows, claim)
    with desk.vault.reading() as unit:
        overrides = unit.overrides.of_encounter(encounter_id)
    findings = blocking(settled(claim_findings(copy, desk.clock.today()), overrides))
    if findings:
        raise Refused(findings)
    return Leaving(copy, follows)


def _refuse_sent(unit: UnitOfWork, leaving: Sequence[Leaving]) -> None:
    for row in leaving:
        encounter_id, control = row.claim.encounter_id, row.claim.control
        states = {record.state for record in unit.claims.of_encounter(encounter_id)}
        if ClaimState.READY in states:
            raise ExportUnfinished(control)
        if open_sequel(unit, encounter_id) != row.sequel:
            raise ClaimAlreadySent(control)
        if row.sequel is None and states & {ClaimState.EXPORTED, ClaimState.REOPENED}:
            raise ClaimAlreadySent(control)


def _begin(
    desk: Desk, unit: UnitOfWork, leaving: Sequence[Leaving], folder: Path, to: _To, sizes: Sequence[int]
) -> ExportBatch:
    claims = [row.claim for row in leaving]
    for row in leaving:
        unit.claims.add(row.claim, sequel_id=row.sequel.id if row.sequel else None)
    interchange = unit.exports.next_control_number(ControlKind.INTERCHANGE)
    sets = [unit.exports.next_control_number(ControlKind.TRANSACTION) for _ in sizes]
    batch = ExportBatch(
        id=new_id(),
        state=BatchState.WRITING,
        file_name=_file_name(claims[0], desk.clock.today(), interchange, to),
        interchange_control=interchange,
        group_control=unit.exports.next_control_number(ControlKind.GROUP),
        transaction_control=sets[0],
        claim_ids=tuple(claim.id for claim in claims),
        created_at=desk.clock.now(),
    )
    unit.exports.begin(batch)
    # the vault keeps instants in UTC; the file shows the wall clock, and is written again to the same byte after a crash
    destination = {
        "folder": str(folder.absolute()),
        "usage": to.usage.value,
        "created": batch.created_at.isoformat(),
        "receiver": as_settings(to.receiver),
        "sets": list(sizes),
    }
    unit.settings.put(destination_of(batch), destination)
    return batch


def _file_name(claim: Claim, today: date, interchange: int, to: _To) -> str:
    marked = "_TEST" if to.usage is Usage.TEST else ""
    receiver = _for_a_file_name(to.receiver.receiver or claim.payer.payer_id)
    return f"837{_LETTER[claim.kind]}_{receiver}_{today:%Y%m%d}_{interchange:09d}{marked}.edi"


def _for_a_file_name(payer_id: str) -> str:
    """Letters and digits only: an identifier with a slash in it must not lead out of the folder."""
    return "".join(character for character in x12_text(payer_id) if character.isalnum())


def content_of(claims: Sequence[Claim], batch: ExportBatch, receiver: Receiver, usage: Usage) -> bytes:
    """The file's bytes: the same for the same claims and batch."""
    envelope = envelope_for(
        practice=claims[0].billing,
        payer=claims[0].payer,
        usage=usage,
        interchange_control=batch.interchange_control,
        group_control=batch.group_control,
        transaction_control=batch.transaction_control,
        created=batch.created_at,
        receiver=receiver,
    )
    return render_837p(claims, envelope=envelope, receiver=receiver).encode("ascii")


def _refuse_unacceptable(content: bytes, claims: Sequence[Claim]) -> None:
    """Raises NotAcceptable."""
    text = content.decode("ascii")
    errors = structural_errors(text)
    if errors:
        raise NotAcceptable(structural_findings(errors, text, claims))


def _deliver(desk: Desk, batch: ExportBatch, path: Path, content: bytes) -> str:
    """Put the file in place, then record it as written and its claims as exported. Raises FileNotWritten."""
    try:
        write_atomically(path, content)
    except OSError as trouble:
        _withdraw(desk, batch)
        raise FileNotWritten(path, trouble.strerror or "the disk gave no reason") from trouble
    sha256 = hashlib.sha256(content).hexdigest()
    with desk.vault.writing(actor=desk.actor, action="export_written", now=desk.clock.now()) as unit:
        unit.exports.written(batch.id, sha256=sha256)
        for claim_id in batch.claim_ids:
            unit.claims.set_state(claim_id, ClaimState.EXPORTED)
            unit.encounters.set_status(unit.claims.get(claim_id).claim.encounter_id, EncounterStatus.BILLED)
    return sha256


def _withdraw(desk: Desk, batch: ExportBatch) -> None:
    with desk.vault.writing(actor=desk.actor, action="export_failed", now=desk.clock.now()) as unit:
        unit.exports.abandon(batch.id)
        for claim_id in batch.claim_ids:
            unit.claims.set_state(claim_id, ClaimState.WITHDRAWN)


def finish_interrupted_exports(*, desk: Desk) -> tuple[Path, ...]:
    """Write again, byte for byte, the files of exports that a crash interrupted; returns where they now lie.

    One that cannot be written any more is passed over, and its visits are ready to be billed again.
    """
    with desk.vault.reading() as unit:
        waiting = [
            (batch, unit.settings.get(destination_of(batch)), [unit.claims.get(row).claim for row in batch.claim_ids])
            for batch in unit.exports.unfinished()
        ]
    finished = []
    for stored, destination, claims in waiting:
        batch = replace(stored, created_at=datetime.fromisoformat(destination["created"]))
        path = Path(destination["folder"]) / batch.file_name
        with contextlib.suppress(AppError):
            to = _To(from_settings(destination.get("receiver", {"key": DIRECT.key})), Usage(destination["usage"]))
            content = content_of(claims, batch, to.receiver, to.usage)
            _sweep(path)
            _deliver(desk, batch, path, content)
            _put_manifest(path, manifest_of(batch=batch, claims=claims, content=content, usage=to.usage.value))
            finished.append(path)
    return tuple(finished)


def _sweep(path: Path) -> None:
    """Take away what a killed writer began of this very file."""
    for begun in path.parent.glob(f".{path.name}.*.part"):
        with contextlib.suppress(OSError):
            begun.unlink()


def list_claims(*, desk: Desk) -> tuple[ClaimSummary, ...]:
    """Newest first."""
    with desk.vault.reading() as unit:
        return unit.claims.all()
