"""Answers as the vault keeps them: each beside the batch and the claim that it answers, for ever."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coderdesk.domain.billing.answers.claim_answer import StatusCode
from coderdesk.domain.billing.answers.group_answer import SegmentError
from coderdesk.domain.billing.answers.verdict import Verdict


class AnswerLevel(StrEnum):
    """What is answered: the envelope (TA1), a group or set (999, 997), a batch of claims or one claim (277CA)."""

    ENVELOPE = "envelope"
    GROUP = "group"
    SET = "set"
    BATCH = "batch"
    CLAIM = "claim"


class FileStanding(StrEnum):
    """READ: at least one answer belongs to something that was sent. The others are kept aside, with the reason."""

    READ = "read"
    UNKNOWN = "unknown"
    DUPLICATE = "duplicate"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """A file that came in. `reason` says why it is kept aside, "" when it was read."""

    id: str
    name: str
    sha256: str
    received_at: datetime
    standing: FileStanding
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """One answer. `control` is the number of ours that it names; the ids are None where nothing of ours has it.

    `claim_id` None with a batch concerns every claim of it. `codes` and `payer_words` are the payer's; `note` is TA105 or the
    codes of a refused set; `errors` are the segments that a 999 complains of. `said_on` is the payer's day.
    """

    level: AnswerLevel
    verdict: Verdict
    control: str
    batch_id: str | None = None
    claim_id: str | None = None
    held_claim_id: str | None = None
    payer_claim_number: str = ""
    codes: tuple[StatusCode, ...] = ()
    payer_words: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    errors: tuple[SegmentError, ...] = ()
    said_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedAnswer:
    """A kept answer with the file that brought it."""

    answer: KeptAnswer
    file_id: str
    file_name: str
    received_at: datetime
