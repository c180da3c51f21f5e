"""A claim file on its way out: announced before it is written, so that a file nobody recorded cannot exist."""

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
    """`sha256` names the file's content in hexadecimal digits, "" until it is written."""

    id: str
    state: BatchState
    file_name: str
    interchange_control: int
    group_control: int
    transaction_control: int
    claim_ids: tuple[ClaimId, ...]
    created_at: datetime
    sha256: str = ""
