"""The sheet beside each claim file: which claims are in it, their totals, and the hash of the file."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.export_batch import ExportBatch
from coderdesk.domain.values.money import Money

SUFFIX = ".manifest.json"


def manifest_path(file: Path) -> Path:
    return file.with_name(file.name + SUFFIX)


def manifest_of(*, batch: ExportBatch, claims: Sequence[Claim], content: bytes, usage: str) -> bytes:
    """The same bytes for the same batch. Claims stand by their numbers and payers, and name nobody."""
    sheet = {
        "file": batch.file_name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "created": batch.created_at.isoformat(),
        "usage": "test" if usage == "T" else "production",
        "interchange": batch.interchange_control,
        "group": batch.group_control,
        "transaction": batch.transaction_control,
        "claims": len(claims),
        "lines": sum(len(claim.lines) for claim in claims),
        "total": Money.sum(claim.total for claim in claims).plain,
        "each": [
            {
                "control": claim.control,
                "frequency": claim.frequency,
                "payer": claim.payer.payer_id,
                "lines": len(claim.lines),
                "total": claim.total.plain,
            }
            for claim in claims
        ],
    }
    return (json.dumps(sheet, indent=2, ensure_ascii=True) + "\n").encode("ascii")
