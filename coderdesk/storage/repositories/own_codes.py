"""Favourites, codes looked at lately, notes on codes, and how often each code was attached."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, delete, func, insert, select

from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.own_codes import CodeNote, FavouriteCode
from coderdesk.domain.coding.search_context import CodeKey
from coderdesk.domain.values.kinds import Kind
from coderdesk.shared.ids import new_id
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.coding import code_assignment
from coderdesk.storage.tables.own_codes import code_note, favourite_code, recent_code

RECENT_KEPT = 40


class OwnCodeRepository:
    """Codes are named by system and printed value; whether they exist in a book is not asked here."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    # -- favourites

    def favourites(self) -> tuple[FavouriteCode, ...]:
        """By group and position."""
        columns = favourite_code.c
        ordered = select(favourite_code).order_by(columns.group_name, columns.position, columns.code)
        return tuple(_favourite_of(row) for row in self._rows.all(ordered))

    def add_favourite(self, key: CodeKey, group: str) -> None:
        """At the end of its group; a code that stands in the group already stays where it is."""
        last = select(func.coalesce(func.max(favourite_code.c.position), 0)).where(favourite_code.c.group_name == group)
        if self._rows.connection.execute(select(favourite_code.c.id).where(_same_favourite(key, group))).first():
            return
        place = self._rows.connection.execute(last).scalar_one() + 1
        values = {"id": new_id(), "system": key[0], "code": key[1], "group_name": group, "position": place}
        self._rows.connection.execute(insert(favourite_code), values)
        self._rows.note(Kind.FAVOURITE, values["id"])

    def remove_favourite(self, key: CodeKey, group: str | None = None) -> None:
        """From one group, or from all of them."""
        same = _same_code(favourite_code, key) if group is None else _same_favourite(key, group)
        for row in self._rows.all(select(favourite_code.c.id).where(same)):
            self._rows.connection.execute(delete(favourite_code).where(favourite_code.c.id == row.id))
            self._rows.note(Kind.FAVOURITE, row.id)

    def order_favourites(self, group: str, keys: Iterable[CodeKey]) -> None:
        """The codes of a group take the positions from 1 in this order."""
        for place, key in enumerate(keys, start=1):
            found = self._rows.all(select(favourite_code.c.id).where(_same_favourite(key, group)))
            for row in found:
                self._rows.change(favourite_code, Kind.FAVOURITE, {"id": row.id, "position": place})

    # -- looked at lately

    def recent(self, limit: int = RECENT_KEPT) -> tuple[CodeKey, ...]:
        """The newest first."""
        columns = recent_code.c
        newest = select(recent_code).order_by(columns.seen_at.desc(), columns.place.desc()).limit(limit)
        return tuple((CodeSystem(row.system), row.code) for row in self._rows.all(newest))

    def note_recent(self, keys: Iterable[CodeKey]) -> None:
        """In the order looked at, the newest last; what is older than the last forty is forgotten."""
        for place, key in enumerate(keys, start=1):
            self._rows.connection.execute(delete(recent_code).where(_same_code(recent_code, key)))
            seen = {"system": key[0].value, "code": key[1], "seen_at": self._rows.now, "place": place}
            self._rows.connection.execute(insert(recent_code), seen)
            self._rows.note(Kind.RECENT_CODE, f"{key[0].value}/{key[1]}")
        for system, code in self.recent(10 * RECENT_KEPT)[RECENT_KEPT:]:
            self._rows.connection.execute(delete(recent_code).where(_same_code(recent_code, (system, code))))

    # -- notes

    def notes(self) -> tuple[CodeNote, ...]:
        """The newest version of each note that says something, by code."""
        newest = (
            select(code_note.c.system, code_note.c.code, func.max(code_note.c.version).label("version"))
            .group_by(code_note.c.system, code_note.c.code)
            .subquery()
        )
        is_newest = and_(
            code_note.c.system == newest.c.system,
            code_note.c.code == newest.c.code,
            code_note.c.version == newest.c.version,
        )
        ordered = select(code_note).join(newest, is_newest).where(code_note.c.text != "").order_by(code_note.c.code)
        return tuple(_note_of(row) for row in self._rows.all(ordered))

    def note_versions(self, key: CodeKey) -> tuple[CodeNote, ...]:
        """The newest first."""
        ordered = select(code_note).where(_same_code(code_note, key)).order_by(code_note.c.version.desc())
        return tuple(_note_of(row) for row in self._rows.all(ordered))

    def add_note(self, note: CodeNote) -> None:
        """A further version; versions are never changed."""
        values = {
            "system": note.system.value,
            "code": note.value,
            "version": note.version,
            "text": note.text,
            "written_by": note.written_by,
            "written_at": note.written_at,
        }
        self._rows.connection.execute(insert(code_note), values)
        self._rows.note(Kind.CODE_NOTE, f"{note.system.value}/{note.value}")

    # -- use

    def use_counts(self) -> dict[CodeKey, int]:
        """How often each code was attached to a visit, questions to the provider aside; read from one index alone."""
        columns = code_assignment.c
        counted = (
            select(columns.system, columns.code, func.count().label("times"))
            .where(columns.state != AssignmentState.QUERY)
            .group_by(columns.system, columns.code)
        )
        return {(CodeSystem(row.system), row.code): row.times for row in self._rows.all(counted)}


def _same_code(table: Table, key: CodeKey) -> ColumnElement[bool]:
    return and_(table.c.system == key[0].value, table.c.code == key[1])


def _same_favourite(key: CodeKey, group: str) -> ColumnElement[bool]:
    return and_(_same_code(favourite_code, key), favourite_code.c.group_name == group)


def _favourite_of(row: Row[Any]) -> FavouriteCode:
    return FavouriteCode(system=row.system, value=row.code, group=row.group_name, position=row.position)


def _note_of(row: Row[Any]) -> CodeNote:
    return CodeNote(
        system=CodeSystem(row.system),
        value=row.code,
        version=row.version,
        text=row.text,
        written_by=row.written_by,
        written_at=row.written_at,
    )
