"""A row of any kind comes back from the shelf as the value that was put there."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import (
    CodeGroup,
    CodeMap,
    DrgSeverity,
    DrgWeight,
    ExclusionList,
    ImportedCode,
    ImportRow,
    IndexTerm,
    PcsAxis,
    PcsDefinition,
    PcsLabel,
    PcsRow,
    PcsTable,
)
from coderdesk.domain.coding.tabular import Level, NoteKind, SeventhCharacter, TabularEntry, TabularNote
from coderdesk.domain.values.dates import Period
from coderdesk.storage.shelf_rows import day_number, day_of, kept, row_of

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
PERIODS = st.builds(Period, st.none() | st.dates(), st.none() | st.dates())
AXES = st.lists(
    st.builds(PcsAxis, st.integers(1, 7), WORDS, st.lists(st.builds(PcsLabel, WORDS, WORDS), max_size=2).map(tuple)),
    max_size=3,
).map(tuple)
NUMBERS = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=4)
MANY = st.lists(WORDS, max_size=3).map(tuple)
NOTES = st.builds(TabularNote, kind=st.sampled_from(NoteKind), text=WORDS, stands_at=WORDS, references=st.just(()))
ROWS = st.one_of(
    st.builds(
        ImportedCode,
        value=WORDS,
        title=WORDS,
        short_title=WORDS,
        is_billable=st.booleans(),
        in_force=PERIODS,
        extra=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
    ),
    st.builds(
        TabularEntry,
        system=st.sampled_from(CodeSystem),
        value=WORDS,
        title=WORDS,
        level=st.sampled_from(Level),
        parent=WORDS,
        in_force=PERIODS,
        is_billable=st.booleans(),
        release=WORDS,
        notes=st.lists(NOTES, max_size=2).map(tuple),
        seventh_characters=st.lists(st.builds(SeventhCharacter, WORDS, WORDS), max_size=2).map(tuple),
    ),
    st.builds(
        IndexTerm,
        path=MANY,
        codes=MANY,
        cells=st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
        nonessential=WORDS,
        see=WORDS,
        see_also=WORDS,
    ),
    st.builds(PcsTable, head=AXES, rows=st.lists(st.builds(PcsRow, AXES), max_size=2).map(tuple), definition=WORDS),
    st.builds(PcsDefinition, section=WORDS, axis=WORDS, terms=MANY, definition=WORDS, explanation=WORDS, includes=MANY),
    st.builds(
        DrgWeight,
        drg=WORDS,
        mdc=WORDS,
        kind=WORDS,
        title=WORDS,
        is_post_acute=st.booleans(),
        is_special_pay=st.booleans(),
        weight=NUMBERS,
        capped_weight=NUMBERS,
        geometric_days=NUMBERS,
        arithmetic_days=NUMBERS,
    ),
    st.builds(DrgSeverity, value=WORDS, level=WORDS, exclusions=WORDS),
    st.builds(ExclusionList, WORDS, MANY),
    st.builds(
        CodeMap,
        source=WORDS,
        target=WORDS,
        is_approximate=st.booleans(),
        is_combination=st.booleans(),
        scenario=st.integers(0, 9),
        choice=st.integers(0, 9),
        is_from_icd9=st.booleans(),
    ),
    st.builds(CodeGroup, value=WORDS, scheme=WORDS, group=WORDS, title=WORDS, role=WORDS),
)


@given(ROWS)
def test_a_row_comes_back_as_it_was(row: ImportRow) -> None:
    assert row_of(json.loads(json.dumps(kept(row)))) == row


@given(st.none() | st.dates().filter(lambda day: day != date(1970, 1, 1)))
def test_a_day_of_an_edit_table_comes_back_as_it_was(day: date | None) -> None:
    assert day_of(day_number(day)) == day


@pytest.mark.parametrize("stored", [["letter", {}], ["index term", {"path": 3}], ["group", []]])
def test_what_is_no_stored_row_is_refused(stored: Any) -> None:
    with pytest.raises(ValueError):
        row_of(stored)
