"""What is known of the visit and the practice when a coder searches: it nudges the order of the hits and hides none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code import CodeSystem

CodeKey = tuple[CodeSystem, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContext:
    """All of it may be unknown. `own_use` counts how often the practice attached a code; codes in printed form."""

    setting: Setting | None = None
    age_years: int | None = None
    sex: str = ""
    specialty: str = ""
    own_use: Mapping[CodeKey, int] = field(default_factory=dict)
    favourites: frozenset[CodeKey] = frozenset()
