"""Searching, the page of a code and the tree, over the real code sets."""

from datetime import date

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import Level, NoteKind
from coderdesk.services.code_browser import CodeHit, children_of, describe_code, search_codes
from coderdesk.services.code_sets import CodeLibrary

ON = date(2026, 9, 1)
NEXT_YEAR = date(2026, 10, 1)


def _search(library: CodeLibrary, query: str, on: date = ON, limit: int = 10) -> tuple[CodeHit, ...]:
    return search_codes(library=library, query=query, on=on, limit=limit)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("urinary tract infection", "N39.0"),
        ("UTI", "N39.0"),
        ("htn", "I10"),
        ("diabtes type 2", "E11.9"),
        ("type II diabetes", "E11.9"),
        ("E119", "E11.9"),
        ("e11.9", "E11.9"),
        ("e11 9", "E11.9"),
        ("oesophagitis", "K20.90"),
        ("haemorrhoids", "K64.9"),
        ("heart attack", "I21.9"),
        ("G0463", "G0463"),
    ],
)
def test_the_first_hit(library: CodeLibrary, query: str, expected: str) -> None:
    """What is typed, and the code that a coder means."""
    assert _search(library, query)[0].code.value == expected


@pytest.mark.parametrize("query", ["", "   ", "?!", "of the", "\x00", "zzzzqqqq"])
def test_nothing_typed_finds_nothing_and_breaks_nothing(library: CodeLibrary, query: str) -> None:
    assert _search(library, query) == ()


def test_a_hit_explains_itself(library: CodeLibrary) -> None:
    """An abbreviation, a typo and an inclusion term say so; the matched words stand in the title."""
    assert "UTI = urinary tract infection" in _search(library, "UTI")[0].why
    assert "diabtes → diabetes" in _search(library, "diabtes mellitus type 2")[0].why
    assert any("inclusion term: " in hit.why for hit in _search(library, "gangrenous pharyngitis"))
    hit = _search(library, "urinary tract infection")[0]
    assert [hit.code.title[start:end] for start, end in hit.matched] == ["Urinary", "tract", "infection"]
    assert hit.path == "N30-N39 Other diseases of the urinary system"


def test_a_prefix_lists_the_heading_and_what_is_below(library: CodeLibrary) -> None:
    assert [hit.code.value for hit in _search(library, "N30.0")] == ["N30.0", "N30.00", "N30.01"]


def test_a_range_lists_its_categories(library: CodeLibrary) -> None:
    assert [hit.code.value for hit in _search(library, "e10-e14")] == ["E10", "E11", "E13"]


def test_a_heading_counts_the_codes_below_it_and_is_not_billable(library: CodeLibrary) -> None:
    heading = _search(library, "N30")[0]
    assert (heading.code.value, heading.codes_below, heading.billable_on_date) == ("N30", 14, False)


def test_a_search_of_one_system_finds_nothing_of_another(library: CodeLibrary) -> None:
    hits = search_codes(library=library, query="wheelchair", on=ON, systems=frozenset({CodeSystem.HCPCS}))
    assert hits
    assert {hit.code.system for hit in hits} == {CodeSystem.HCPCS}


def test_no_code_stands_twice(library: CodeLibrary) -> None:
    hits = search_codes(library=library, query="qualitative platelet defects", on=NEXT_YEAR)
    values = [(hit.code.system, hit.code.value) for hit in hits]
    assert len(values) == len(set(values))


def test_a_code_is_shown_as_what_it_is_on_the_date(library: CodeLibrary) -> None:
    """D69.1 is billable until 2026-09-30 and a heading from then on; D69.11 begins with no title."""
    assert _search(library, "D69.1")[0].billable_on_date
    assert not _search(library, "D69.1", on=NEXT_YEAR)[0].billable_on_date
    newcomer = _search(library, "D69.11", on=NEXT_YEAR)[0]
    assert (newcomer.billable_on_date, newcomer.code.title) == (True, "")
    assert not _search(library, "D69.11")[0].billable_on_date


