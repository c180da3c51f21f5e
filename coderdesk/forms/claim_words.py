"""What several claim forms write in the same way: names, addresses, dates and amounts on paper."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from coderdesk.domain.billing.submitted.party import Contact, Party, PostalAddress, Reference

NPI = "XX"
_CENT = Decimal("0.01")
_AREA_CODE = 3
_TELEPHONE = 10
_LONG_ZIP = 9


def listed_name(party: Party) -> str:
    """ "RIVERA JR, ANA, M": last name with its suffix, first name, middle initial."""
    last = " ".join(part for part in (party.name, party.suffix) if part)
    return ", ".join(part for part in (last, party.first, party.middle[:1]) if part)


def spoken_name(party: Party) -> str:
    """ "ANA M RIVERA JR"; an organisation's name as it is."""
    return " ".join(part for part in (party.first, party.middle[:1], party.name, party.suffix) if part)


def plain(words: str) -> str:
    """Without the marks that an address on a form has no room for."""
    return " ".join(words.replace(",", " ").replace(".", " ").replace("#", " ").split())


def street(address: PostalAddress | None) -> str:
    return plain(f"{address.line1} {address.line2}") if address else ""


def city_line(address: PostalAddress | None) -> str:
    """ "PORTLAND OR 97205-1234"."""
    return f"{plain(address.city)} {address.state} {zip_words(address)}".strip() if address else ""


def zip_words(address: PostalAddress) -> str:
    code = address.zip_code.replace("-", "")
    return f"{code[:5]}-{code[5:]}" if len(code) == _LONG_ZIP else address.zip_code


def telephone(contacts: Iterable[Contact]) -> tuple[str, str]:
    """Area code and number of the first telephone that has both."""
    for contact in contacts:
        for row in contact.numbers:
            digits = "".join(digit for digit in row.number if digit.isdigit())
            if row.kind == "TE" and len(digits) == _TELEPHONE:
                return digits[:_AREA_CODE], digits[_AREA_CODE:]
    return "", ""


def npi_of(party: Party | None) -> str:
    return party.number if party is not None and party.number_kind == NPI else ""


def reference(references: Iterable[Reference], *kinds: str) -> Reference | None:
    """The first of the first kind that there is."""
    rows = tuple(references)
    return next((row for kind in kinds for row in rows if row.kind == kind), None)


def value_of(found: Reference | None) -> str:
    return found.value if found else ""


def cents(amount: Decimal | None) -> str:
    """Digits only, the last two the cents: "12500"; "" for nothing."""
    if amount is None:
        return ""
    rounded = amount.quantize(_CENT, rounding=ROUND_HALF_UP)
    return f"{'-' if rounded < 0 else ''}{abs(int(rounded * 100)):03d}"


def quantity(value: Decimal | None) -> str:
    """Without idle zeros."""
    if value is None:
        return ""
    return f"{value.normalize():f}"


def parts_of_day(prefix: str, day: date | None, *, year: str = "%Y") -> dict[str, str]:
    """ "prefix.month", "prefix.day" and "prefix.year"; nothing without a day."""
    if day is None:
        return {}
    return {f"{prefix}.month": f"{day:%m}", f"{prefix}.day": f"{day:%d}", f"{prefix}.year": day.strftime(year)}


def checked(prefix: str, *, is_yes: bool) -> dict[str, str]:
    return {f"{prefix}.yes" if is_yes else f"{prefix}.no": "X"}


def sexed(prefix: str, sex: str) -> dict[str, str]:
    box = {"M": "male", "F": "female"}.get(sex)
    return {f"{prefix}.{box}": "X"} if box else {}
