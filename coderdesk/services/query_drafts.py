"""Queries that are being written and not asked yet, kept in the vault so that a lock loses none of them."""

from collections.abc import Mapping
from typing import Any

from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.desk import Desk

_NAME = "query drafts"


def kept_query_drafts(*, desk: Desk) -> dict[EncounterId, dict[str, Any]]:
    """By visit, as they were written."""
    with desk.vault.reading() as unit:
        stored: dict[str, dict[str, Any]] = unit.settings.get(_NAME, {})
    return {EncounterId(encounter_id): draft for encounter_id, draft in stored.items()}


def keep_query_drafts(*, desk: Desk, drafts: Mapping[EncounterId, Mapping[str, Any] | None]) -> None:
    """Keep the drafts of these visits; None takes one away. Those of other visits stay. Values are what JSON can hold."""
    with desk.vault.writing(actor=desk.actor, action="keep_query_draft", now=desk.clock.now()) as unit:
        stored: dict[str, Any] = unit.settings.get(_NAME, {})
        changed = {str(encounter_id): dict(draft) if draft else None for encounter_id, draft in drafts.items()}
        after = {key: draft for key, draft in (stored | changed).items() if draft}
        if after != stored:
            unit.settings.put(_NAME, after)
