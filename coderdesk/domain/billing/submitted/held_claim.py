"""Claims that came in a file, as the vault holds and lists them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.values.money import Money


class HeldState(StrEnum):
    """How far the payer's answers say that the claim came. HELD: nothing is known."""

    HELD = "held"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedFile:
    """A claim file that was read in. `sha256` is that of its bytes, in hexadecimal digits."""

    id: str
    name: str
    sha256: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClaimSummary:
    """A claim as a list shows it. `place` counts the claims of its file from 1; `patient_name` is written for lists."""

    id: str
    file_id: str
    place: int
    kind: ClaimKind
    control: str
    frequency: str
    payer_claim_number: str
    patient_name: str
    member_id: str
    payer_name: str
    payer_number: str
    billing_npi: str
    first_day: date | None
    last_day: date | None
    total: Money
    line_count: int
    state: HeldState
