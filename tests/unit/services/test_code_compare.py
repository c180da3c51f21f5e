"""Two codes of the real book beside one another."""

from datetime import date

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_compare import CodeComparison, compare_codes
from coderdesk.services.code_sets import CodeLibrary

DAY = date(2026, 5, 4)
ICD = CodeSystem.ICD10CM


def compared(library: CodeLibrary, left: str, right: str) -> CodeComparison:
    found = compare_codes(library=library, left=(ICD, left), right=(ICD, right), on=DAY)
    assert found is not None
    return found


def test_words_that_differ_are_marked_in_both_titles(library: CodeLibrary) -> None:
    """N30.00 Acute cystitis without hematuria / N30.01 Acute cystitis with hematuria"""
    both = compared(library, "N30.00", "N30.01")
    assert [(run.text, run.differs) for run in both.left.title] == [
        ("Acute cystitis", False),
        ("without", True),
        ("hematuria", False),
    ]
    assert [run.text for run in both.right.title if run.differs] == ["with"]


def test_an_excludes1_between_them_is_said(library: CodeLibrary) -> None:
    """N39.0 excludes cystitis (N30.-)"""
    assert any("N30" in note.text for note in compared(library, "N39.0", "N30.00").excludes1)
    assert any("N30" in note.text for note in compared(library, "N30.00", "N39.0").excludes1)


def test_codes_that_may_stand_together_exclude_nothing(library: CodeLibrary) -> None:
    assert compared(library, "E11.9", "I10").excludes1 == ()


def test_notes_are_told_apart_into_shared_and_own(library: CodeLibrary) -> None:
    """both hang below E11: its notes are shared, and none is said twice"""
    both = compared(library, "E11.9", "E11.65")
    assert [node.value for node in both.shared_parents] == ["Chapter 4", "E08-E13", "E11"]
    assert both.shared_notes
    assert not set(both.shared_notes) & {*both.left.notes, *both.right.notes}


def test_a_code_of_no_book_is_not_compared(library: CodeLibrary) -> None:
    assert compare_codes(library=library, left=(ICD, "E11.9"), right=(ICD, "Q99.99Z"), on=DAY) is None
