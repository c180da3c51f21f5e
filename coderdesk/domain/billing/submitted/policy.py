"""Under whose policy a claim goes to which payer, and who was treated."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.submitted.party import Contact, Party, PostalAddress, Reference
from coderdesk.domain.billing.submitted.when import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedPerson:
    """A subscriber or patient as the claim names them."""

    party: Party
    address: PostalAddress | None = None
    birth_date: date | None = None
    sex: str = ""
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientState:
    """What a claim says of the patient's body and relation: `weight` in pounds under the unit "01"."""

    relationship: str = ""
    died_on: date | None = None
    weight_unit: str = ""
    weight: Decimal | None = None
    pregnant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedPayer:
    """`references` hold both what the payer is known by and what it knows the billing provider by."""

    party: Party
    address: PostalAddress | None = None
    contacts: tuple[Contact, ...] = ()
    dates: tuple[Dated, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedPolicy:
    """Loops 2000B, 2010BA and 2010BB. `responsibility` is P primary, S secondary, T tertiary ...; `relationship` is "18" when
    the subscriber is the patient, else ""."""

    responsibility: str
    relationship: str = ""
    group_number: str = ""
    group_name: str = ""
    insurance_type: str = ""
    coordination: str = ""
    condition: str = ""
    employment: str = ""
    filing_indicator: str = ""
    patient: PatientState | None = None
    subscriber: SubmittedPerson | None = None
    payer: SubmittedPayer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedDependent:
    """Loops 2000C and 2010CA: the patient, where that is not the subscriber."""

    patient: PatientState
    person: SubmittedPerson
