"""The line under the search field: which books are in force on the date of service."""

from datetime import date

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.dates import Period
from coderdesk.services.code_sets import ReleaseName
from coderdesk.ui.views.desk.search_states import releases_in_words
from tests.helpers.desk_values import RELEASES

FY2027 = ReleaseName(CodeSystem.ICD10CM, "FY2027", Period(date(2026, 10, 1), date(2027, 9, 30)))


def test_the_newest_release_in_force_is_named() -> None:
    """10/02/2026: FY2026 has no end, FY2027 has begun"""
    words, role = releases_in_words(date(2026, 10, 2), (*RELEASES, FY2027))
    assert words == "ICD-10-CM FY2027 · HCPCS April 2026, in force on 10/02/2026"
    assert role == "small"


def test_a_release_of_another_time_is_a_warning() -> None:
    """12/01/2025: HCPCS of 2026 has not begun"""
    words, role = releases_in_words(date(2025, 12, 1), RELEASES)
    assert words.startswith("No HCPCS release for 12/01/2025")
    assert role == "warn"


def test_both_books_missing() -> None:
    assert "ICD-10-CM and HCPCS" in releases_in_words(date(2020, 1, 1), RELEASES)[0]


def test_without_a_visit_there_is_no_date() -> None:
    assert "Open a visit" in releases_in_words(None, RELEASES)[0]
