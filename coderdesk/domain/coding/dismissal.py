"""A person's answer to a suggested code: why it is not coded, kept for this visit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coderdesk.domain.coding.code import CodeSystem


class DismissalReason(StrEnum):
    """Why a documented condition is not coded; SHOWN_AGAIN takes an earlier answer back."""

    NOT_ADDRESSED = "not_addressed"
    PART_OF_ANOTHER = "part_of_another"
    NOT_PRESENT = "not_present"
    CODED_OTHERWISE = "coded_otherwise"
    MISREAD = "misread"
    OWN_WORDS = "own_words"
    SHOWN_AGAIN = "shown_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """It answers the suggestion of this code in one visit; of several the last counts. `words` only with OWN_WORDS."""

    system: CodeSystem
    code: str
    reason: DismissalReason
    made_by: str
    made_at: datetime
    words: str = ""


def standing(dismissals: Iterable[Dismissal]) -> Mapping[tuple[CodeSystem, str], Dismissal]:
    """The answers that count, by code; what is shown again is not among them."""
    last = {(one.system, one.code): one for one in dismissals}
    return {key: one for key, one in last.items() if one.reason is not DismissalReason.SHOWN_AGAIN}
