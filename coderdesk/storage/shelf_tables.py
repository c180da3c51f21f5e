"""The tables of the shelf: a plain, unencrypted file that keeps what the person imported. No patient stands in it.

Rows that are only ever read from first to last lie in packed pages; the edit tables, which rules ask pair by pair, lie
in columns without a rowid. Their days are counted from 1970-01-01, 0 stands for an open end: two bytes and none.
"""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, Table, Text

from coderdesk.domain.coding.code_release import CodeSet, FileKind
from coderdesk.storage.column_types import Instant, IsoDate, Word

shelf_metadata = MetaData()

release = Table(
    "release",
    shelf_metadata,
    Column("id", Integer, primary_key=True),
    Column("code_set", Word(CodeSet), nullable=False),
    Column("kind", Word(FileKind), nullable=False),
    Column("name", Text, nullable=False),
    Column("setting", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("starts", IsoDate),
    Column("ends", IsoDate),
    Column("publisher", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("notice", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
    sqlite_autoincrement=True,  # a number once given is never given to another release
)

mapping = Table(
    "mapping",
    shelf_metadata,
    Column("name", Text, primary_key=True),
    Column("mapping", Text, nullable=False),
    sqlite_with_rowid=False,
)


def _of_release() -> Column[int]:
    return Column("release_id", Integer, ForeignKey("release.id", ondelete="CASCADE"), nullable=False)


page = Table(
    "page",
    shelf_metadata,
    _of_release(),
    Column("number", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("release_id", "number"),
)

edit_pair = Table(
    "edit_pair",
    shelf_metadata,
    _of_release(),
    Column("column1", Text, nullable=False),
    Column("column2", Text, nullable=False),
    Column("starts", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("modifier_indicator", Text, nullable=False),
    PrimaryKeyConstraint("release_id", "column1", "column2", "starts", "ends", "modifier_indicator"),
    sqlite_with_rowid=False,
)

units_limit = Table(
    "units_limit",
    shelf_metadata,
    _of_release(),
    Column("code", Text, nullable=False),
    Column("units", Integer, nullable=False),
    Column("adjudication", Integer, nullable=False),
    PrimaryKeyConstraint("release_id", "code", "units", "adjudication"),
    sqlite_with_rowid=False,
)

add_on_pair = Table(
    "add_on_pair",
    shelf_metadata,
    _of_release(),
    Column("add_on", Text, nullable=False),
    Column("primary_code", Text, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("starts", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    PrimaryKeyConstraint("release_id", "add_on", "primary_code", "kind", "starts", "ends"),
    sqlite_with_rowid=False,
)

relative_value = Table(
    "relative_value",
    shelf_metadata,
    _of_release(),
    Column("code", Text, nullable=False),
    Column("modifier", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("work", Text, nullable=False),
    Column("practice_expense_non_facility", Text),
    Column("practice_expense_facility", Text),
    Column("malpractice", Text, nullable=False),
    Column("total_non_facility", Text),
    Column("total_facility", Text),
    Column("conversion_factor", Text, nullable=False),
    Column("indicators", Text, nullable=False),
    PrimaryKeyConstraint("release_id", "code", "modifier", "status"),
    sqlite_with_rowid=False,
)

covered_diagnosis = Table(
    "covered_diagnosis",
    shelf_metadata,
    _of_release(),
    Column("procedure", Text, nullable=False),
    Column("diagnosis", Text, nullable=False),
    Column("contractor", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("starts", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    PrimaryKeyConstraint("release_id", "procedure", "diagnosis", "contractor", "article", "starts", "ends"),
    sqlite_with_rowid=False,
)

EDIT_TABLES: dict[CodeSet, Table] = {
    CodeSet.NCCI_PTP: edit_pair,
    CodeSet.MUE: units_limit,
    CodeSet.ADD_ON: add_on_pair,
    CodeSet.RELATIVE_VALUE: relative_value,
    CodeSet.COVERAGE: covered_diagnosis,
}
