"""Keeps what came out when a claim was first checked, and counts how many were clean."""

from collections.abc import Mapping
from datetime import timedelta

from coderdesk.domain.billing.clean_claims import PERIOD_DAYS, CleanRate, FirstCheck, clean_rate
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.desk import Desk


def note_first_checks(*, desk: Desk, found: Mapping[EncounterId, int]) -> None:
    """Keep how many findings stopped or warned, for visits whose claim was never checked before; a later check is none."""
    if desk.is_read_only:
        return
    with desk.vault.reading() as unit:
        fresh = {row: count for row, count in found.items() if not unit.claim_checks.is_known(row)}
    if not fresh:
        return
    now = desk.clock.now()
    with desk.vault.writing(actor=desk.actor, action="check_claims", now=now) as unit:
        for encounter_id, count in fresh.items():
            unit.claim_checks.add(FirstCheck(encounter_id=encounter_id, checked_at=now, findings=count))


def clean_claims(*, desk: Desk, days: int = PERIOD_DAYS) -> CleanRate:
    """Of the claims first checked in the last `days` days, today included."""
    today = desk.clock.today()
    with desk.vault.reading() as unit:
        return clean_rate(unit.claim_checks.all(), first=today - timedelta(days=days - 1), last=today)
