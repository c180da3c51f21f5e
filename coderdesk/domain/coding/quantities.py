"""Numbers as clinicians write them, and whether they agree with the units of a service."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

_WORDS = {
    word: Decimal(value)
    for value, words in {
        "0.5": "half ½",
        "0.25": "¼ quarter",
        "0.75": "¾",
        "2": "two both bilateral bilaterally pair twice double",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "11": "eleven",
        "12": "twelve dozen",
        "15": "fifteen",
        "20": "twenty",
        "30": "thirty",
        "40": "forty",
        "45": "forty-five",
        "60": "sixty",
    }.items()
    for word in words.split()
}
_SPELLED = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?<![\w.])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|\.\d+|(?<![\w]){_SPELLED})(?:\s*[- ]?\s*(?P<unit>[a-zA-Zµ%]+))?",
    re.IGNORECASE,
)
_MINUTES = frozenset({"min", "mins", "minute", "minutes"})
_HOURS = frozenset({"h", "hr", "hrs", "hour", "hours"})
_DOSE = re.compile(r"(?:per|,)\s*(?P<each>\d+(?:\.\d+)?)\s*(?P<unit>mcg|mg|g|gm|ml|cc|iu|units?|meq)\b", re.IGNORECASE)
_SAME_UNIT = {"gm": "g", "cc": "ml", "units": "unit", "iu": "unit", "u": "unit", "µg": "mcg", "ug": "mcg"}
_IN_MG = {"mcg": Decimal("0.001"), "mg": Decimal(1), "g": Decimal(1000)}
_QUARTER_HOUR = 15


@dataclass(frozen=True, slots=True)
class Quantity:
    """`unit` is the word after the number in lower case, "" when there is none."""

    number: Decimal
    unit: str


def quantities_in(text: str) -> Iterator[Quantity]:
    """Every number of a text in its order, digits and words; "1,200" is one number, "45-minute" has a unit."""
    for match in _QUANTITY.finditer(text):
        written = match["number"].lower()
        number = _WORDS.get(written)
        yield Quantity(Decimal(written.replace(",", "")) if number is None else number, (match["unit"] or "").lower())


def minutes_in(text: str) -> frozenset[int]:
    """Every stretch of time that a text states, in whole minutes; "1 hour 15 minutes" states 75 too."""
    stated, found, hours = set(), list(quantities_in(text)), Decimal(0)
    for quantity in found:
        minutes = _minutes(quantity)
        if minutes is None:
            hours = Decimal(0)
            continue
        stated.update({minutes, hours + minutes})
        hours = minutes if quantity.unit in _HOURS else Decimal(0)
    return frozenset(int(minutes) for minutes in stated if minutes == minutes.to_integral_value())


def units_agree(units: Decimal, passage: str, title: str) -> bool:
    """Whether a number of the passage leads to these units.

    It does when it is the number of units, when its minutes make as many quarter hours (8 minutes begin one: Medicare Claims
    Processing Manual ch. 5 § 20.2.C; 7.5 and more is the same by the midpoint rule), when its hours do, or when it is a dose
    that takes so many of the title's billing units, the last one begun (ch. 17 § 40).
    """
    return any(_leads_to(quantity, units, title) for quantity in quantities_in(passage))


def most_units(minutes: Iterable[int], *, together: bool) -> int:
    """Units of 15 minutes that timed services make: of all their minutes `together`, 8 beginning one (Medicare Claims
    Processing Manual ch. 5 § 20.2.C), else each past the middle of its own unit.

    >>> most_units([24, 23], together=True), most_units([24, 23], together=False)
    (3, 4)
    """
    stretches = list(minutes)
    counted = [sum(stretches)] if together else stretches
    return sum((one + 7) // _QUARTER_HOUR for one in counted)


def _leads_to(quantity: Quantity, units: Decimal, title: str) -> bool:
    if quantity.number == units:
        return True
    minutes = _minutes(quantity)
    if minutes is not None and minutes > 0:
        quarters = (minutes + 7) // _QUARTER_HOUR
        return units in (quarters, (minutes / 60).to_integral_value(ROUND_CEILING))
    return any(_doses(quantity, match) == units for match in _DOSE.finditer(title))


def _minutes(quantity: Quantity) -> Decimal | None:
    if quantity.unit in _MINUTES:
        return quantity.number
    return quantity.number * 60 if quantity.unit in _HOURS else None


def _doses(quantity: Quantity, billed: "re.Match[str]") -> Decimal | None:
    """How many billing units a dose takes; None when the two are measured in different things."""
    each = Decimal(billed["each"])
    mine = _SAME_UNIT.get(quantity.unit, quantity.unit)
    theirs = _SAME_UNIT.get(billed["unit"].lower(), billed["unit"].lower())
    if mine in _IN_MG and theirs in _IN_MG:
        return (quantity.number * _IN_MG[mine] / (each * _IN_MG[theirs])).to_integral_value(ROUND_CEILING)
    return (quantity.number / each).to_integral_value(ROUND_CEILING) if mine == theirs and each else None
