"""What follows a claim that left: a new version, a replacement, a void, its late charges, or the claim to the next payer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coderdesk.domain.billing.prior_adjudication import PriorAdjudication
from coderdesk.domain.values.ids import ClaimId

_REPLACEMENT, _VOID, _ORIGINAL = "7", "8", "1"


class SequelKind(StrEnum):
    """RESEND: the payer refused the claim at the door, so the mended one is an original again. LATE: what was forgotten.

    DROPPED: nothing follows after all. The latest of a claim's sequels is the one that counts.
    """

    RESEND = "resend"
    REPLACE = "replace"
    VOID = "void"
    LATE = "late"
    SECONDARY = "secondary"
    DROPPED = "dropped"

    @property
    def frequency(self) -> str:
        """CLM05-3 of the claim that follows. Frequency 5 is known to institutional claims only."""
        return {SequelKind.REPLACE: _REPLACEMENT, SequelKind.VOID: _VOID}.get(self, _ORIGINAL)

    @property
    def is_copy(self) -> bool:
        """It says what the earlier claim said, whatever became of the coding since."""
        return self in (SequelKind.VOID, SequelKind.SECONDARY)

    @property
    def reopens(self) -> bool:
        """The earlier claim no longer stands for itself, and its visit may be coded anew."""
        return self in (SequelKind.RESEND, SequelKind.REPLACE, SequelKind.VOID)

    @property
    def needs_payer_claim_number(self) -> bool:
        return self in (SequelKind.REPLACE, SequelKind.VOID)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSequel:
    """`payer_claim_number` is what the payer calls the earlier claim (REF F8); `delay_reason` is CLM20, "" when it is in time.

    `why` are the words of the person, or of the payer. `prior` is what the earlier payer decided, for SECONDARY.
    """

    id: str
    claim_id: ClaimId
    kind: SequelKind
    made_at: datetime
    made_by: str
    payer_claim_number: str = ""
    delay_reason: str = ""
    why: str = ""
    coverage_id: str = ""
    insurance_type: str = ""
    prior: PriorAdjudication | None = None
