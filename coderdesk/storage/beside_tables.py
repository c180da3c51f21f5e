"""The tables of what stands beside the codes: lists, groups, maps, weights, words of ICD-10-PCS; rebuilt, never migrated."""

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table

beside_metadata = MetaData()

# `release` is everywhere the place of the release in the list of all installed ones.
listed = Table(
    "listed",
    beside_metadata,
    Column("id", Integer, primary_key=True),
    Column("release", Integer, nullable=False),
    Column("code_set", String, nullable=False),
    Column("value", String, nullable=False),
    Column("title", String, nullable=False),
    Column("short_title", String, nullable=False),
    Column("is_billable", Boolean, nullable=False),
    Column("starts", String),
    Column("ends", String),
    Column("extra", String, nullable=False),
)

group = Table(
    "code_group",
    beside_metadata,
    Column("id", Integer, primary_key=True),
    Column("release", Integer, nullable=False),
    Column("bare", String, nullable=False),
    Column("scheme", String, nullable=False),
    Column("category", String, nullable=False),
    Column("title", String, nullable=False),
    Column("role", String, nullable=False),
)

# `flags`: approximate, combination, from ICD-9, scenario, choice.
code_map = Table(
    "code_map",
    beside_metadata,
    Column("id", Integer, primary_key=True),
    Column("release", Integer, nullable=False),
    Column("source", String, nullable=False),
    Column("target", String, nullable=False),
    Column("flags", String, nullable=False),
)

# Weights and days are decimal text, null where the rule prints a point.
drg_weight = Table(
    "drg_weight",
    beside_metadata,
    Column("id", Integer, primary_key=True),
    Column("release", Integer, nullable=False),
    Column("drg", String, nullable=False),
    Column("mdc", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("is_post_acute", Boolean, nullable=False),
    Column("is_special_pay", Boolean, nullable=False),
    Column("weight", String),
    Column("capped_weight", String),
    Column("geometric_days", String),
    Column("arithmetic_days", String),
)

# The characters of axes 4 to 7 of an ICD-10-PCS table.
pcs_label = Table(
    "pcs_label",
    beside_metadata,
    Column("id", Integer, primary_key=True),
    Column("pcs_table", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("character", String, nullable=False),
    Column("meaning", String, nullable=False),
)

Index("listed_by_value", listed.c.code_set, listed.c.value)
Index("group_by_code", group.c.bare)
Index("map_by_source", code_map.c.source)
Index("map_by_target", code_map.c.target)
Index("weight_by_drg", drg_weight.c.drg)
Index("label_by_table", pcs_label.c.pcs_table)
