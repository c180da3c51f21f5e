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
from coderdesk.domain.billing.envelope import Usage, envelope_for
from coderdesk.domain.billing.export_batch import BatchState, ControlKind, ExportBatch
from coderdesk.domain.billing.receiver import DIRECT, Receiver
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.override import settled
from coderdesk.domain.values.finding import Finding, blocking
from coderdesk.domain.values.ids import ClaimId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.money import Money
from coderdesk.domain.values.trouble import AppError
from coderdesk.edi.validate import StructuralError, structural_errors
from coderdesk.edi.write_837p import render_837p
from coderdesk.services.changes import Changes
from coderdesk.services.claim_sequels import Leaving, copy_that_follows, mended_that_follows, open_sequel
from coderdesk.services.desk import Desk
from coderdesk.services.export_manifest import manifest_of, manifest_path
from coderdesk.services.invoices import NotCodedYet
from coderdesk.services.receivers import as_settings, from_settings, receiver_for
from coderdesk.services.refused import Refused
from coderdesk.services.unfinished import unfinished
from coderdesk.services.visits import VisitSheet, open_visit
from coderdesk.shared.files import write_atomically
from coderdesk.shared.ids import new_id
from coderdesk.storage.unit_of_work import UnitOfWork


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


class FileNotWritten(AppError):
    """The disk refused the file."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path.name} could not be written to {path.parent} ({reason}). No claim was marked as sent and nothing was left "
            "in the folder. Free some space or choose another folder, then export again."
        )


class NotAcceptable(AppError):
    """Our own rules pass but the structural check of the finished file does not."""

    def __init__(self, errors: Sequence[StructuralError]) -> None:
        first = errors[0]
        super().__init__(
            f"The file was not written: segment {first.line} ({first.segment}) would be rejected. {first.sentence}"
        )
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """`sha256` is that of the file's bytes. `manifest` is None when the sheet beside the file could not be written."""

    path: Path
    sha256: str
    claims: int
    total: Money
    changes: Changes
    manifest: Path | None = None


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
    leaving = [_leaving(desk, row) for row in dict.fromkeys(encounter_ids)]
    claims = [row.claim for row in leaving]
    receiver = _receiver_of(desk, claims)
    usage = Usage.TEST if receiver.usage == "test" else usage
    with desk.vault.writing(actor=desk.actor, action="export_claims", now=desk.clock.now()) as unit:
        _refuse_sent(unit, leaving)
        batch = _begin(desk, unit, leaving, folder, _To(receiver, usage))
        content = _content(claims, batch, _To(receiver, usage))
        _refuse_unacceptable(content)
    path = folder / batch.file_name
    sha256 = _deliver(desk, batch, path, content)
    manifest = _put_manifest(path, manifest_of(batch=batch, claims=claims, content=content, usage=usage.value))
    total = Money.sum(claim.total for claim in claims)
    label = f"Exported {batch.file_name}"
    changes = Changes.of(label, Kind.CLAIM, Kind.ENCOUNTER, ids=tuple(encounter_ids))
    return ExportedFile(path=path, sha256=sha256, claims=len(claims), total=total, changes=changes, manifest=manifest)


def export_by_receiver(
    *, desk: Desk, encounter_ids: tuple[EncounterId, ...], folder: Path, usage: Usage = Usage.PRODUCTION
) -> tuple[ExportedFile, ...]:
    """One file for each receiver of these visits' claims, all checked before the first is written. Raises as `export_claims`."""
    if not encounter_ids:
        raise NothingChosen
    groups: dict[tuple[str, str], list[EncounterId]] = {}
    for row in dict.fromkeys(encounter_ids):
        claim = _leaving(desk, row).claim
        with desk.vault.reading() as unit:
            receiver = receiver_for(unit, claim.payer)
        groups.setdefault((receiver.key, "" if receiver.is_shared else claim.payer.id), []).append(row)
    return tuple(
        export_claims(desk=desk, encounter_ids=tuple(rows), folder=folder, usage=usage) for rows in groups.values()
    )


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
    return _leaving(desk, encounter_id).claim


def _leaving(desk: Desk, encounter_id: EncounterId) -> Leaving:
    """What leaves for a visit: its claim, or what was decided to follow the one that left."""
    claim_id = ClaimId(new_id())
    with desk.vault.reading() as unit:
        follows = open_sequel(unit, encounter_id)
        copy = copy_that_follows(unit, follows, claim_id) if follows else None
    if copy is None:
        claim = claim_of(sheet=open_visit(desk=desk, encounter_id=encounter_id), claim_id=claim_id)
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


def _begin(desk: Desk, unit: UnitOfWork, leaving: Sequence[Leaving], folder: Path, to: _To) -> ExportBatch:
    claims = [row.claim for row in leaving]
    for row in leaving:
        unit.claims.add(row.claim, sequel_id=row.sequel.id if row.sequel else None)
    interchange = unit.exports.next_control_number(ControlKind.INTERCHANGE)
    batch = ExportBatch(
        id=new_id(),
        state=BatchState.WRITING,
        file_name=_file_name(claims[0], desk.clock.today(), interchange, to),
        interchange_control=interchange,
        group_control=unit.exports.next_control_number(ControlKind.GROUP),
        transaction_control=unit.exports.next_control_number(ControlKind.TRANSACTION),
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
    }
    unit.settings.put(_destination_of(batch), destination)
    return batch


def _file_name(claim: Claim, today: date, interchange: int, to: _To) -> str:
    marked = "_TEST" if to.usage is Usage.TEST else ""
    return f"837P_{_for_a_file_name(to.receiver.receiver or claim.payer.payer_id)}_{today:%Y%m%d}_{interchange:09d}{marked}.edi"


def _for_a_file_name(payer_id: str) -> str:
    """Letters and digits only: an identifier with a slash in it must not lead out of the folder."""
    return "".join(character for character in x12_text(payer_id) if character.isalnum())


def _destination_of(batch: ExportBatch) -> str:
    return f"export.{batch.id}"


def _content(claims: Sequence[Claim], batch: ExportBatch, to: _To) -> bytes:
    """The file's bytes: the same for the same claims and batch."""
    envelope = envelope_for(
        practice=claims[0].billing,
        payer=claims[0].payer,
        usage=to.usage,
        interchange_control=batch.interchange_control,
        group_control=batch.group_control,
        transaction_control=batch.transaction_control,
        created=batch.created_at,
        receiver=to.receiver,
    )
    return render_837p(claims, envelope=envelope, receiver=to.receiver).encode("ascii")


def _refuse_unacceptable(content: bytes) -> None:
    """Raises NotAcceptable."""
    errors = structural_errors(content.decode("ascii"))
    if errors:
        raise NotAcceptable(errors)


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
            (batch, unit.settings.get(_destination_of(batch)), [unit.claims.get(row).claim for row in batch.claim_ids])
            for batch in unit.exports.unfinished()
        ]
    finished = []
    for stored, destination, claims in waiting:
        batch = replace(stored, created_at=datetime.fromisoformat(destination["created"]))
        path = Path(destination["folder"]) / batch.file_name
        with contextlib.suppress(AppError):
            to = _To(from_settings(destination.get("receiver", {"key": DIRECT.key})), Usage(destination["usage"]))
            content = _content(claims, batch, to)
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
