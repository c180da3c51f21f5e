"""A claim as it leaves the practice: a frozen copy of everything it says, and what it was built from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.payer import Payer, Relationship
from coderdesk.domain.billing.prior_adjudication import PriorAdjudication
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.ids import AssignmentId, ClaimId, CoverageId, EncounterId, PatientId
from coderdesk.domain.values.money import Money

MAX_DIAGNOSES = 12
MAX_POINTERS = 4
MAX_LINES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPerson:
    """Subscriber or patient as printed on the claim."""

    name: PersonName
    birth_date: date
    sex: Sex
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDiagnosis:
    """One diagnosis, with its dot; the first of a claim is the first-listed."""

    assignment_id: AssignmentId
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """One line (2400). `pointers` count the claim's diagnoses from 1; `charge` is for all units together."""

    assignment_id: AssignmentId
    system: CodeSystem
    code: str
    words: str
    modifiers: tuple[str, ...]
    units: Decimal
    charge: Money
    pointers: tuple[int, ...]
    service_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A professional claim to one payer: the primary one, or, after those in `prior` decided, the next.

    `control` is the patient control number (CLM01). `patient` is None when the subscriber is the patient; `subscriber` is None
    when somebody else's policy names nobody, which no claim leaves the house with. `frequency` is the claim frequency code
    (1 original, 7 replacement, 8 void); `payer_claim_number` names the claim that it corrects (REF F8). `delay_reason` is CLM20
    and `insurance_type` SBR05, both mostly "". The ids say where each part is mended.
    """

    id: ClaimId
    encounter_id: EncounterId
    patient_id: PatientId
    coverage_id: CoverageId
    control: str
    frequency: str
    billing: Practice
    rendering: Provider
    payer: Payer
    member_id: str
    group_number: str
    plan_name: str
    relationship: Relationship
    subscriber: ClaimPerson | None
    patient: ClaimPerson | None
    place_of_service: str
    diagnoses: tuple[ClaimDiagnosis, ...]
    lines: tuple[ServiceLine, ...]
    payer_claim_number: str = ""
    delay_reason: str = ""
    insurance_type: str = ""
    prior: tuple[PriorAdjudication, ...] = ()

    @property
    def treated(self) -> ClaimPerson | None:
        """The person who was seen, subscriber or not."""
        return self.patient or self.subscriber

    @property
    def total(self) -> Money:
        return Money.sum(line.charge for line in self.lines)

    @property
    def service_date(self) -> date:
        """The first date of service on the claim."""
        return min(line.service_date for line in self.lines)
