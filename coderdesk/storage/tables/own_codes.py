"""A coder's own marks in the code book: favourites, codes looked at lately, and every version of the notes on codes."""

from sqlalchemy import CheckConstraint, Column, Integer, Text, UniqueConstraint

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.storage.column_types import Instant
from coderdesk.storage.tables.base import row_id, row_version, table, text, word

favourite_code = table(
    "favourite_code",
    row_id(),
    *word("system", CodeSystem),
    Column("code", Text, nullable=False),
    text("group_name"),
    Column("position", Integer, nullable=False),
    row_version(),
    UniqueConstraint("system", "code", "group_name"),
)

recent_code = table(
    "recent_code",
    Column("system", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("seen_at", Instant, nullable=False),
    Column("place", Integer, nullable=False),
)

code_note = table(
    "code_note",
    Column("system", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    text("text"),
    Column("written_by", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    CheckConstraint("version > 0", name="version"),
)
