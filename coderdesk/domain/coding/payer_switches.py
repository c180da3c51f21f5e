"""How payers of one kind want the same service told: consultations, both sides, telehealth, timed units, notices."""

from dataclasses import dataclass
from enum import StrEnum


class BothSides(StrEnum):
    """How a service on both sides is billed: modifier 50 on one line, two lines with RT and LT, or either."""

    ONE_LINE = "one line"
    TWO_LINES = "two lines"
    EITHER = "either"


class TimedUnits(StrEnum):
    """How minutes make units: over all timed services together from 8 minutes on, or for each one past its midpoint."""

    EIGHT_MINUTES = "8 minutes"
    MIDPOINT = "midpoint"


@dataclass(frozen=True, slots=True)
class OtherCode:
    """Codes that begin like one of `begins` are billed to this payer as one of `instead`."""

    begins: tuple[str, ...]
    instead: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerSwitches:
    """What a kind of payer accepts. `named` are words of a payer's name, in lower case, that tell its kind.

    `telehealth` are the modifiers that it wants on a video or telephone visit; none when the place of service tells it.
    """

    kind: str
    named: tuple[str, ...] = ()
    filing_indicators: tuple[str, ...] = ()
    consultations: bool = True
    exact_distinct_modifiers: bool = True
    advance_notices: bool = False
    both_sides: BothSides = BothSides.EITHER
    timed_units: TimedUnits = TimedUnits.MIDPOINT
    telehealth: tuple[str, ...] = ("95", "93")
    other_codes: tuple[OtherCode, ...] = ()


def switches_for(name: str, kinds: tuple[PayerSwitches, ...]) -> PayerSwitches | None:
    """The first kind whose words stand in the payer's name or that is named so itself; None for a payer of no known kind."""
    lower = " ".join(name.lower().split())
    if not lower:
        return None
    exact = next((one for one in kinds if one.kind == lower), None)
    return exact or next((one for one in kinds if any(words in lower for words in one.named)), None)
