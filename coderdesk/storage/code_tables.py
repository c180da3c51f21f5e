"""The tables of the code store: a second, unencrypted file without a patient in it, rebuilt instead of migrated."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, String, Table

code_metadata = MetaData()

release = Table(
    "release",
    code_metadata,
    Column("id", Integer, primary_key=True),
    Column("code_set", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("publisher", String, nullable=False),
    Column("source", String, nullable=False),
    Column("licence", String, nullable=False),
    Column("notice", String, nullable=False),
    Column("is_shipped", Boolean, nullable=False),
    Column("validity_from", Date),
    Column("starts", Date),
    Column("ends", Date),
)

# One row for each heading or code and span of time; `id` runs in book order. `bare` is the value without its dot.
# `parent_id` is the last row of the value above, whatever the span: which of its rows counts, the date of service says.
entry = Table(
    "entry",
    code_metadata,
    Column("id", Integer, primary_key=True),
    Column("system", String, nullable=False),
    Column("bare", String, nullable=False),
    Column("value", String, nullable=False),
    Column("title", String, nullable=False),
    Column("level", String, nullable=False),
    Column("parent_id", Integer, ForeignKey("entry.id")),
    Column("is_billable", Boolean, nullable=False),
    Column("starts", Date),
    Column("ends", Date),
    Column("release", String, nullable=False),
    Column("codes_below", Integer, nullable=False),
    Column("has_children", Boolean, nullable=False),
)

# How many ICD-10-PCS codes begin with one to three characters, for each period in which some of them are in force.
prefix_count = Table(
    "prefix_count",
    code_metadata,
    Column("id", Integer, primary_key=True),
    Column("above", String, nullable=False),
    Column("character", String, nullable=False),
    Column("codes", Integer, nullable=False),
    Column("starts", Date),
    Column("ends", Date),
)

note = Table(
    "note",
    code_metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, ForeignKey("entry.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("text", String, nullable=False),
)

seventh_character = Table(
    "seventh_character",
    code_metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", Integer, ForeignKey("entry.id"), nullable=False),
    Column("character", String, nullable=False),
    Column("meaning", String, nullable=False),
)

Index("entry_by_value", entry.c.system, entry.c.bare)
Index("entry_by_parent", entry.c.parent_id)
Index("prefix_by_beginning", prefix_count.c.above)
Index("note_by_entry", note.c.entry_id)
Index("seventh_by_entry", seventh_character.c.entry_id)
