"""Who is named on a claim and how to reach them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class PartyKind(StrEnum):
    PERSON = "1"
    ORGANISATION = "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or an organisation. `name` is the last name or the organisation's; `number_kind` says what `number` is
    ("XX" NPI, "MI" member id, "PI" payer id, "46" submitter id ...)."""

    kind: PartyKind
    name: str = ""
    first: str = ""
    middle: str = ""
    prefix: str = ""
    suffix: str = ""
    number_kind: str = ""
    number: str = ""

    @property
    def listed(self) -> str:
        """As a list shows it: "Rivera, Ana"."""
        return ", ".join(part for part in (self.name, self.first) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""
    country: str = ""
    subdivision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNumber:
    """`kind` is TE telephone, EX extension, FX fax, EM e-mail; one that says nothing is a gap that the file left."""

    kind: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    function: str = "IC"
    name: str = ""
    numbers: tuple[ContactNumber, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A number under which somebody knows something: `kind` G1 prior authorization, F8 payer's claim number, EI tax id ...

    `payer_kind` and `payer` ("2U" and the payer's id) say whose number it is, where more than one payer is on the claim.
    """

    kind: str
    value: str = ""
    text: str = ""
    payer_kind: str = ""
    payer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialty:
    """`function` is BI billing, PE performing, AT attending ...; the code is a taxonomy code under "PXC"."""

    function: str
    code_kind: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCurrency:
    entity: str
    currency: str = ""
    rate: Decimal | None = None
