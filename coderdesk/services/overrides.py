"""Overriding a finding with a written reason, and taking that back; both are kept for the auditor."""

from coderdesk.domain.coding.override import Override
from coderdesk.domain.values.finding import Finding, Severity
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk

LEAST_REASON = 3


class NotOverridden(AppError):
    """A plain STOP, a reason that says nothing, or a visit that is billed."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Nothing was changed.")


def override_of(finding: Finding, *, desk: Desk, reason: str) -> Override:
    """Raises NotOverridden for a finding that nobody may override, and for a reason of no words."""
    if finding.severity is not Severity.STOP_OVERRIDE:
        raise NotOverridden("This finding cannot be overridden: mend what it points at.")
    if sum(character.isalnum() for character in reason) < LEAST_REASON:
        raise NotOverridden("An override needs a written reason that an auditor understands.")
    return Override(
        rule_id=finding.rule_id,
        subject=finding.subject,
        reason=" ".join(reason.split()),
        made_by=desk.actor,
        made_at=desk.clock.now(),
    )


def override_finding(*, desk: Desk, encounter_id: EncounterId, finding: Finding, reason: str) -> Changes:
    """From now on the finding blocks this visit no longer; the reason stands beside it. Raises NotOverridden."""
    override = override_of(finding, desk=desk, reason=reason)
    return _keep(desk, encounter_id, override, "Overrode a finding")


def withdraw_override(*, desk: Desk, encounter_id: EncounterId, override: Override) -> Changes:
    """The finding blocks again; that it was overridden once remains on record."""
    empty = Override(
        rule_id=override.rule_id,
        subject=override.subject,
        reason="",
        made_by=desk.actor,
        made_at=desk.clock.now(),
    )
    return _keep(desk, encounter_id, empty, "Took an override back")


def _keep(desk: Desk, encounter_id: EncounterId, override: Override, label: str) -> Changes:
    with desk.vault.writing(actor=desk.actor, action="override_finding", now=desk.clock.now()) as unit:
        if not unit.encounters.get(encounter_id).is_open:
            raise NotOverridden("What was sent stands as it was sent.")
        unit.overrides.add(encounter_id, override)
    return Changes.of(label, Kind.ENCOUNTER, Kind.OVERRIDE, ids=(encounter_id,))
