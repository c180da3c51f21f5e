"""Names, addresses and amounts of the desk in the words and characters of a claim file."""

from decimal import Decimal

from coderdesk.domain.billing.submitted.party import Party, PartyKind, PostalAddress, Specialty
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.money import Money


def organisation(name: str, number_kind: str, number: str) -> Party:
    return Party(kind=PartyKind.ORGANISATION, name=x12_text(name), number_kind=number_kind, number=x12_text(number))


def person(name: PersonName, number_kind: str = "", number: str = "") -> Party:
    return Party(
        kind=PartyKind.PERSON,
        name=x12_text(name.last),
        first=x12_text(name.first),
        middle=x12_text(name.middle),
        suffix=x12_text(name.suffix),
        number_kind=number_kind,
        number=x12_text(number),
    )


def specialty(function: str, taxonomy: str) -> Specialty | None:
    return Specialty(function=function, code_kind="PXC", code=x12_text(taxonomy)) if taxonomy else None


def postal(address: Address) -> PostalAddress:
    return PostalAddress(
        line1=x12_text(address.line1),
        line2=x12_text(address.line2),
        city=x12_text(address.city),
        state=x12_text(address.state),
        zip_code=x12_text(address.zip_code),
    )


def dollars(amount: Money) -> Decimal:
    return plain(Decimal(amount.cents).scaleb(-2))


def plain(value: Decimal | int) -> Decimal:
    """Without idle zeros and without an exponent: "1.50" -> "1.5", "100.00" -> "100"."""
    text = f"{Decimal(value):f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
