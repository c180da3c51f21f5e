"""A claim file that left, written once more to the same byte: for a receiver that lost it, or a folder that was emptied."""

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from coderdesk.domain.billing.envelope import Usage
from coderdesk.domain.billing.export_batch import BatchState
from coderdesk.domain.billing.receiver import DIRECT
from coderdesk.domain.values.ids import ClaimId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.money import Money
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.claims import ExportedFile, FileNotWritten, content_of
from coderdesk.services.desk import Desk
from coderdesk.services.export_manifest import manifest_of, manifest_path
from coderdesk.services.receivers import destination_of, from_settings
from coderdesk.shared.files import write_atomically


class NeverInAFile(AppError):
    def __init__(self) -> None:
        super().__init__("This claim stands in no file that was written, so there is nothing to write again.")


class NotTheSameFile(AppError):
    """A newer program writes something otherwise: sending that as the same file would be a lie."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} would not come out as it left: its hash differs from the one that is kept. Nothing was written. Send a "
            "replacement instead, or take the file from a backup of the outgoing folder."
        )


def write_file_again(*, desk: Desk, claim_id: ClaimId, folder: Path) -> ExportedFile:
    """Write the newest file that the claim left in, byte for byte, under its own name. No number is used and no claim changes.

    Raises NeverInAFile, NotTheSameFile, FileNotWritten.
    """
    with desk.vault.reading() as unit:
        batch = next((row for row in unit.exports.of_claim(claim_id) if row.state is BatchState.WRITTEN), None)
        if batch is None:
            raise NeverInAFile
        destination = unit.settings.get(destination_of(batch))
        claims = [unit.claims.get(row).claim for row in batch.claim_ids]
    batch = replace(batch, created_at=datetime.fromisoformat(destination["created"]))
    usage = Usage(destination["usage"])
    content = content_of(claims, batch, from_settings(destination.get("receiver", {"key": DIRECT.key})), usage)
    if hashlib.sha256(content).hexdigest() != batch.sha256:
        raise NotTheSameFile(batch.file_name)
    path = folder / batch.file_name
    beside = manifest_path(path)
    try:
        write_atomically(path, content)
        write_atomically(beside, manifest_of(batch=batch, claims=claims, content=content, usage=usage.value))
    except OSError as trouble:
        raise FileNotWritten(path, trouble.strerror or "the disk gave no reason") from trouble
    return ExportedFile(
        path=path,
        sha256=batch.sha256,
        claims=len(claims),
        total=Money.sum(claim.total for claim in claims),
        changes=Changes.of(f"Wrote {batch.file_name} again", Kind.EXPORT, ids=(batch.id,)),
        manifest=beside,
        is_test=usage is Usage.TEST,
    )
