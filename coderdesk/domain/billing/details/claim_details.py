"""The particulars of a visit's claim and of its lines, as a person enters them; all may be missing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.submitted.dental import Tooth, ToothState
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.supplements import Attachment
from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.people.address import Address
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherProvider:
    """Somebody with a part in the care who need not work in the practice."""

    last: str = ""
    first: str = ""
    npi: str = ""
    taxonomy: str = ""

    @property
    def is_named(self) -> bool:
        return bool(self.last or self.first or self.npi)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the service was given, when not at the practice's own address; or where a ride began or ended."""

    name: str = ""
    npi: str = ""
    address: Address = Address()

    @property
    def is_named(self) -> bool:
        return bool(self.name or self.npi or self.address.line1 or self.address.city)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A condition, occurrence, span of an occurrence or value code, with its days or its amount."""

    code: str
    first: date | None = None
    last: date | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueLine:
    """A hospital's line without a procedure: accommodation by the day, supplies, drugs. `charge` is for all units together;
    `evidence` are the words that state the days or units."""

    revenue_code: str
    unit: str
    quantity: Decimal
    charge: Money
    not_covered: Money = ZERO
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """An ambulance's ride: why (A to E), how far in miles, and the patient's weight in pounds."""

    reason: str = ""
    miles: Decimal | None = None
    weight: Decimal | None = None
    round_trip: str = ""
    stretcher: str = ""
    conditions: tuple[str, ...] = ()
    pick_up: Site = Site()
    drop_off: Site = Site()

    @property
    def is_told(self) -> bool:
        return bool(self.reason) or self.miles is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDays:
    """The days that a professional or dental claim may name."""

    onset: date | None = None
    last_period: date | None = None
    last_seen: date | None = None
    initial_treatment: date | None = None
    acute: date | None = None
    last_xray: date | None = None
    prescription: date | None = None
    disabled_from: date | None = None
    disabled_until: date | None = None
    last_worked: date | None = None
    back_to_work: date | None = None
    hospital_from: date | None = None
    hospital_until: date | None = None
    care_assumed: date | None = None
    care_given_up: date | None = None
    first_contact: date | None = None
    appliance_placed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """What a hospital's bill says of the stay. `bill_type` are the first two digits of the type of bill, after its leading zero;
    `interim` is the frequency of a bill that is one of several (2, 3,
    4), or ""; hours are HHMM."""

    bill_type: str = ""
    interim: str = ""
    statement_from: date | None = None
    statement_until: date | None = None
    admitted_on: date | None = None
    admission_hour: str = ""
    discharge_hour: str = ""
    admission_type: str = ""
    admission_source: str = ""
    patient_status: str = ""
    admitting_diagnosis: str = ""
    visit_reasons: tuple[str, ...] = ()
    drg: str = ""
    conditions: tuple[str, ...] = ()
    occurrences: tuple[Happening, ...] = ()
    spans: tuple[Happening, ...] = ()
    values: tuple[Happening, ...] = ()
    revenue_lines: tuple[RevenueLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Orthodontia:
    total_months: Decimal | None = None
    months_left: Decimal | None = None
    tooth_states: tuple[ToothState, ...] = ()
    is_predetermination: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDetails:
    """`kind` is None where the visit's setting and codes say it. Flags are "Y" or ""; `causes` are AA, OA, EM."""

    kind: ClaimKind | None = None
    authorization: str = ""
    authorization_units: Decimal | None = None
    authorization_from: date | None = None
    authorization_until: date | None = None
    referral: str = ""
    clia: str = ""
    referring: OtherProvider = OtherProvider()
    ordering: OtherProvider = OtherProvider()
    supervising: OtherProvider = OtherProvider()
    attending: OtherProvider = OtherProvider()
    operating: OtherProvider = OtherProvider()
    other_operating: OtherProvider = OtherProvider()
    assistant: OtherProvider = OtherProvider()
    facility: Site = Site()
    causes: tuple[str, ...] = ()
    accident_on: date | None = None
    accident_state: str = ""
    days: ClaimDays = ClaimDays()
    stay: Stay = Stay()
    pregnant: str = ""
    weight: Decimal | None = None
    died_on: date | None = None
    homebound: str = ""
    epsdt: tuple[str, ...] = ()
    special_program: str = ""
    delay_reason: str = ""
    patient_paid: Money = ZERO
    note: str = ""
    attachments: tuple[Attachment, ...] = ()
    ride: Ride = Ride()
    spinal_condition: str = ""
    dental: Orthodontia = Orthodontia()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDetails:
    """The particulars of one service. `minutes` and the quantity of a drug count only with the words that state them."""

    assignment_id: AssignmentId
    until: date | None = None
    revenue_code: str = ""
    not_covered: Money = ZERO
    performed_on: date | None = None
    minutes: int | None = None
    minutes_evidence: tuple[Evidence, ...] = ()
    drug_code: str = ""
    drug_quantity: Decimal | None = None
    drug_unit: str = ""
    prescription: str = ""
    drug_evidence: tuple[Evidence, ...] = ()
    description: str = ""
    note: str = ""
    place_of_service: str = ""
    emergency: str = ""
    epsdt: str = ""
    family_planning: str = ""
    hospice: str = ""
    equipment_days: Decimal | None = None
    rental_price: Money = ZERO
    purchase_price: Money = ZERO
    rental_frequency: str = ""
    need_kind: str = ""
    need_months: Decimal | None = None
    teeth: tuple[Tooth, ...] = ()
    areas: tuple[str, ...] = ()
    prosthesis: str = ""
    prosthesis_before: date | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unproven:
    """A quantity that was left out of a claim because its words do not stand: `words` name it, `key` is its field, of the
    claim or of the service."""

    words: str
    key: str
    assignment_id: AssignmentId | None = None


NOTHING_MORE = ClaimDetails()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDetails:
    """All that was entered for a visit. Lines of codes that were removed since stay without effect."""

    claim: ClaimDetails = NOTHING_MORE
    lines: tuple[LineDetails, ...] = ()

    def line(self, assignment_id: AssignmentId) -> LineDetails:
        """What was entered for a service, or a line that says nothing."""
        empty = LineDetails(assignment_id=assignment_id)
        return next((row for row in self.lines if row.assignment_id == assignment_id), empty)
