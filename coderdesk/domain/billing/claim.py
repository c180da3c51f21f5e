"""A claim as it leaves the practice: a frozen copy of everything it says, and what it was built from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.details.claim_details import (
    NOTHING_MORE,
    ClaimDetails,
    LineDetails,
    RevenueLine,
    Unproven,
)
from coderdesk.domain.billing.payer import Payer, Relationship
from coderdesk.domain.billing.prior_adjudication import PriorAdjudication
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.dates import Period
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
    """One diagnosis, with its dot; the first of a claim is the first-listed. `poa` is Y, N, U, W, or "" where nobody said."""

    assignment_id: AssignmentId
    code: str
    poa: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimProcedure:
    """An ICD-10-PCS procedure of a hospital's claim, which has no line of its own; `on` is None where nobody said when."""

    assignment_id: AssignmentId
    code: str
    on: date | None = None


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
    details: LineDetails | None = None

    @property
    def said(self) -> LineDetails:
        """What was entered for the line, be it nothing."""
        return self.details or LineDetails(assignment_id=self.assignment_id)

    @property
    def last_date(self) -> date:
        return max(self.said.until or self.service_date, self.service_date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim to one payer: the primary one, or, after those in `prior` decided, the next.

    `control` is the patient control number (CLM01). `patient` is None when the subscriber is the patient; `subscriber` is None
    when somebody else's policy names nobody, which no claim leaves the house with. `frequency` is the claim frequency code
    (1 original, 7 replacement, 8 void); `payer_claim_number` names the claim that it corrects (REF F8). `delay_reason` is CLM20
    and `insurance_type` SBR05, both mostly "". The ids say where each part is mended.

    `details` are what was entered beside the codes; `unproven` names what of them was left out because the words that state it
    do not stand in the documents; `in_force` is the policy's time.
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
    kind: ClaimKind = ClaimKind.PROFESSIONAL
    details: ClaimDetails = NOTHING_MORE
    procedures: tuple[ClaimProcedure, ...] = ()
    unproven: tuple[Unproven, ...] = ()
    in_force: Period = Period()

    @property
    def is_institutional(self) -> bool:
        return self.kind is ClaimKind.INSTITUTIONAL

    @property
    def is_inpatient(self) -> bool:
        """By the type of bill: care of class 1 (inpatient, Part A included) and swing beds (18)."""
        kind = self.details.stay.bill_type
        return self.is_institutional and (kind[1:2] == "1" or kind == "18")

    @property
    def revenue_lines(self) -> tuple[RevenueLine, ...]:
        """Lines without a procedure; they come before the others."""
        return self.details.stay.revenue_lines if self.is_institutional else ()

    @property
    def treated(self) -> ClaimPerson | None:
        """The person who was seen, subscriber or not."""
        return self.patient or self.subscriber

    @property
    def total(self) -> Money:
        return Money.sum(line.charge for line in self.revenue_lines) + Money.sum(line.charge for line in self.lines)

    @property
    def service_date(self) -> date:
        """The first date of service on the claim; a hospital's stay begins with its statement.

        Raises ValueError when the claim has neither a line nor a statement.
        """
        stay = self.details.stay
        if self.is_institutional and stay.statement_from:
            return stay.statement_from
        days = [line.service_date for line in self.lines]
        if not days and self.is_institutional and stay.statement_until:
            days = [stay.statement_until]
        return min(days)

    @property
    def last_date(self) -> date | None:
        """The last date of service; None without a line or statement."""
        last = self.details.stay.statement_until if self.is_institutional else None
        return last or max((line.last_date for line in self.lines), default=None)
