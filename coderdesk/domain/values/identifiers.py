"""Identifiers that carry a check or a form of their own: NPI, taxpayer id, ZIP code, Medicare beneficiary identifier."""

import re

_TAXONOMY = re.compile(r"[0-9A-Z]{9}X")
_L = "[AC-HJKMNP-RT-Y]"
_E = "[0-9AC-HJKMNP-RT-Y]"
_MBI = re.compile(rf"[1-9]{_L}{_E}[0-9]{_L}{_E}[0-9]{_L}{{2}}[0-9]{{2}}")


def _luhn_holds(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def has_npi_check_digit(value: str) -> bool:
    """Ten digits that pass the check of an NPI, whatever they begin with."""
    return len(value) == 10 and value.isascii() and value.isdigit() and _luhn_holds("80840" + value)


def is_npi(value: str) -> bool:
    """Ten digits that begin with 1 or 2 and pass the Luhn check with the prefix 80840 (CMS NPI check digit note)."""
    return has_npi_check_digit(value) and value[0] in "12"


def is_tax_id(value: str) -> bool:
    """Nine digits, written without hyphens (EIN or SSN); nine equal digits are nobody's."""
    return len(value) == 9 and value.isascii() and value.isdigit() and len(set(value)) > 1


def is_taxonomy(value: str) -> bool:
    """The form of a NUCC health care provider taxonomy code: ten characters ending in X."""
    return bool(_TAXONOMY.fullmatch(value))


def is_zip(value: str) -> bool:
    """Five or nine digits without a hyphen."""
    return value.isascii() and value.isdigit() and len(value) in (5, 9) and value[:5] != "00000"


def is_mbi(value: str) -> bool:
    """The CMS pattern of a Medicare Beneficiary Identifier, hyphens removed."""
    return bool(_MBI.fullmatch(value.replace("-", "").upper()))


def digits_of(text: str) -> str:
    """Only the ASCII digits, as a person might have typed them among hyphens and blanks."""
    return "".join(character for character in text if character in "0123456789")
