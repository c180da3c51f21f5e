"""What may stand in a field, said in sentences: each check takes the typed text and answers "" when it is content."""

import re
from collections.abc import Callable
from datetime import date, datetime

from coderdesk.domain.people.address import STATES
from coderdesk.domain.values.identifiers import digits_of, is_mbi, is_npi, is_tax_id, is_taxonomy, is_zip
from coderdesk.domain.values.money import Money
from coderdesk.ui.text import tr

Check = Callable[[str], str]

_DATE_FORMS = ("%m/%d/%Y", "%Y-%m-%d", "%m-%d-%Y", "%m/%d/%y", "%m%d%Y")
_MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


def required(sentence: str) -> Check:
    return lambda text: "" if text.strip() else sentence


def both(*checks: Check) -> Check:
    """The first complaint of several checks."""
    return lambda text: next((why for check in checks if (why := check(text))), "")


def optional(check: Check) -> Check:
    """An empty field is content."""
    return lambda text: check(text) if text.strip() else ""


def npi(text: str) -> str:
    digits = digits_of(text)
    if is_npi(digits):
        return ""
    if len(digits) != 10:
        return tr("An NPI has ten digits; {count} stand here.", count=len(digits))
    return tr("This is not a valid NPI: its check digit does not fit. Compare it with the NPI letter, digit by digit.")


def tax_id(text: str) -> str:
    digits = digits_of(text)
    if is_tax_id(digits):
        return ""
    return tr("A tax id has nine digits (12-3456789); {count} stand here.", count=len(digits))


def taxonomy(text: str) -> str:
    if is_taxonomy(text.strip().upper()):
        return ""
    return tr("A taxonomy code has ten characters and ends in X, such as 207Q00000X.")


def state(text: str) -> str:
    return "" if text.strip().upper() in STATES else tr("Use the two letters of the post, such as WA.")


def zip_code(text: str) -> str:
    return "" if is_zip(digits_of(text)) else tr("A ZIP code has five or nine digits, such as 98899 or 98899-1142.")


def full_zip_code(text: str) -> str:
    """The billing provider's ZIP must carry all nine digits (005010X222A1 2010AA N403)."""
    if len(digits_of(text)) == 9 and is_zip(digits_of(text)):
        return ""
    return tr("The billing address needs all nine digits of its ZIP code, such as 98899-1142.")


def phone(text: str) -> str:
    return "" if len(digits_of(text)) == 10 else tr("A telephone number has ten digits with its area code.")


def mail(text: str) -> str:
    return "" if _MAIL.match(text.strip()) else tr("This does not look like an e-mail address: name@example.org.")


def day_in(text: str) -> date | None:
    """A date as a person types it: 03/17/1984, 1984-03-17, 03171984; None when it is none."""
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a calendar day has no time zone
        except ValueError:
            continue
    return None


def day(text: str) -> str:
    return "" if day_in(text) else tr("Write the date as month, day, year: 03/17/1984.")


def whole_days(text: str) -> str:
    fits = text.strip().isascii() and text.strip().isdigit() and 0 <= int(text) <= 365
    return "" if fits else tr("Give the number of days, from 0 to 365.")


def medicare_number(text: str) -> str:
    if is_mbi(text):
        return ""
    return tr("A Medicare number has eleven characters in the pattern of the card, such as 1EG4-TE5-MK73.")


_SERVICE_CODE = re.compile(r"^[0-9A-Z]\d{3}[0-9A-Z]$")


def service_code(text: str) -> str:
    if _SERVICE_CODE.match(text.strip().upper()):
        return ""
    return tr("A service code has five characters, such as 99213 or J0696.")


def money(text: str) -> str:
    try:
        amount = Money.parse(text)
    except ValueError:
        return tr("Type an amount such as 95 or 1,250.50.")
    return "" if amount.cents >= 0 else tr("A price cannot be negative.")
