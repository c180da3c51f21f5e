"""Who sends a claim file to whom, whether it is a test, and under which control numbers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coderdesk.domain.billing.payer import Payer
from coderdesk.domain.billing.receiver import DIRECT, Leave, Receiver
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.people.practice import Practice
from coderdesk.domain.values.identifiers import digits_of

MAX_ID = 15
MAX_CONTROL = 999_999_999


class Usage(StrEnum):
    """ISA15: a test file is read and thrown away by the receiver."""

    TEST = "T"
    PRODUCTION = "P"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One interchange with one functional group; its transaction sets count up from `transaction_control`.

    Control numbers are ISA13, GS06 and ST02, each 1 to 999,999,999 and never used twice for one receiver. `created` is
    local time. Raises ValueError for an id of no or more than 15 characters, or a number out of range.
    """

    submitter_id: str
    submitter_name: str
    contact: str
    phone: str
    receiver_id: str
    receiver_name: str
    usage: Usage
    interchange_control: int
    group_control: int
    transaction_control: int
    created: datetime
    email: str = ""
    submitter_qualifier: str = "ZZ"
    receiver_qualifier: str = "ZZ"
    group_sender: str = ""
    group_receiver: str = ""
    acknowledgement: str = "0"

    def __post_init__(self) -> None:
        for name in ("submitter_id", "receiver_id"):
            if not 1 <= len(x12_text(getattr(self, name))) <= MAX_ID:
                raise ValueError(f"{name} has one to {MAX_ID} characters in a claim file")
        for name in ("interchange_control", "group_control", "transaction_control"):
            if not 1 <= getattr(self, name) <= MAX_CONTROL:
                raise ValueError(f"{name} lies between 1 and {MAX_CONTROL}")

    @property
    def reference(self) -> str:
        """BHT03, which the payer's 277CA repeats in loop 2200B."""
        return f"{self.interchange_control:09d}{self.transaction_control:09d}"


def submitter_id_of(practice: Practice) -> str:
    """The practice's number with the receiver; before one is given, its NPI."""
    return practice.submitter_id or practice.npi


def envelope_for(
    *,
    practice: Practice,
    payer: Payer,
    usage: Usage,
    interchange_control: int,
    group_control: int,
    transaction_control: int,
    created: datetime,
    receiver: Receiver = DIRECT,
) -> Envelope:
    """The envelope of a file to a payer, straight or by the receiver that passes it on."""
    return Envelope(
        submitter_id=receiver.sender or submitter_id_of(practice),
        submitter_name=practice.name,
        contact=practice.contact or practice.name,
        phone=digits_of(practice.phone),
        email="" if Leave.SUBMITTER_EMAIL in receiver.leave_out else practice.email,
        receiver_id=receiver.receiver or payer.payer_id,
        receiver_name=receiver.name or payer.name,
        submitter_qualifier=receiver.sender_kind,
        receiver_qualifier=receiver.receiver_kind,
        group_sender=receiver.group_sender,
        group_receiver=receiver.group_receiver,
        acknowledgement=receiver.acknowledgement,
        usage=usage,
        interchange_control=interchange_control,
        group_control=group_control,
        transaction_control=transaction_control,
        created=created,
    )
