"""What all tables share: their metadata, strict types without hidden row numbers, and columns for names and addresses."""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, Table, Text

from coderdesk.storage.column_types import IsoDate, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def table(name: str, *parts: Any) -> Table:
    """Strict column types; no rowid, which would be a second key that INSERT OR REPLACE could collide on."""
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def row_id() -> Column[str]:
    return Column("id", Text, primary_key=True)


def text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def reference(name: str, target: str, **options: Any) -> Column[str]:
    """A foreign key that must be there; rows it points at cannot go while it stands."""
    return Column(name, Text, ForeignKey(target), nullable=False, **options)


def word(name: str, words: type[StrEnum]) -> tuple[Column[StrEnum], CheckConstraint]:
    """A column that holds one of a closed set, and the check that says so."""
    allowed = ", ".join(f"'{member.value}'" for member in words)
    return Column(name, Word(words), nullable=False), CheckConstraint(f"{name} IN ({allowed})", name=name)


def row_version() -> Column[int]:
    """Counts the changes of a row, so that two writers can notice each other."""
    return Column("row_version", Integer, nullable=False, server_default="1")


def name_columns() -> tuple[Column[str], ...]:
    return text("name_last"), text("name_first"), text("name_middle"), text("name_suffix")


def address_columns() -> tuple[Column[str], ...]:
    return text("line1"), text("line2"), text("city"), text("state"), text("zip_code")


def period_columns() -> tuple[Column[Any], ...]:
    """Both included; NULL stands for open."""
    return Column("starts_on", IsoDate), Column("ends_on", IsoDate)
