"""The name of a natural person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    last: str
    first: str
    middle: str = ""
    suffix: str = ""

    @property
    def sorted(self) -> str:
        """For lists: "Rivera, Ana M"."""
        return f"{self.last}, {' '.join(part for part in (self.first, self.middle[:1]) if part)}".strip(", ")

    @property
    def full(self) -> str:
        """For letters: "Ana M. Rivera Jr."."""
        middle = f"{self.middle[:1]}." if self.middle else ""
        return " ".join(part for part in (self.first, middle, self.last, self.suffix) if part)
