"""Amounts, contracts and repriced amounts."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class KindAmount:
    """`kind` is F5 patient paid, F3 estimated amount due, D paid by the payer, A8 non-covered, EAF still owed, T sales tax ..."""

    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class KindQuantity:
    """`kind` is PT patients in the ambulance, FL flushes ..."""

    kind: str
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    kind: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    code: str = ""
    discount_percent: Decimal | None = None
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repricing:
    """What a repricer made of a claim or line: method, allowed and saved amounts, and why it was refused or excepted."""

    method: str
    allowed: Decimal | None = None
    saved: Decimal | None = None
    organisation: str = ""
    rate: Decimal | None = None
    group_code: str = ""
    group_amount: Decimal | None = None
    revenue_code: str = ""
    procedure_kind: str = ""
    procedure: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    refusal: str = ""
    compliance: str = ""
    exception: str = ""
