"""The trail: who did what, when, and to which things. It names things by id and holds nothing of a patient."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select

from coderdesk.domain.values.kinds import Kind, Touched
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.practice import audit as table
from coderdesk.storage.tables.practice import audit_item


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """`number` counts the writes of the vault from 1 without gaps."""

    number: int
    at: datetime
    actor: str
    action: str
    touched: tuple[Touched, ...]


class AuditRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def record(self, *, actor: str, action: str, at: datetime, touched: tuple[Touched, ...]) -> None:
        """Called once, at the end of each write."""
        last = self._rows.connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
        entry = {"number": last + 1, "at": at, "actor": actor, "action": action}
        self._rows.connection.execute(insert(table), entry)
        items = [
            {"audit_number": last + 1, "place": place, "kind": thing.kind, "thing_id": thing.id}
            for place, thing in enumerate(touched, start=1)
        ]
        if items:
            self._rows.connection.execute(insert(audit_item), items)

    def tail(self, limit: int = 100) -> tuple[AuditEntry, ...]:
        """The newest first."""
        entries = self._rows.all(select(table).order_by(table.c.number.desc()).limit(limit))
        return self._entries(entries, audit_item.c.audit_number >= entries[-1].number) if entries else ()

    def about(self, thing_ids: Collection[str]) -> tuple[AuditEntry, ...]:
        """Every write that touched one of these things or a part of it ("ID/..."), the oldest first, with all that it touched."""
        whole = func.substr(audit_item.c.thing_id, 1, func.instr(audit_item.c.thing_id + "/", "/") - 1)
        numbers = select(audit_item.c.audit_number).where(whole.in_(thing_ids))
        entries = self._rows.all(select(table).where(table.c.number.in_(numbers)).order_by(table.c.number))
        return self._entries(entries, audit_item.c.audit_number.in_(numbers))

    def _entries(self, entries: list[Row[Any]], items: ColumnElement[bool]) -> tuple[AuditEntry, ...]:
        touched: dict[int, list[Touched]] = defaultdict(list)
        chosen = select(audit_item).where(items).order_by(audit_item.c.audit_number, audit_item.c.place)
        for row in self._rows.all(chosen):
            touched[row.audit_number].append(Touched(Kind(row.kind), row.thing_id))
        return tuple(
            AuditEntry(
                number=row.number, at=row.at, actor=row.actor, action=row.action, touched=tuple(touched[row.number])
            )
            for row in entries
        )
