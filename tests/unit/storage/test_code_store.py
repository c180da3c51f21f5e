"""The code store: dated look-up, the tree and the notes, read back from a file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ReleaseHeader
from coderdesk.domain.coding.tabular import Level, NoteKind, SeventhCharacter, TabularEntry, TabularNote
from coderdesk.domain.values.dates import Period
from coderdesk.storage.code_store import (
    CodeStore,
    CodeStoreDamaged,
    CodeStoreNotWritten,
    StoredRelease,
    open_code_store,
    write_code_store,
)

OLD = Period(date(2025, 10, 1), date(2026, 9, 30))
SINCE_OLD = Period(date(2025, 10, 1))
NEW = Period(date(2026, 10, 1))


def _entry(value: str, parent: str, *, in_force: Period = SINCE_OLD, is_billable: bool = True) -> TabularEntry:
    return TabularEntry(
        system=CodeSystem.ICD10CM,
        value=value,
        title=f"Title of {value}",
        level=Level.CODE if is_billable else Level.SUBCATEGORY,
        parent=parent,
        in_force=in_force,
        is_billable=is_billable,
        release="R",
        notes=(
            TabularNote(kind=NoteKind.EXCLUDES1, text="not this (A00.1)", stands_at=value),
            TabularNote(kind=NoteKind.INCLUDES, text="also that", stands_at=value),
        ),
        seventh_characters=() if is_billable else (SeventhCharacter("A", "initial encounter"),),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CodeStore]:
    """A00, with A00.0 and with A00.1, which is divided into A00.11 and A00.12 on 2026-10-01."""
    entries = [
        _entry("A00", "", is_billable=False),
        _entry("A00.0", "A00"),
        _entry("A00.1", "A00", in_force=OLD),
        _entry("A00.1", "A00", in_force=NEW, is_billable=False),
        _entry("A00.11", "A00.1", in_force=NEW),
        _entry("A00.12", "A00.1", in_force=NEW),
    ]
    header = ReleaseHeader(
        code_set=CodeSet.ICD10CM,
        kind=FileKind.ICD10CM_TABULAR,
        release="R",
        in_force=SINCE_OLD,
        publisher="P",
        licence="L",
        source="S",
        notice="N",
    )
    release = StoredRelease(header=header, is_shipped=True)
    write_code_store(tmp_path / "codes.db", releases=[release], entries=entries)
    opened = open_code_store(tmp_path / "codes.db")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("value", "on", "expected"),
    [
        ("A00.1", date(2026, 9, 30), True),
        ("a001", date(2026, 9, 30), True),
        ("A00.1", date(2026, 10, 1), False),
        ("A00.11", date(2026, 10, 1), True),
        ("A00.11", date(2026, 9, 30), None),
        ("A00.1", date(2025, 9, 30), None),
        ("Z99", date(2026, 9, 30), None),
    ],
)
def test_code_on_a_date(store: CodeStore, value: str, on: date, *, expected: bool | None) -> None:
    """The code as it was on the date of service: billable, a heading, or nothing."""
    code = store.code_on(CodeSystem.ICD10CM, value, on)
    assert (code.is_billable if code else None) is expected


def test_find_prefers_the_code_that_could_be_billed(store: CodeStore) -> None:
    found = store.find(CodeSystem.ICD10CM, "A00.1")
    assert found is not None
    assert found.in_force == OLD


def test_a_system_is_not_searched_for_another_ones_code(store: CodeStore) -> None:
    assert store.find(CodeSystem.HCPCS, "A00.1") is None


def test_codes_below_are_counted_through_all_levels(store: CodeStore) -> None:
    entry = store.entry_on(CodeSystem.ICD10CM, "A00", date(2026, 10, 1))
    assert entry is not None
    assert entry.codes_below == 4  # A00.0, A00.1 while it was a code, A00.11 and A00.12
    assert [child.code.value for child in store.children_of(entry.id, CodeSystem.ICD10CM)] == [
        "A00.0",
        "A00.1",
        "A00.1",
    ]


def test_parents_run_from_the_top(store: CodeStore) -> None:
    entry = store.entry_on(CodeSystem.ICD10CM, "A00.12", date(2026, 10, 1))
    assert entry is not None
    assert [parent.code.value for parent in store.parents_of(entry)] == ["A00", "A00.1"]


def test_notes_come_in_book_order_with_their_references(store: CodeStore) -> None:
    entry = store.entry_on(CodeSystem.ICD10CM, "A00.0", date(2026, 10, 1))
    assert entry is not None
    includes, excludes = store.notes_at([entry])
    assert (includes.kind, excludes.kind) == (NoteKind.INCLUDES, NoteKind.EXCLUDES1)
    assert [one.first for one in excludes.references] == ["A00.1"]


def test_seventh_characters_stand_at_their_table(store: CodeStore) -> None:
    entry = store.entry_on(CodeSystem.ICD10CM, "A00", date(2026, 10, 1))
    assert entry is not None
    assert store.seventh_characters_at(entry) == (SeventhCharacter("A", "initial encounter"),)


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, and long enough to be read as a header of one....", None]
)
def test_a_damaged_or_missing_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "codes.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CodeStoreDamaged):
        open_code_store(path)


def test_a_disk_that_refuses_the_store_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CodeStoreNotWritten):
        write_code_store(tmp_path / "no such folder" / "codes.db", releases=(), entries=())
