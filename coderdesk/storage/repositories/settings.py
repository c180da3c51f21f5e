"""The practice's settings, by name."""

import json
from typing import Any

from sqlalchemy import insert, select, update

from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.practice import setting as table


class SettingRepository:
    """Values are what JSON can hold."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, name: str, default: Any = None) -> Any:
        row = self._rows.connection.execute(select(table.c.value).where(table.c.name == name)).first()
        return default if row is None else json.loads(row.value)

    def all(self) -> dict[str, Any]:
        return {row.name: json.loads(row.value) for row in self._rows.all(select(table).order_by(table.c.name))}

    def put(self, name: str, value: Any) -> None:
        """Raises TypeError for what JSON cannot hold."""
        written = json.dumps(value, ensure_ascii=False)
        values = {"value": written, "row_version": table.c.row_version + 1}
        changed = self._rows.connection.execute(update(table).where(table.c.name == name).values(values))
        if not changed.rowcount:
            self._rows.connection.execute(insert(table), {"name": name, "value": written})
        self._rows.note(Kind.SETTING, name)