def test_the_encounter_that_is_named_chooses_the_seventh_character(library: CodeLibrary) -> None:
    assert _search(library, "laceration popliteal vein right leg")[0].code.value == "S85.511A"
    assert _search(library, "laceration popliteal vein right leg subsequent")[0].code.value == "S85.511D"
    assert _search(library, "laceration popliteal vein right leg sequela")[0].code.value == "S85.511S"


def test_the_page_of_a_code(library: CodeLibrary) -> None:
    """E11.22 hangs below E11.2 and E11, and inherits what stands at E11 and at the chapter."""
    page = describe_code(library=library, system=CodeSystem.ICD10CM, value="e1122", on=ON)
    assert page is not None
    assert [parent.value for parent in page.parents] == ["Chapter 4", "E08-E13", "E11", "E11.2"]
    assert any(note.kind is NoteKind.USE_ADDITIONAL for note in page.notes)
    assert page.inherited[0].stands_at == "E11"
    assert page.in_force_words == "FY2026 (April 2026), in force from 10/01/2025"


def test_the_page_shows_the_nearest_table_of_seventh_characters(library: CodeLibrary) -> None:
    page = describe_code(library=library, system=CodeSystem.ICD10CM, value="S85.511", on=ON)
    assert page is not None
    assert [row.character for row in page.seventh_characters] == ["A", "D", "S"]
    assert [child.value for child in page.children] == ["S85.511A", "S85.511D", "S85.511S"]


def test_the_page_tells_what_ended_and_what_begins(library: CodeLibrary) -> None:
    ended = describe_code(library=library, system=CodeSystem.ICD10CM, value="S23.420A", on=NEXT_YEAR)
    coming = describe_code(library=library, system=CodeSystem.ICD10CM, value="D69.11", on=ON)
    begun = describe_code(library=library, system=CodeSystem.ICD10CM, value="D69.11", on=NEXT_YEAR)
    assert ended is not None
    assert ended.in_force_words.endswith("ended on 09/30/2026")
    assert coming is not None
    assert coming.in_force_words == "FY2027, valid from 10/01/2026"
    assert begun is not None
    assert "title not loaded" in begun.in_force_words


def test_an_unknown_code_has_no_page(library: CodeLibrary) -> None:
    assert describe_code(library=library, system=CodeSystem.ICD10CM, value="E99.999", on=ON) is None


def test_the_tree_runs_from_chapters_to_codes(library: CodeLibrary) -> None:
    def below(value: str | None) -> tuple[str, ...]:
        return tuple(node.value for node in children_of(library=library, system=CodeSystem.ICD10CM, value=value, on=ON))

    assert below(None) == tuple(f"Chapter {number}" for number in range(1, 23))
    assert "N30-N39" in below("Chapter 14")
    assert "N30" in below("N30-N39")
    assert below("N30.0") == ("N30.00", "N30.01")
    assert below("N30.00") == ()
    assert below("no such thing") == ()


def test_a_divided_code_stands_once_in_the_tree(library: CodeLibrary) -> None:
    nodes = children_of(library=library, system=CodeSystem.ICD10CM, value="D69", on=NEXT_YEAR)
    (node,) = [node for node in nodes if node.value == "D69.1"]
    assert (node.level, node.is_billable, node.has_children) == (Level.SUBCATEGORY, False, True)


def test_hcpcs_hangs_below_its_letters(library: CodeLibrary) -> None:
    roots = children_of(library=library, system=CodeSystem.HCPCS, value=None, on=ON)
    assert "".join(node.value for node in roots) == "ABCEGHJKLMPQRSTUV"
    assert sum(node.codes_below for node in roots) == 7_409


def test_a_code_typed_as_its_book_prints_it_comes_first(library: CodeLibrary) -> None:
    """G0439 is the HCPCS code and G04.39 the diagnosis; E119 is E11.9, for no book prints E119."""
    assert [_search(library, typed)[0].code.value for typed in ("G0439", "g04.39", "j1100", "E119")] == [
        "G0439",
        "G04.39",
        "J1100",
        "E11.9",
    ]
