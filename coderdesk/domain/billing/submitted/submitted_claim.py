"""The whole claim, of whichever kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from coderdesk.domain.billing.submitted.adjudication import OtherPayer
from coderdesk.domain.billing.submitted.dental import Orthodontics, ToothState
from coderdesk.domain.billing.submitted.health_code import DIAGNOSES, HealthCode, HealthCodeGroup
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.party import Reference
from coderdesk.domain.billing.submitted.policy import SubmittedDependent, SubmittedPerson, SubmittedPolicy
from coderdesk.domain.billing.submitted.pricing import Contract, KindAmount, KindQuantity, Repricing
from coderdesk.domain.billing.submitted.provider import BillingProvider, ProviderRole, SubmittedProvider, in_role
from coderdesk.domain.billing.submitted.service_line import SubmittedLine
from coderdesk.domain.billing.submitted.supplements import Attachment, ConditionAnswer, FixedFormatNote, Note
from coderdesk.domain.billing.submitted.treatment import AmbulanceTransport, SpinalManipulation
from coderdesk.domain.billing.submitted.when import Dated, first_day, last_day
from coderdesk.domain.values.money import Money

PAYER_CLAIM_NUMBER = "F8"
_SERVICE, _STATEMENT = "472", "434"


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """How a hospital's patient came and in what state he left (CL1)."""

    kind: str = ""
    source: str = ""
    patient_status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedClaim:
    """Loops 2000A to 2430 as one value.

    `facility` with `facility_kind` is the place of service ("B") or the first two digits of the type of bill ("A"); `frequency`
    is 1 original, 7 replacement, 8 void. `causes` are AA auto accident, OA other accident, EM employment.
    """

    kind: ClaimKind
    billing: BillingProvider
    policy: SubmittedPolicy
    dependent: SubmittedDependent | None = None
    control: str
    charge: Decimal
    facility: str = ""
    facility_kind: str = ""
    frequency: str = ""
    provider_signature: str = ""
    accepts_assignment: str = ""
    benefits_assigned: str = ""
    release: str = ""
    patient_signature: str = ""
    causes: tuple[str, ...] = ()
    accident_state: str = ""
    accident_country: str = ""
    special_program: str = ""
    participation: str = ""
    submission_reason: str = ""
    delay_reason: str = ""
    dates: tuple[Dated, ...] = ()
    admission: Admission | None = None
    orthodontics: Orthodontics | None = None
    tooth_states: tuple[ToothState, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contract: Contract | None = None
    amounts: tuple[KindAmount, ...] = ()
    references: tuple[Reference, ...] = ()
    fixed_notes: tuple[FixedFormatNote, ...] = ()
    notes: tuple[Note, ...] = ()
    transport: AmbulanceTransport | None = None
    spinal: SpinalManipulation | None = None
    conditions: tuple[ConditionAnswer, ...] = ()
    health_codes: tuple[HealthCodeGroup, ...] = ()
    quantities: tuple[KindQuantity, ...] = ()
    repricing: Repricing | None = None
    providers: tuple[SubmittedProvider, ...] = ()
    other_payers: tuple[OtherPayer, ...] = ()
    lines: tuple[SubmittedLine, ...] = ()

    @property
    def treated(self) -> SubmittedPerson | None:
        """The patient, subscriber or not."""
        return self.dependent.person if self.dependent else self.policy.subscriber

    @property
    def total(self) -> Money:
        """The charge of the claim, rounded to the cent."""
        return Money(int((self.charge * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    @property
    def codes(self) -> Iterator[HealthCode]:
        return (code for group in self.health_codes for code in group.codes)

    @property
    def diagnoses(self) -> tuple[HealthCode, ...]:
        """Those that lines point at, in their order."""
        return tuple(code for code in self.codes if code.kind in DIAGNOSES)

    @property
    def payer_claim_number(self) -> str:
        """What a replacement or void names."""
        return next((row.value for row in self.references if row.kind == PAYER_CLAIM_NUMBER), "")

    @property
    def first_day(self) -> date | None:
        """The first day of service: of the lines, of the claim, or of the statement."""
        return min((day for day in self._days(first=True) if day), default=None)

    @property
    def last_day(self) -> date | None:
        return max((day for day in self._days(first=False) if day), default=None)

    def _days(self, *, first: bool) -> Iterator[date | None]:
        of_dates = first_day if first else last_day
        yield of_dates(self.dates, _SERVICE)
        yield of_dates(self.dates, _STATEMENT)
        for line in self.lines:
            yield line.first_day if first else line.last_day

    def provider(self, role: ProviderRole) -> SubmittedProvider | None:
        """The first of the claim in that role."""
        return in_role(self.providers, role)
