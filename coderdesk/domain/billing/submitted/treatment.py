"""Particulars of some treatments: ambulance rides, spinal manipulation, medical equipment, drugs, purchased services."""

from dataclasses import dataclass
from decimal import Decimal

from coderdesk.domain.billing.submitted.party import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbulanceTransport:
    """`weight` in pounds under "LB", `distance` in miles under "DH"."""

    weight_unit: str = ""
    weight: Decimal | None = None
    reason: str = ""
    distance_unit: str = ""
    distance: Decimal | None = None
    round_trip_purpose: str = ""
    stretcher_purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpinalManipulation:
    """`condition` is A acute, C chronic, M acute manifestation of a chronic one ..."""

    condition: str = ""
    description: str = ""
    more_description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentCertification:
    """`kind` I initial, R renewal, S revised; how long the equipment is needed, in months under "MO"."""

    kind: str
    unit: str = ""
    duration: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentService:
    """Durable equipment that is rented or bought: `days` of need under "DA", prices, and how often it is billed."""

    procedure_kind: str
    procedure: str
    unit: str = ""
    days: Decimal | None = None
    rental_price: Decimal | None = None
    purchase_price: Decimal | None = None
    frequency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """A drug by its national code: `code_kind` N4; `unit` F2, GR, ME, ML or UN."""

    code_kind: str
    code: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchasedService:
    provider_number: str
    amount: Decimal | None = None
