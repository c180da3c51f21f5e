"""What only dental claims say: orthodontic months, the state of teeth, and the teeth and surfaces of a service."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Orthodontics:
    total_months: Decimal | None = None
    months_left: Decimal | None = None
    is_orthodontic: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToothState:
    """`state` is M missing, E to be extracted; `numbering` JP is the universal national system."""

    tooth: str
    state: str = ""
    numbering: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tooth:
    """A tooth of a service; `surfaces` are M, O, D, B, L, F, I."""

    numbering: str
    tooth: str = ""
    surfaces: tuple[str, ...] = ()
