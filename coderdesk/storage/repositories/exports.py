"""The claim files that left the practice, and the control numbers that name them."""

from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update

from coderdesk.domain.billing.export_batch import BatchState, ControlKind, ExportBatch
from coderdesk.domain.values.ids import ClaimId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.billing import control_number, export_batch, export_batch_claim
from coderdesk.storage.trouble import NotInVault

_PLAIN = ("id", "file_name", "interchange_control", "group_control", "transaction_control", "created_at", "sha256")


class ExportRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def next_control_number(self, kind: ControlKind) -> int:
        """From 1, never handed out twice; one that is handed out in a transaction that fails was never used."""
        last = control_number.c.last
        mine = control_number.c.kind == kind
        used = self._rows.connection.execute(select(last).where(mine)).scalar()
        if used is None:
            self._rows.connection.execute(insert(control_number), {"kind": kind, "last": 1})
            return 1
        self._rows.connection.execute(update(control_number).where(mine).values(last=last + 1))
        return int(used) + 1

    def begin(self, batch: ExportBatch) -> None:
        """Announce a file before it is written."""
        values = {name: getattr(batch, name) for name in _PLAIN} | {"state": BatchState.WRITING}
        self._rows.connection.execute(insert(export_batch), values)
        for place, claim_id in enumerate(batch.claim_ids, start=1):
            row = {"batch_id": batch.id, "place": place, "claim_id": claim_id}
            self._rows.connection.execute(insert(export_batch_claim), row)
        self._rows.note(Kind.EXPORT, batch.id)

    def written(self, batch_id: str, *, sha256: str) -> None:
        """The file is whole and on the disk. Raises NeverChanged when the batch was finished before."""
        self._finish({"id": batch_id, "state": BatchState.WRITTEN, "sha256": sha256})

    def abandon(self, batch_id: str) -> None:
        """The file never came to be; its numbers stay used. Raises NeverChanged when the batch was finished before."""
        self._finish({"id": batch_id, "state": BatchState.ABANDONED})

    def get(self, batch_id: str) -> ExportBatch:
        """Raises NotInVault."""
        found = self._load(export_batch.c.id == batch_id)
        if not found:
            raise NotInVault("claim file", batch_id)
        return found[0]

    def all(self) -> tuple[ExportBatch, ...]:
        """The newest first."""
        return self._load(export_batch.c.id.is_not(None))

    def unfinished(self) -> tuple[ExportBatch, ...]:
        """Those that a crash may have left half written."""
        return self._load(export_batch.c.state == BatchState.WRITING)

    def of_claim(self, claim_id: ClaimId) -> tuple[ExportBatch, ...]:
        """The newest first."""
        with_it = select(export_batch_claim.c.batch_id).where(export_batch_claim.c.claim_id == claim_id)
        return self._load(export_batch.c.id.in_(with_it))

    def with_interchange(self, control: int) -> ExportBatch | None:
        """The written file whose ISA13 that was."""
        return self._with(export_batch.c.interchange_control == control)

    def with_group(self, control: int) -> ExportBatch | None:
        """The written file whose GS06 that was."""
        return self._with(export_batch.c.group_control == control)

    def _with(self, which: ColumnElement[bool]) -> ExportBatch | None:
        found = self._load(which & (export_batch.c.state == BatchState.WRITTEN))
        return found[0] if found else None

    def _finish(self, values: dict[str, Any]) -> None:
        if not self._rows.change(export_batch, Kind.EXPORT, values):
            raise NotInVault("claim file", values["id"])

    def _load(self, which: ColumnElement[bool]) -> tuple[ExportBatch, ...]:
        newest_first = (export_batch.c.created_at.desc(), export_batch.c.id.desc())
        rows = self._rows.all(select(export_batch).where(which).order_by(*newest_first))
        return tuple(self._batch_of(row) for row in rows)

    def _batch_of(self, row: Row[Any]) -> ExportBatch:
        parts = export_batch_claim.c
        claims = self._rows.all(select(parts.claim_id).where(parts.batch_id == row.id).order_by(parts.place))
        return ExportBatch(
            id=row.id,
            state=row.state,
            file_name=row.file_name,
            interchange_control=row.interchange_control,
            group_control=row.group_control,
            transaction_control=row.transaction_control,
            claim_ids=tuple(ClaimId(part.claim_id) for part in claims),
            created_at=row.created_at,
            sha256=row.sha256,
        )
