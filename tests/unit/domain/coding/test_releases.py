"""Several releases of one system as one book: on every day what the release in force on the day says, and nothing else."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import CodeSet, FileKind, ImportedCode, ReleaseHeader
from coderdesk.domain.coding.editions import ReleaseList, changed, completed, editions_of
from coderdesk.domain.coding.headings import Heading, under_headings
from coderdesk.domain.coding.releases import Edition, in_book_order, merged, windows_of
from coderdesk.domain.coding.tabular import Level, NoteKind, TabularEntry, TabularNote
from coderdesk.domain.values.dates import Period

FIRST = date(2025, 10, 1)
VALUES = ["A00", "A00.0", "A00.1", "A00.11", "B01", "B01.2", "C4A", "C50"]


def header(begins: date | None, kind: FileKind = FileKind.ICD10CM_ORDER, name: str = "") -> ReleaseHeader:
    return ReleaseHeader(
        code_set=CodeSet.ICD10CM,
        kind=kind,
        release=name or f"release of {begins}",
        in_force=Period(begins),
        publisher="P",
        licence="L",
        source="S",
    )


def entry(value: str, title: str, in_force: Period, *, is_billable: bool = True, parent: str = "") -> TabularEntry:
    return TabularEntry(
        system=CodeSystem.ICD10CM,
        value=value,
        title=title,
        level=Level.CODE if is_billable else Level.CATEGORY,
        parent=parent,
        in_force=in_force,
        is_billable=is_billable,
        release="R",
    )


def edition(begins: date, entries: Sequence[TabularEntry]) -> Edition:
    return Edition(header=header(begins), entries=tuple(entries))


days = st.integers(0, 60).map(lambda days: FIRST + timedelta(days=days))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(st.none() | days), draw(st.none() | days)
    if start and end and end < start:
        start, end = end, start
    return Period(start, end)


@st.composite
def full_lists(draw: st.DrawFn, begins: date) -> Edition:
    """Every code of it is in force from its first day."""
    values = draw(st.lists(st.sampled_from(VALUES), unique=True))
    return edition(
        begins,
        [
            entry(value, draw(st.sampled_from(["one", "two"])), Period(begins), is_billable=draw(st.booleans()))
            for value in values
        ],
    )


@st.composite
def dated_lists(draw: st.DrawFn, begins: date) -> Edition:
    """Every code has dates of its own, and the list may know releases before its own."""
    values = draw(st.lists(st.sampled_from(VALUES), unique=True))
    entries = [entry(value, draw(st.sampled_from(["one", "two"])), draw(periods())) for value in values]
    history = draw(st.lists(st.integers(1, 40).map(lambda days: begins - timedelta(days=days)), max_size=3))
    return Edition(header=header(begins), entries=tuple(entries), history=tuple(history))


@st.composite
def some_editions(draw: st.DrawFn) -> list[Edition]:
    starts = draw(st.lists(days, min_size=1, max_size=4, unique=True))
    return [draw(st.one_of(full_lists(begins), dated_lists(begins))) for begins in starts]


def said_on(editions: Sequence[Edition], on: date) -> set[tuple[str, str, bool]]:
    """What the edition says that began last. On one day an own beginning counts before one that a list only remembers,
    and of the lists that remember it that of the oldest release; before the first day that is known nothing is said."""
    newest_first = sorted(editions, key=lambda one: one.begins, reverse=True)
    turns = [(day, False, one) for one in newest_first for day in one.history]
    turns += [(one.begins, True, one) for one in newest_first]
    begun = sorted((turn for turn in turns if turn[0] <= on), key=lambda turn: turn[:2])
    entries = begun[-1][2].entries if begun else ()
    return {(one.value, one.title, one.is_billable) for one in entries if one.in_force.covers(on)}


@given(editions=some_editions(), on=st.integers(-50, 120).map(lambda days: FIRST + timedelta(days=days)))
def test_on_every_day_the_codes_are_those_of_the_release_in_force(editions: list[Edition], on: date) -> None:
    """For any full and dated lists, in any order, on any day before, between and after them."""
    found = {
        (one.value, one.title, one.is_billable)
        for entries in merged(editions).values()
        for one in entries
        if one.in_force.covers(on)
    }
    assert found == said_on(editions, on)


@given(editions=some_editions())
def test_spans_of_a_value_never_overlap_and_neighbours_differ(editions: list[Edition]) -> None:
    for spans in merged(editions).values():
        for before, after in pairwise(spans):
            assert (before.in_force.end or date.max) < (after.in_force.start or date.min)
            touches = before.in_force.end == (after.in_force.start or FIRST) - timedelta(days=1)
            assert not (touches and (before.title, before.level) == (after.title, after.level))


@given(editions=some_editions(), again=st.integers(0, 3))
def test_the_same_release_twice_changes_nothing(editions: list[Edition], again: int) -> None:
    twice = [*editions, editions[again % len(editions)]]
    assert merged(twice) == merged(editions)


def test_a_code_absent_from_the_next_full_list_ended_the_day_before() -> None:
    """
    2025-10-01: A00, B01
    2025-10-11: A00
    """
    spans = merged(
        [
            edition(FIRST, [entry("A00", "one", Period(FIRST)), entry("B01", "two", Period(FIRST))]),
            edition(date(2025, 10, 11), [entry("A00", "one", Period(date(2025, 10, 11)))]),
        ]
    )
    assert [one.in_force for one in spans["A00"]] == [Period(FIRST)]
    assert [one.in_force for one in spans["B01"]] == [Period(FIRST, date(2025, 10, 10))]


def test_a_new_title_begins_a_new_span() -> None:
    later = date(2025, 11, 1)
    spans = merged(
        [
            edition(FIRST, [entry("A00", "old words", Period(FIRST))]),
            edition(later, [entry("A00", "new words", Period(later))]),
        ]
    )
    assert [(one.title, one.in_force) for one in spans["A00"]] == [
        ("old words", Period(FIRST, date(2025, 10, 31))),
        ("new words", Period(later)),
    ]


@pytest.mark.parametrize(("first", "second"), [("", "words"), ("words", "")])
def test_an_untitled_entry_borrows_the_title_of_the_nearest_release(first: str, second: str) -> None:
    later = date(2025, 11, 1)
    spans = merged(
        [edition(FIRST, [entry("A00", first, Period(FIRST))]), edition(later, [entry("A00", second, Period(later))])]
    )
    assert [(one.title, one.in_force) for one in spans["A00"]] == [("words", Period(FIRST))]


def test_a_list_speaks_for_the_earlier_releases_that_it_knows() -> None:
    """
    own day 2026-10-01, knows 2026-04-01; another list begins on 2025-10-01
    until 2026-03-31 the other list speaks, then this one
    """
    knows = Edition(header=header(date(2026, 10, 1)), entries=(), history=(date(2026, 4, 1),))
    other = Edition(header=header(FIRST), entries=())
    assert [(one.in_force, one.edition) for one in windows_of([knows, other])] == [
        (Period(FIRST, date(2026, 3, 31)), other),
        (Period(date(2026, 4, 1)), knows),
    ]


def of_file(kind: FileKind, begins: date, rows: Sequence[ImportedCode | TabularEntry], *, shipped: bool) -> ReleaseList:
    return ReleaseList(header=header(begins, kind, kind.value), is_shipped=shipped, rows=rows)


def order_row(value: str, title: str, begins: date, *, is_billable: bool = True) -> ImportedCode:
    return ImportedCode(value=value, title=title, is_billable=is_billable, in_force=Period(begins))


NOTE = TabularNote(kind=NoteKind.EXCLUDES1, text="not this (B01)", stands_at="A00")
PRINTED = [
    TabularEntry(
        system=CodeSystem.ICD10CM,
        value=value,
        title=title,
        level=level,
        parent=parent,
        in_force=Period(FIRST),
        is_billable=level is Level.CODE,
        release="tabular",
        notes=(NOTE,) if value == "A00" else (),
    )
    for value, title, level, parent in (
        ("Chapter 1", "Infections", Level.CHAPTER, ""),
        ("A00-A09", "Intestinal", Level.SECTION, "Chapter 1"),
        ("A00", "Cholera", Level.CATEGORY, "A00-A09"),
        ("A00.0", "Classical", Level.CODE, "A00"),
        ("A00.1", "El tor", Level.CODE, "A00"),
    )
]


def test_an_imported_release_of_the_same_day_supersedes_the_shipped_one_and_keeps_its_notes() -> None:
    """The order file knows A00.0 and A00.2; the shipped tabular list of the day A00.0 and A00.1, and the notes."""
    shipped = of_file(FileKind.ICD10CM_TABULAR, FIRST, PRINTED, shipped=True)
    rows = [order_row("A00", "Cholera", FIRST, is_billable=False), order_row("A00.0", "Classical cholera", FIRST)]
    imported = of_file(FileKind.ICD10CM_ORDER, FIRST, [*rows, order_row("A00.2", "New", FIRST)], shipped=False)
    (made,) = editions_of(CodeSystem.ICD10CM, [shipped, imported])
    by_value = {one.value: one for one in made.entries}
    assert set(by_value) == {"Chapter 1", "A00-A09", "A00", "A00.0", "A00.2"}
    assert by_value["A00"].notes == (NOTE,)
    assert by_value["A00.0"].title == "Classical cholera"
    assert (by_value["A00.2"].parent, by_value["A00"].parent) == ("A00", "A00-A09")


def test_changes_end_begin_and_divide() -> None:
    """A00.0 ends, A00.1 is divided into A00.11 and A00.19, B99 begins without a category before it."""
    begins = date(2026, 10, 1)
    until = Period(None, date(2026, 9, 30))
    rows = [ImportedCode(value=value, title="", in_force=until) for value in ("A00.0", "A00.1")]
    rows += [ImportedCode(value=value, title="", in_force=Period(begins)) for value in ("A00.11", "A00.19", "A01")]
    after = changed(PRINTED, of_file(FileKind.ICD10CM_CHANGES, begins, rows, shipped=True))
    by_value = {one.value: one for one in after}
    assert "A00.0" not in by_value
    assert (by_value["A00.1"].is_billable, by_value["A00.1"].in_force) == (False, Period(begins))
    assert [by_value[value].parent for value in ("A00.11", "A00.19", "A01")] == ["A00.1", "A00.1", "A00-A09"]


def test_files_of_one_day_are_joined_by_the_best_title() -> None:
    """CPT comes as short, medium and long descriptors, and in words for patients."""
    files = [
        of_file(FileKind.CPT_SHORT, FIRST, [order_row("99999", "SHORT", FIRST)], shipped=False),
        of_file(FileKind.CPT_LONG, FIRST, [order_row("99999", "Long words", FIRST)], shipped=False),
        of_file(FileKind.CPT_CONSUMER, FIRST, [order_row("99999", "Plain words", FIRST)], shipped=False),
    ]
    (made,) = editions_of(CodeSystem.CPT, files)
    (code,) = made.entries
    assert code.title == "Long words"
    assert code.also == ("Plain words",)


def test_a_modifier_in_the_file_of_codes_is_no_code() -> None:
    modifier = ImportedCode(value="LT", title="Left side", is_billable=False, extra=(("kind", "modifier"),))
    listed = of_file(FileKind.HCPCS_RECORDS, FIRST, [modifier, order_row("A0021", "Ride", FIRST)], shipped=False)
    (made,) = editions_of(CodeSystem.HCPCS, [listed])
    assert [one.value for one in made.entries] == ["A0021"]


def test_siblings_stand_as_the_newest_release_prints_them() -> None:
    """C4A follows C43 in the book; C44 is known to the older release only."""
    older = edition(FIRST, [entry(value, value, Period(FIRST)) for value in ("C43", "C44", "C50")])
    later = date(2026, 10, 1)
    newer = edition(later, [entry(value, value, Period(later)) for value in ("C43", "C4A", "C50")])
    ordered = [one.value for one in in_book_order(merged([older, newer]), [older, newer])]
    assert ordered == ["C43", "C44", "C4A", "C50"]


def test_a_new_category_hangs_below_the_section_of_the_one_before_it() -> None:
    made = completed([entry("A05", "New", Period(FIRST))], PRINTED, Period(FIRST))
    assert next(one.parent for one in made if one.value == "A05") == "A00-A09"


def test_headings_are_in_force_while_one_of_their_codes_is() -> None:
    """A: one code until 2026-01-31, one from 2026-03-01 on; a heading that the list names keeps its own words."""
    spans = {
        "A1": (entry("A1", "one", Period(FIRST, date(2026, 1, 31))),),
        "A2": (entry("A2", "two", Period(date(2026, 3, 1))),),
        "B": (entry("B", "as printed", Period(FIRST), is_billable=False),),
        "B1": (entry("B1", "three", Period(FIRST)),),
    }

    def above(value: str) -> tuple[Heading, ...]:
        letter = Heading(value=value[0], title="our words", level=Level.CHAPTER)
        return (letter,) if value != letter.value else ()

    made = list(under_headings(spans, above, CodeSystem.HCPCS))
    assert [(one.value, one.parent) for one in made] == [("A", ""), ("A1", "A"), ("A2", "A"), ("B", ""), ("B1", "B")]
    assert made[0].in_force == Period(FIRST)
    assert made[3].title == "as printed"
