"""What follows the claims that left, in the order in which it was decided; nothing is taken back, only followed."""

from typing import Any

from sqlalchemy import Row, insert, select

from coderdesk.domain.billing.claim_sequel import ClaimSequel
from coderdesk.domain.values.ids import ClaimId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.codec import from_json
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.short_json import to_short_json
from coderdesk.storage.tables.billing import claim
from coderdesk.storage.tables.claim_answers import claim_sequel
from coderdesk.storage.trouble import NotInVault


class ClaimSequelRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, sequel: ClaimSequel) -> None:
        values = {
            "id": sequel.id,
            "claim_id": sequel.claim_id,
            "kind": sequel.kind,
            "made_at": sequel.made_at,
            "made_by": sequel.made_by,
            "body": to_short_json(sequel),
        }
        self._rows.connection.execute(insert(claim_sequel), values)
        self._rows.note(Kind.CLAIM, sequel.claim_id)

    def get(self, sequel_id: str) -> ClaimSequel:
        """Raises NotInVault."""
        wanted = select(claim_sequel).where(claim_sequel.c.id == sequel_id)
        return _sequel_of(self._rows.one(wanted, "step after a claim", sequel_id))

    def all(self) -> tuple[ClaimSequel, ...]:
        """The oldest first."""
        ordered = select(claim_sequel).order_by(claim_sequel.c.made_at, claim_sequel.c.id)
        return tuple(_sequel_of(row) for row in self._rows.all(ordered))

    def of_claim(self, claim_id: ClaimId) -> tuple[ClaimSequel, ...]:
        """The oldest first."""
        theirs = select(claim_sequel).where(claim_sequel.c.claim_id == claim_id)
        ordered = theirs.order_by(claim_sequel.c.made_at, claim_sequel.c.id)
        return tuple(_sequel_of(row) for row in self._rows.all(ordered))

    def of_encounter(self, encounter_id: EncounterId) -> tuple[ClaimSequel, ...]:
        """Those of all claims of the visit, the oldest first."""
        joined = select(claim_sequel).join(claim, claim.c.id == claim_sequel.c.claim_id)
        theirs = joined.where(claim.c.encounter_id == encounter_id)
        ordered = theirs.order_by(claim_sequel.c.made_at, claim_sequel.c.id)
        return tuple(_sequel_of(row) for row in self._rows.all(ordered))


def _sequel_of(row: Row[Any]) -> ClaimSequel:
    sequel = from_json(ClaimSequel, row.body)
    if (sequel.id, sequel.claim_id, sequel.kind) != (row.id, row.claim_id, row.kind):
        raise NotInVault("step after a claim", row.id)
    return sequel
