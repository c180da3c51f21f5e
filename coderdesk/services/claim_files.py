"""Claim files of any origin: read in, written again, and taken through a whole round to see that nothing is lost."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from coderdesk.domain.billing.export_batch import ControlKind
from coderdesk.domain.billing.submitted.claim_file import Delimiters, PlacedClaim, TransactionHeader
from coderdesk.domain.billing.submitted.held_claim import HeldClaimSummary, ReceivedFile
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.money import Money
from coderdesk.domain.values.trouble import AppError
from coderdesk.edi.claim_reader import ClaimReader, Remark
from coderdesk.edi.claim_writer import written_claims
from coderdesk.edi.compare_claims import SegmentDifference, compared
from coderdesk.edi.tokens import raw_segments
from coderdesk.edi.x12_text_file import encoding_of, fingerprint, opened_text
from coderdesk.services.changes import Changes
from coderdesk.shared.files import written_atomically
from coderdesk.shared.ids import new_id
from coderdesk.shared.ports import Clock, NoProgress, Progress
from coderdesk.storage.keys import TRIAL_COST
from coderdesk.storage.repositories.claim_files import SetPlace, set_of
from coderdesk.storage.unit_of_work import UnitOfWork
from coderdesk.storage.vault import Vault, create_vault

_EVERY = 250


class AlreadyImported(AppError):
    """The same bytes were read in before."""

    def __init__(self, path: Path, before: ReceivedFile) -> None:
        super().__init__(
            f"{path.name} was read in before, as {before.name} on {before.received_at:%Y-%m-%d}. Nothing was stored twice."
        )


class ImportStopped(AppError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"Reading {path.name} was stopped. Nothing of it was stored; read it in again when you like.")


class NothingHeld(AppError):
    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"No claim file {wanted} was read in, so nothing was written. `coderdesk claims status` lists those that were."
            if wanted
            else "No claim file was read in yet, so nothing was written. Read one in with `coderdesk import 837 FILE`."
        )


class ClaimFileNotWritten(AppError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path.name} could not be written to {path.parent} ({reason}). Nothing was left there; free some space or choose "
            "another folder."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedClaims:
    file: ReceivedFile
    claims: int
    total: Money
    kinds: tuple[ClaimKind, ...]
    remarks: tuple[Remark, ...]
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTrip:
    """`segments` are those compared; `is_same` when none of them came back with another value."""

    claims: int
    segments: int
    differences: tuple[SegmentDifference, ...]
    remarks: tuple[Remark, ...]

    @property
    def is_same(self) -> bool:
        return all(row.is_same_value for row in self.differences)


@dataclass(slots=True)
class _Tally:
    """What went past on its way into the vault."""

    path: Path
    progress: Progress
    claims: int = 0
    cents: int = 0
    kinds: dict[ClaimKind, None] = field(default_factory=dict)

    def counting(self, claims: Iterable[PlacedClaim]) -> Iterator[PlacedClaim]:
        for placed in claims:
            self.claims += 1
            self.cents += placed.claim.total.cents
            self.kinds[placed.claim.kind] = None
            if self.claims % _EVERY == 0:
                self.progress.report(done=self.claims, total=0, what="claims read")
                if self.progress.is_cancelled:
                    raise ImportStopped(self.path)
            yield placed


def import_claims(
    *,
    vault: Vault,
    clock: Clock,
    actor: str,
    path: Path,
    lenient: bool = False,
    progress: Progress | None = None,
) -> ImportedClaims:
    """Read an 837 file into the vault, whole or not at all. `lenient` derives counts and level numbers that do not agree anew.

    Raises MalformedX12, FileUnreadable, AlreadyImported, ImportStopped and what the vault raises.
    """
    sha256 = fingerprint(path)
    file = ReceivedFile(id=new_id(), name=path.name, sha256=sha256, received_at=clock.now())
    reader = ClaimReader(lenient_counts=lenient, lenient_levels=lenient)
    tally = _Tally(path, progress or NoProgress())
    with vault.writing(actor=actor, action="import_claims", now=clock.now()) as unit:
        before = unit.claim_files.file_with(sha256)
        if before is not None:
            raise AlreadyImported(path, before)
        with opened_text(path) as source:
            unit.claim_files.add(file, tally.counting(reader.claims(source)), new_id=new_id)
    return ImportedClaims(
        file=file,
        claims=tally.claims,
        total=Money(tally.cents),
        kinds=tuple(tally.kinds),
        remarks=tuple(reader.remarks),
        changes=Changes.of(f"Read in {path.name}", Kind.CLAIM_FILE, ids=(file.id,)),
    )


def list_held_claims(*, vault: Vault, control: str = "") -> tuple[HeldClaimSummary, ...]:
    """The claims that came in files, the newest service first; with a `control`, those of that patient control number."""
    with vault.reading() as unit:
        return unit.claim_files.summaries(control=control)


def list_received_files(*, vault: Vault) -> tuple[tuple[ReceivedFile, int], ...]:
    """Each file that was read in with the number of its claims, the newest first."""
    with vault.reading() as unit:
        return tuple((file, unit.claim_files.count(file.id)) for file in unit.claim_files.files())


def export_held_claims(*, vault: Vault, clock: Clock, actor: str, path: Path, file_id: str = "") -> int:
    """Write the claims of one received file (the newest, when none is named) as a file of our own: their values, our control
    numbers and times. Returns how many claims.

    Raises NothingHeld, ClaimFileNotWritten.
    """
    with vault.writing(actor=actor, action="export_held_claims", now=clock.now()) as unit:
        wanted = _wanted_file(unit, file_id)
        headers = _renumbered(unit, unit.claim_files.headers_of(wanted), clock.now())
    # the numbers are used up before the file is there: a crash in between loses numbers, and never gives one out twice
    tally = _Tally(path, NoProgress())
    with vault.reading() as unit:
        claims = (
            replace(placed, header=headers[set_of(placed.place)]) for placed in unit.claim_files.claims_of(wanted)
        )
        _write(path, written_claims(tally.counting(claims)), encoding="utf-8")
    return tally.claims


def _wanted_file(unit: UnitOfWork, file_id: str) -> str:
    files = unit.claim_files.files()
    if file_id:
        if all(file.id != file_id for file in files):
            raise NothingHeld(file_id)
        return file_id
    if not files:
        raise NothingHeld("")
    return files[0].id


def _renumbered(
    unit: UnitOfWork, headers: Mapping[SetPlace, TransactionHeader], now: datetime
) -> dict[SetPlace, TransactionHeader]:
    """The same headers with control numbers that were never used, and the moment of writing."""
    numbers: dict[tuple[int, ...], int] = {}

    def number(kind: ControlKind, place: tuple[int, ...]) -> int:
        """One for each interchange, group and set, whose places have one, two and three parts."""
        if place not in numbers:
            numbers[place] = unit.exports.next_control_number(kind)
        return numbers[place]

    return {
        place: _numbered(
            header,
            now,
            interchange=number(ControlKind.INTERCHANGE, place[:1]),
            group=number(ControlKind.GROUP, place[:2]),
            transaction=number(ControlKind.TRANSACTION, place),
        )
        for place, header in sorted(headers.items())
    }


def _numbered(
    header: TransactionHeader, now: datetime, *, interchange: int, group: int, transaction: int
) -> TransactionHeader:
    today, time = now.date(), f"{now:%H%M}"
    return replace(
        header,
        interchange=replace(
            header.interchange,
            made_on=today,
            time=time,
            control=f"{interchange:09d}",
            delimiters=Delimiters(),
            repetition="^",
        ),
        group=replace(header.group, made_on=today, time=time, control=str(group)),
        control=f"{transaction:04d}",
        reference=f"{interchange:09d}{transaction:09d}",
        made_on=today,
        time=time,
    )


def round_trip(*, path: Path, out: Path, clock: Clock, lenient: bool = False) -> RoundTrip:
    """File -> claims -> a vault in a temporary folder -> claims -> file, and the two files compared.

    The vault is gone afterwards, and the written file has the envelope of the one that was read. Raises MalformedX12,
    FileUnreadable, ClaimFileNotWritten.
    """
    reader = ClaimReader(lenient_counts=True, lenient_levels=lenient)
    with _scratch_vault(clock) as vault:
        file = ReceivedFile(id=new_id(), name=path.name, sha256=fingerprint(path), received_at=clock.now())
        with (
            vault.writing(actor="round trip", action="import_claims", now=clock.now()) as unit,
            opened_text(path) as text,
        ):
            claims = unit.claim_files.add(file, reader.claims(text), new_id=new_id)
        with vault.reading() as unit:
            _write(out, written_claims(unit.claim_files.claims_of(file.id)), encoding=encoding_of(path))
    with opened_text(path) as original, opened_text(out) as written:
        segments, differences = compared(raw_segments(original), raw_segments(written))
    return RoundTrip(claims=claims, segments=segments, differences=differences, remarks=tuple(reader.remarks))


@contextmanager
def _scratch_vault(clock: Clock) -> Iterator[Vault]:
    with tempfile.TemporaryDirectory(prefix="coderdesk-round-") as folder:
        place = Path(folder)
        made = create_vault(
            place / "round.vault", passphrase=new_id(), clock=clock, state_folder=place, cost=TRIAL_COST
        )
        try:
            yield made.vault
        finally:
            made.vault.close()


def _write(path: Path, lines: Iterable[str], *, encoding: str) -> None:
    try:
        with written_atomically(path) as stream:
            for line in lines:
                stream.write(line.encode(encoding))
    except OSError as trouble:
        raise ClaimFileNotWritten(path, trouble.strerror or "no reason given") from trouble
