"""Money as an integer number of cents. A float never comes near it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_WRITTEN = re.compile(r"(-)?\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in US dollars, held in cents; may be negative."""

    cents: int

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read "95", "$1,250.5" or "-3.07". Raises ValueError for anything else, thirds of a cent included."""
        match = _WRITTEN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"not an amount of money: {text!r}")
        sign, dollars, fraction = match.groups()
        cents = int(dollars.replace(",", "")) * 100 + int((fraction or "0").ljust(2, "0"))
        return cls(-cents if sign else cents)

    @classmethod
    def sum(cls, amounts: "Iterable[Money]") -> "Money":
        return cls(sum(amount.cents for amount in amounts))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.cents - other.cents)

    def __neg__(self) -> "Money":
        return Money(-self.cents)

    def times(self, quantity: Decimal) -> "Money":
        """This amount for a quantity of units, rounded half up to the cent."""
        return Money(int((self.cents * quantity).quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    def split(self, weights: Sequence[int]) -> "tuple[Money, ...]":
        """Divide by weights so that the parts add up exactly; the first parts carry the odd cents.

        Raises ValueError when there is no weight, a negative one, or only zeros.
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must be positive")
        parts = [self.cents * weight // total for weight in weights]
        owed = [place for place, weight in enumerate(weights) if weight]
        for turn in range(self.cents - sum(parts)):
            parts[owed[turn % len(owed)]] += 1
        return tuple(Money(part) for part in parts)

    @property
    def plain(self) -> str:
        """Dollars and cents without a sign of currency or thousands: "1250.50"."""
        sign = "-" if self.cents < 0 else ""
        return f"{sign}{abs(self.cents) // 100}.{abs(self.cents) % 100:02d}"

    def __str__(self) -> str:
        sign = "-" if self.cents < 0 else ""
        return f"{sign}${abs(self.cents) // 100:,}.{abs(self.cents) % 100:02d}"


ZERO = Money(0)
