"""The line of marks below a code's title, and the tables of its neighbours."""

from coderdesk.services.code_neighbours import CodeNeighbours, NeighbourGroup, NeighbourMap
from coderdesk.ui.views.desk.code_neighbours_html import marks_html, neighbours_html


def group(scheme: str, number: str, title: str = "", role: str = "") -> NeighbourGroup:
    return NeighbourGroup(scheme=scheme, group=number, title=title, role=role)


def mapped(value: str, *, is_approximate: bool = False, is_combination: bool = False) -> NeighbourMap:
    return NeighbourMap(
        value=value,
        revision="ICD-9-CM",
        leads_there=True,
        is_approximate=is_approximate,
        is_combination=is_combination,
        scenario=1,
        choice=2,
    )


def test_the_model_of_medicare_advantage_stands_first() -> None:
    html = marks_html(
        CodeNeighbours(hccs=(group("CMS-HCC ESRD V24", "18"), group("CMS-HCC V28", "37")), is_chronic=True)
    )
    assert html.index("HCC V28: 37") < html.index("HCC ESRD V24: 18") < html.index("chronic")


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert marks_html(CodeNeighbours(is_chronic=False)) == ""
    assert neighbours_html(CodeNeighbours()) == ""


def test_a_mapping_says_whether_it_is_exact_or_one_of_a_combination() -> None:
    html = neighbours_html(
        CodeNeighbours(
            maps=(mapped("250.00"), mapped("995.92", is_approximate=True, is_combination=True), mapped("")),
            map_release="2018",
        )
    )
    assert "250.00" in html
    assert "from this code · exact" in html
    assert "approximate · one part of combination 1, choice 2" in html
    assert "none" in html


def test_words_of_a_publisher_are_text_and_never_markup() -> None:
    html = neighbours_html(CodeNeighbours(ccsr=(group("CCSR", "END002", "a < b & c", "1"),)))
    assert "a &lt; b &amp; c" in html
    assert "category 1 of the code" in html
