"""A service line of a professional, institutional or dental claim."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.submitted.adjudication import LineAdjudication
from coderdesk.domain.billing.submitted.dental import Tooth
from coderdesk.domain.billing.submitted.party import Reference
from coderdesk.domain.billing.submitted.pricing import Contract, KindAmount, KindQuantity, Repricing
from coderdesk.domain.billing.submitted.procedure import Procedure
from coderdesk.domain.billing.submitted.provider import SubmittedProvider
from coderdesk.domain.billing.submitted.supplements import (
    Attachment,
    ConditionAnswer,
    FixedFormatNote,
    FormAnswers,
    Measurement,
    Note,
)
from coderdesk.domain.billing.submitted.treatment import (
    AmbulanceTransport,
    Drug,
    EquipmentCertification,
    EquipmentService,
    PurchasedService,
)
from coderdesk.domain.billing.submitted.when import Dated, first_day, last_day

SERVICE = "472"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionalService:
    """`unit` UN units or MJ minutes of anesthesia; `pointers` count the claim's diagnoses from 1."""

    procedure: Procedure
    charge: Decimal
    unit: str = ""
    quantity: Decimal | None = None
    place_of_service: str = ""
    pointers: tuple[int, ...] = ()
    emergency: str = ""
    epsdt: str = ""
    family_planning: str = ""
    copay_exempt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionalService:
    """`unit` UN units or DA days; `rate` is the price of a day."""

    revenue_code: str
    charge: Decimal
    procedure: Procedure | None = None
    unit: str = ""
    quantity: Decimal | None = None
    rate: Decimal | None = None
    not_covered: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalService:
    """`areas` are the areas of the oral cavity; `prosthesis` I initial or R replacement."""

    procedure: Procedure
    charge: Decimal
    place_of_service: str = ""
    areas: tuple[str, ...] = ()
    prosthesis: str = ""
    quantity: Decimal | None = None
    pointers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedLine:
    """Loop 2400: one of the three services, and all that belongs to it. Its number is its place on the claim."""

    professional: ProfessionalService | None = None
    institutional: InstitutionalService | None = None
    dental: DentalService | None = None
    teeth: tuple[Tooth, ...] = ()
    equipment: EquipmentService | None = None
    attachments: tuple[Attachment, ...] = ()
    transport: AmbulanceTransport | None = None
    certification: EquipmentCertification | None = None
    conditions: tuple[ConditionAnswer, ...] = ()
    dates: tuple[Dated, ...] = ()
    quantities: tuple[KindQuantity, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    contract: Contract | None = None
    references: tuple[Reference, ...] = ()
    amounts: tuple[KindAmount, ...] = ()
    fixed_notes: tuple[FixedFormatNote, ...] = ()
    notes: tuple[Note, ...] = ()
    purchased: PurchasedService | None = None
    repricing: Repricing | None = None
    drugs: tuple[Drug, ...] = ()
    providers: tuple[SubmittedProvider, ...] = ()
    adjudications: tuple[LineAdjudication, ...] = ()
    forms: tuple[FormAnswers, ...] = ()

    @property
    def service(self) -> ProfessionalService | InstitutionalService | DentalService | None:
        return self.professional or self.institutional or self.dental

    @property
    def charge(self) -> Decimal:
        return self.service.charge if self.service else Decimal(0)

    @property
    def procedure(self) -> Procedure | None:
        return self.service.procedure if self.service else None

    @property
    def first_day(self) -> date | None:
        return first_day(self.dates, SERVICE)

    @property
    def last_day(self) -> date | None:
        return last_day(self.dates, SERVICE)
