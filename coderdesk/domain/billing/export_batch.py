"""A claim file on its way out: announced before it is written, so that a file nobody recorded cannot exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coderdesk.domain.values.ids import ClaimId


class ControlKind(StrEnum):
    """The three series of control numbers of an X12 file (ISA13, GS06, ST02)."""

    INTERCHANGE = "interchange"
    GROUP = "group"
    TRANSACTION = "transaction"


class BatchState(StrEnum):
    """WRITING: numbers are taken, the file is not known to be whole. ABANDONED: it never came to be; numbers stay used."""

    WRITING = "writing"
    WRITTEN = "written"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportBatch:
    """`sha256` names the file's content in hexadecimal digits, "" until it is written. `transaction_control` is that of the
    first transaction set; further ones count up, and the claims stand in the order of the sets."""

    id: str
    state: BatchState
    file_name: str
    interchange_control: int
    group_control: int
    transaction_control: int
    claim_ids: tuple[ClaimId, ...]
    created_at: datetime
    sha256: str = ""


def claims_of_set(batch: ExportBatch, sizes: Sequence[int], control: int) -> tuple[ClaimId, ...]:
    """The claims of the transaction set of that control number; `sizes` are how many each set holds, in order.

    () for a set that is not of this file.
    """
    place = control - batch.transaction_control
    held = sizes or (len(batch.claim_ids),)
    if not 0 <= place < len(held):
        return ()
    start = sum(held[:place])
    return batch.claim_ids[start : start + held[place]]
