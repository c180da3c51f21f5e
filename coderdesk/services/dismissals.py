"""Putting a suggested code aside with a reason, and showing it again; both are kept for the auditor."""

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.dismissal import Dismissal, DismissalReason
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk

LEAST_WORDS = 3


class NotDismissed(AppError):
    """A reason of no words, or a visit that is billed."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Nothing was changed.")


def dismiss_suggestion(
    *,
    desk: Desk,
    encounter_id: EncounterId,
    system: CodeSystem,
    code: str,
    reason: DismissalReason,
    words: str = "",
) -> Changes:
    """The code is suggested for this visit no longer; `words` are kept with OWN_WORDS alone. Raises NotDismissed."""
    own = " ".join(words.split()) if reason is DismissalReason.OWN_WORDS else ""
    if reason is DismissalReason.OWN_WORDS and sum(character.isalnum() for character in own) < LEAST_WORDS:
        raise NotDismissed("A reason in own words needs words that an auditor understands.")
    return _keep(desk, encounter_id, system, code, reason, own, f"Put {code} aside")


def show_again(*, desk: Desk, encounter_id: EncounterId, system: CodeSystem, code: str) -> Changes:
    """The code is suggested again; that it was put aside once remains on record. Raises NotDismissed."""
    return _keep(desk, encounter_id, system, code, DismissalReason.SHOWN_AGAIN, "", f"{code} is suggested again")


def _keep(
    desk: Desk,
    encounter_id: EncounterId,
    system: CodeSystem,
    code: str,
    reason: DismissalReason,
    words: str,
    label: str,
) -> Changes:
    now = desk.clock.now()
    with desk.vault.writing(actor=desk.actor, action="dismiss_suggestion", now=now) as unit:
        if not unit.encounters.get(encounter_id).is_open:
            raise NotDismissed("What was sent stands as it was sent.")
        made = Dismissal(system=system, code=code, reason=reason, words=words, made_by=desk.actor, made_at=now)
        unit.dismissals.add(encounter_id, made)
    return Changes.of(label, Kind.ENCOUNTER, Kind.DISMISSAL, ids=(encounter_id,))
