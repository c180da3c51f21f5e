"""The curated tables: every code in them stands in the book, so that a slip of the pen is found."""

from collections.abc import Iterator
from datetime import date

import pytest

from coderdesk.domain.coding.code import undotted
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.rule_lists import own_words, read_rule_lists
from coderdesk.storage.code_family import category_order, family_of

DAY = date(2026, 5, 4)


def _begins() -> Iterator[tuple[str, str]]:
    lists = read_rule_lists()
    for name, codes in lists.codes.items():
        yield from ((name, begin) for begin in (*codes.begins, *codes.unless))
    for name, rows in lists.pairings.items():
        for row in rows:
            # the complications of diabetes are told by the end of the code, and any code may stand second
            ends = () if name == "diabetes with" else (*row.second.begins, *row.unless)
            yield from ((name, begin) for begin in (*row.first.begins, *row.first.unless, *ends, *row.second.unless))


def test_every_beginning_stands_in_the_book(library: CodeLibrary) -> None:
    order = category_order(library.store)
    values: dict[str, set[str]] = {}

    def stands(begin: str) -> bool:
        if len(begin) <= 3:
            return any(category.startswith(begin) for category in order)
        category = begin[:3]
        if category not in values:
            values[category] = {undotted(one.code.value) for one in family_of(library.store, category).entries}
        return any(value.startswith(begin) for value in values[category])

    assert [f"{name}: {begin}" for name, begin in _begins() if not stands(begin)] == []


def test_every_code_that_replaces_others_is_a_whole_code(library: CodeLibrary) -> None:
    pages = library.rule_pages
    instead = {
        code
        for name in ("combinations",)
        for row in read_rule_lists().pairings[name]
        for code in row.instead
        if not code.startswith("{") and not code.endswith("-")
    }
    instead |= {
        f"{kind}{row.instead[0]}"
        for kind in ("E08", "E09", "E10", "E11", "E13")
        for row in read_rule_lists().pairings["diabetes with"]
    }
    entries = {code: pages.entry_on(code, DAY) for code in instead}
    assert [code for code, entry in entries.items() if entry is None or not entry.is_billable] == []


@pytest.mark.parametrize(("folder", "code"), [("modifiers", "25"), ("pos", "11")])
def test_own_words_are_read(folder: str, code: str) -> None:
    assert own_words(folder)[code]
