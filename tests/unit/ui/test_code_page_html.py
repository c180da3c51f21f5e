"""A code's page as rich text: links for every code a note names, and nothing of the text taken for markup."""

from dataclasses import replace

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import NoteKind
from coderdesk.ui.views.desk.code_links import link_to, target_of
from coderdesk.ui.views.desk.code_page_html import page_html
from tests.helpers.desk_values import SEVENTH, a_node, a_note, a_page

ICD = CodeSystem.ICD10CM


@pytest.mark.parametrize("value", ["N39.0", "Chapter 14", "A00-A09", "S82.891A"])
def test_links_lead_back_to_their_code(value: str) -> None:
    assert target_of(link_to(ICD, value)) == (ICD, value)


@pytest.mark.parametrize("link", ["", "https://example.org/", "code:", "code:ICD-10-CM/", "code:other/N39.0"])
def test_other_links_lead_nowhere(link: str) -> None:
    assert target_of(link) is None


def test_each_code_in_a_note_is_a_link() -> None:
    """ "Excludes1: candidiasis of urinary tract (B37.4-)" """
    assert '(<a href="code:ICD-10-CM/B37.4">B37.4-</a>)' in page_html(a_page())


def test_a_range_leads_to_its_first_code() -> None:
    assert '<a href="code:ICD-10-CM/B95">B95-B97</a>' in page_html(a_page())


def test_the_way_down_is_linked() -> None:
    html = page_html(a_page())
    assert html.index("Chapter 14</a>") < html.index("N30-N39</a>") < html.index("N39</a>")


def test_inherited_notes_say_where_they_stand() -> None:
    html = page_html(a_page())
    assert html.index("printed at") < html.index("Excludes2")


def test_text_is_never_markup() -> None:
    """a title and a note with < & > in them"""
    page = a_page("N39.0", 'Pressure <80 & "low"', notes=(a_note(NoteKind.NOTE, "if <5 & >2", "N39.0"),))
    html = page_html(page)
    assert "Pressure &lt;80 &amp; &quot;low&quot;" in html
    assert "if &lt;5 &amp; &gt;2" in html


def test_notes_of_one_kind_share_a_heading() -> None:
    notes = (a_note(NoteKind.EXCLUDES1, "one", "N39"), a_note(NoteKind.EXCLUDES1, "two", "N39"))
    assert page_html(a_page(notes=notes, inherited=())).count("Excludes1") == 1


def test_the_codes_own_seventh_character_is_strong() -> None:
    html = page_html(a_page("S82.891D", "Fracture", seventh_characters=SEVENTH))
    assert '<td class="own">subsequent encounter with routine healing</td>' in html
    assert '<td class="other">initial encounter' in html


def test_a_heading_counts_and_lists_what_is_below() -> None:
    node = a_node("N39", "Other disorders", below=2)
    page = a_page("N39", "Other disorders", node=node, children=(a_node("N39.0"), a_node("N39.8")))
    html = page_html(replace(page, code=replace(page.code, is_billable=False)))
    assert "a heading with 2 codes below it" in html
    assert 'href="code:ICD-10-CM/N39.8"' in html


def test_a_title_that_is_not_loaded_says_so() -> None:
    assert "title not loaded" in page_html(a_page("N39.0", ""))
