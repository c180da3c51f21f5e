"""The envelope in which claims travel, and each claim's place in it."""

from dataclasses import dataclass
from datetime import date

from coderdesk.domain.billing.submitted.party import Contact, Party
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Delimiters:
    """What ends an element, a component, a repetition and a segment; `line_end` is what follows a segment, if anything."""

    element: str = "*"
    component: str = ":"
    repetition: str = "^"
    segment: str = "~"
    line_end: str = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interchange:
    """ISA: from whom to whom. Ids stand without the blanks that fill them up; `time` is HHMM. `repetition` is what stands at its
    place, which old files use for something else."""

    sender_kind: str
    sender: str
    receiver_kind: str
    receiver: str
    made_on: date
    time: str
    control: str
    usage: str
    repetition: str = "^"
    version: str = "00501"
    acknowledgement: str = "0"
    authorization_kind: str = "00"
    authorization: str = ""
    security_kind: str = "00"
    security: str = ""
    delimiters: Delimiters = Delimiters()


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionalGroup:
    """GS: `time` is HHMM up to HHMMSSDD; `version` names the guide."""

    sender: str
    receiver: str
    made_on: date
    time: str
    control: str
    version: str
    agency: str = "X"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionHeader:
    """ST, BHT and who submits to whom. `purpose` 00 original or 18 reissue; `use` CH chargeable, RP reporting."""

    interchange: Interchange
    group: FunctionalGroup
    control: str
    version: str
    structure: str
    purpose: str
    reference: str
    made_on: date
    time: str
    use: str
    submitter: Party
    contacts: tuple[Contact, ...] = ()
    receiver: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPlace:
    """Where a claim stands: the ordinal of its interchange, group and transaction set in the file, from 1, and the numbers of its
    billing, subscriber and patient level (0: the subscriber is the patient) in that set."""

    interchange: int
    group: int
    transaction: int
    billing: int
    subscriber: int
    patient: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedClaim:
    header: TransactionHeader
    place: ClaimPlace
    claim: SubmittedClaim
