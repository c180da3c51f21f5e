"""The patient, and the guarantor who answers for the bill."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.ids import GuarantorId, PatientId


class Sex(StrEnum):
    """The sex a payer has on file (DMG03)."""

    FEMALE = "F"
    MALE = "M"
    UNKNOWN = "U"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantor:
    """The person who is asked to pay what insurance does not."""

    id: GuarantorId
    name: PersonName
    address: Address
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """`record_number` is the practice's own number. Without a guarantor the patient is asked to pay."""

    id: PatientId
    record_number: str
    name: PersonName
    birth_date: date
    sex: Sex
    address: Address
    phone: str = ""
    email: str = ""
    guarantor_id: GuarantorId | None = None
