"""What may be typed as units, modifiers and price of a service line: readers, and checks that answer in sentences."""

import re
from decimal import Decimal, InvalidOperation

from coderdesk.domain.billing.claim import MAX_POINTERS
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.money import Money
from coderdesk.ui.text import tr

MAX_MODIFIERS = 4
_MOST_UNITS = Decimal(9999)
_HIGHEST_PRICE = Money(99_999_999)
_MODIFIER = re.compile(r"^[0-9A-Z]{2}$")


def units_in(text: str) -> Decimal | None:
    """Above 0 and at most 9999, with up to three decimals (005010X222A1 SV104); None for anything else."""
    try:
        units = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not units.is_finite() or not 0 < units <= _MOST_UNITS or units != units.quantize(Decimal("0.001")):
        return None
    return units


def check_units(text: str) -> str:
    return "" if units_in(text) is not None else tr("Units are a number above zero and up to 9999, such as 2 or 0.5.")


def modifiers_in(text: str) -> tuple[str, ...]:
    return tuple(text.upper().replace(",", " ").split())


def check_modifiers(text: str) -> str:
    modifiers = modifiers_in(text)
    wrong = next((modifier for modifier in modifiers if not _MODIFIER.match(modifier)), "")
    if wrong:
        return tr("“{modifier}” is no modifier: each has two characters, such as 25 or LT.", modifier=wrong)
    if len(set(modifiers)) < len(modifiers):
        return tr("A modifier stands twice.")
    return "" if len(modifiers) <= MAX_MODIFIERS else tr("A service line holds four modifiers at most.")


def price_in(text: str) -> Money | None:
    """None when nothing is typed: back to the fee schedule. Raises ValueError for what is no amount."""
    return Money.parse(text) if text.strip() else None


def check_price(text: str) -> str:
    try:
        price = price_in(text)
    except ValueError:
        return tr("Type an amount such as 95 or 95.50, or nothing for the fee schedule's price.")
    if price is not None and price > _HIGHEST_PRICE:
        return tr("A price above {highest} does not fit on a claim.", highest=_HIGHEST_PRICE)
    return tr("A price is not below zero.") if price is not None and price.cents < 0 else ""


def toggled(pointers: tuple[AssignmentId, ...], diagnosis: AssignmentId) -> tuple[AssignmentId, ...] | None:
    """The pointers with one more or one less, the first stays primary; None when four stand there already."""
    if diagnosis in pointers:
        return tuple(row for row in pointers if row != diagnosis)
    return (*pointers, diagnosis) if len(pointers) < MAX_POINTERS else None
