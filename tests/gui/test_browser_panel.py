"""The code browser at the hands of a coder: every action by its key, answers in the worst order."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.ui.views.desk.browser_panel import BrowserPanel
from tests.helpers.claims import VISIT_DAY
from tests.helpers.desk_values import RELEASES, SEVENTH, a_code, a_hit, a_node, a_page

ICD = CodeSystem.ICD10CM
HITS = (
    a_hit(),
    a_hit("N30.00", "Acute cystitis without hematuria"),
    a_hit("N39", "Other disorders", is_billable=False),
)


class Spoken:
    """What the panel asked for, newest last."""

    def __init__(self, panel: BrowserPanel) -> None:
        self.searches: list[tuple[str, object, int]] = []
        self.pages: list[tuple[CodeSystem, str, int]] = []
        self.attached: list[tuple[str, bool]] = []
        self.asked: list[str] = []
        panel.search_wanted.connect(lambda query, systems, ticket: self.searches.append((query, systems, ticket)))
        panel.page_wanted.connect(lambda system, value, ticket: self.pages.append((system, value, ticket)))
        panel.attach_wanted.connect(lambda code, further: self.attached.append((code.value, further)))
        panel.query_wanted.connect(lambda code: self.asked.append(code.value))

    @property
    def ticket(self) -> int:
        return self.searches[-1][2]


@pytest.fixture
def panel(qtbot: QtBot) -> BrowserPanel:
    made = BrowserPanel()
    qtbot.addWidget(made)
    made.resize(430, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.show_visit(VISIT_DAY, RELEASES)
    made.focus_search()
    return made


@pytest.fixture
def spoken(panel: BrowserPanel) -> Spoken:
    return Spoken(panel)


def found(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot, text: str = "uti") -> None:
    """Typed, and answered with three hits."""
    qtbot.keyClicks(panel.field, text)
    panel.show_hits(spoken.ticket, HITS)


def test_every_letter_is_searched_at_once(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.field, "uti")
    assert [query for query, _, _ in spoken.searches] == ["u", "ut", "uti"]


def test_only_the_newest_answer_is_shown(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    """the answer to "u" comes after that to "ut" """
    qtbot.keyClicks(panel.field, "ut")
    first, second = (ticket for _, _, ticket in spoken.searches)
    panel.show_hits(second, (a_hit("N30.00"),))
    panel.show_hits(first, HITS)
    assert [panel.hits.hits, panel.current_code()] == [1, a_hit("N30.00").code]


def test_enter_in_the_field_attaches_the_first_hit(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    found(panel, spoken, qtbot)
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert spoken.attached == [("N39.0", False)]


def test_nothing_unseen_is_attached(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    """one more letter, and Enter before its answer has come"""
    found(panel, spoken, qtbot)
    qtbot.keyClicks(panel.field, "x")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert (spoken.attached, panel.current_code()) == ([], None)


def test_down_moves_into_the_hits_and_enter_attaches(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    found(panel, spoken, qtbot)
    qtbot.keyClick(panel.field, Qt.Key.Key_Down)
    assert panel.focusWidget() is panel.hits
    qtbot.keyClick(panel.hits, Qt.Key.Key_Down)
    qtbot.keyClick(panel.hits, Qt.Key.Key_Return)
    assert spoken.attached == [("N30.00", False)]


def test_control_shift_enter_attaches_as_further_evidence(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    found(panel, spoken, qtbot)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(panel.field, Qt.Key.Key_Return, held)
    assert spoken.attached == [("N39.0", True)]


def test_control_shift_q_asks_the_provider(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    found(panel, spoken, qtbot)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(panel.hits, Qt.Key.Key_Q, held)
    assert spoken.asked == ["N39.0"]


def test_a_heading_leads_to_the_codes_below_it(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    """Enter on the category N39 / nothing is attached / the tree opens there"""
    qtbot.keyClicks(panel.field, "n39")
    panel.show_hits(spoken.ticket, HITS[2:])
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert spoken.attached == []
    assert spoken.pages[-1][:2] == (ICD, "N39")
    assert panel.focusWidget() is panel.detail.tree


def test_typing_in_the_hits_goes_on_in_the_field(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    found(panel, spoken, qtbot)
    panel.hits.setFocus()
    qtbot.keyClicks(panel.hits, "s")
    assert (panel.field.text(), panel.focusWidget()) == ("utis", panel.field)
    panel.hits.setFocus()
    qtbot.keyClick(panel.hits, Qt.Key.Key_Backspace)
    assert panel.field.text() == "uti"


def test_up_from_the_first_hit_returns_to_the_field(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    found(panel, spoken, qtbot)
    panel.hits.setFocus()
    qtbot.keyClick(panel.hits, Qt.Key.Key_Up)
    assert panel.focusWidget() is panel.field


@pytest.mark.parametrize("part", ["field", "hits"])
def test_escape_returns_to_the_document(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot, part: str) -> None:
    found(panel, spoken, qtbot)
    with qtbot.waitSignal(panel.left, timeout=1000):
        qtbot.keyClick(getattr(panel, part), Qt.Key.Key_Escape)


def test_a_code_gone_to_stays_chosen(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    """the second hit was gone to / one more letter / it stands first now and is still the chosen one"""
    found(panel, spoken, qtbot)
    qtbot.keyClick(panel.hits, Qt.Key.Key_Down)
    qtbot.keyClicks(panel.field, "s")
    panel.show_hits(spoken.ticket, (HITS[0], HITS[2], HITS[1]))
    assert panel.hits.currentIndex().row() == 2
    assert panel.current_code() == HITS[1].code


def test_another_question_starts_at_its_best_answer(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    """the second hit was gone to / other words are selected in the document / the first hit is the chosen one"""
    found(panel, spoken, qtbot)
    qtbot.keyClick(panel.hits, Qt.Key.Key_Down)
    panel.search_ahead("acute  cystitis\nof a kind")
    panel.show_hits(spoken.ticket, HITS)
    assert (panel.field.text(), panel.hits.currentIndex().row()) == ("acute cystitis of a kind", 0)


def test_a_late_page_does_not_take_the_place_of_a_newer_choice(
    panel: BrowserPanel, spoken: Spoken, qtbot: QtBot
) -> None:
    """a link was followed / before its page comes, a new search is answered / Enter attaches the hit"""
    panel.open_code(ICD, "N34.2")
    late = spoken.pages[-1][2]
    found(panel, spoken, qtbot)
    panel.show_page(late, a_page("N34.2", "Other urethritis"))
    assert panel.current_code() == HITS[0].code


def test_search_text_is_ready_to_type_over(panel: BrowserPanel, spoken: Spoken) -> None:
    """Ctrl+K with words selected in the document"""
    panel.search_text("kidney disease")
    assert (spoken.searches[-1][0], panel.field.selectedText()) == ("kidney disease", "kidney disease")


def test_chips_narrow_the_search(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    found(panel, spoken, qtbot)
    qtbot.mouseClick(panel.chips[2], Qt.MouseButton.LeftButton)
    assert spoken.searches[-1][:2] == ("uti", frozenset({CodeSystem.HCPCS}))


def test_no_hits_says_what_was_tried_and_offers_all_books(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.chips[1], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(panel.field, "qq")
    panel.show_hits(spoken.ticket, ())
    nothing = panel._nothing
    assert nothing.isVisible()
    qtbot.mouseClick(nothing.all_button, Qt.MouseButton.LeftButton)
    assert spoken.searches[-1][1] is None


def test_examples_can_be_tried(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel._examples._buttons[0], Qt.MouseButton.LeftButton)
    assert spoken.searches[-1][0] == "uti"


def test_the_page_of_the_chosen_hit_is_asked_for(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.page_wanted, timeout=2000):
        found(panel, spoken, qtbot)
    assert spoken.pages[-1][:2] == (ICD, "N39.0")


def test_links_lead_on_and_alt_left_leads_back(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    panel.open_code(ICD, "N39.0")
    panel.show_page(spoken.pages[-1][2], a_page())
    panel.detail.page.code_link_clicked.emit(ICD, "N34.2")
    panel.show_page(spoken.pages[-1][2], a_page("N34.2", "Other urethritis"))
    assert panel.current_code() == a_page("N34.2", "Other urethritis").code
    qtbot.keyClick(panel.detail.page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert spoken.pages[-1][:2] == (ICD, "N39.0")
    qtbot.keyClick(panel.detail.page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert spoken.pages[-1][:2] == (ICD, "N34.2")


def test_enter_on_the_page_attaches_its_code(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    panel.open_code(ICD, "N34.2")
    panel.show_page(spoken.pages[-1][2], a_page("N34.2", "Other urethritis"))
    qtbot.keyClick(panel.detail.page, Qt.Key.Key_Return)
    assert spoken.attached == [("N34.2", False)]


def test_enter_in_the_tree_attaches_when_the_page_has_come(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    """a code below N39 is gone to and Enter pressed before its page is there"""
    tree = panel.detail.tree
    panel.show_children(ICD, None, (a_node("N39", below=2),))
    panel.show_children(ICD, "N39", (a_node("N39.0"), a_node("N39.8")))
    panel.detail.show_tree()
    tree.reveal(ICD, ("N39", "N39.0"))
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert spoken.pages[-1][:2] == (ICD, "N39.8")
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert spoken.attached == []
    panel.show_page(spoken.pages[-1][2], a_page("N39.8", "Other"))
    assert spoken.attached == [("N39.8", False)]


def test_the_tree_is_led_to_a_code_while_its_levels_come_in(panel: BrowserPanel, spoken: Spoken) -> None:
    """each level is asked for when the one above has come"""
    asked: list[str | None] = []
    panel.children_wanted.connect(lambda _system, value: asked.append(value))
    panel.detail.show_tree()
    panel.open_code(ICD, "N39.0")
    panel.show_page(spoken.pages[-1][2], a_page(parents=(a_node("Chapter 14", below=9), a_node("N39", below=2))))
    assert asked == [None]
    panel.show_children(ICD, None, (a_node("Chapter 14", below=9),))
    panel.show_children(ICD, "Chapter 14", (a_node("N39", below=2),))
    panel.show_children(ICD, "N39", (a_node("N39.0"), a_node("N39.8")))
    assert asked == [None, "Chapter 14", "N39"]
    assert panel.detail.tree.stands_at(ICD, "N39.0")


def test_a_code_that_has_ended_is_shown_but_not_offered(panel: BrowserPanel, spoken: Spoken) -> None:
    panel.open_code(ICD, "N39.0")
    ended = a_page(node=a_node("N39.0", billable_on_date=False), in_force_words="ended 2025-09-30")
    panel.show_page(spoken.pages[-1][2], ended)
    assert not panel.detail.attach_button.isEnabled()
    assert "ended 2025-09-30" in panel.detail.attach_button.toolTip()


def test_the_page_says_everything_the_book_prints(panel: BrowserPanel, spoken: Spoken) -> None:
    panel.open_code(ICD, "S82.891D")
    panel.show_page(spoken.pages[-1][2], a_page("S82.891D", "Fracture", seventh_characters=SEVENTH))
    text = panel.detail.page.toPlainText()
    for words in (
        "Chapter 14",
        "Fracture",
        "Use additional code",
        "Excludes1",
        "B37.4-",
        "Excludes2",
        "N39",
        "routine healing",
    ):
        assert words in text


def test_the_banner_warns_of_a_missing_release(panel: BrowserPanel) -> None:
    panel.show_visit(VISIT_DAY, RELEASES[:1])
    assert "HCPCS" in panel._banner.text()
    assert panel._banner.property("role") == "warn"
    panel.show_visit(VISIT_DAY, RELEASES)
    assert panel._banner.text() == "ICD-10-CM FY2026 · HCPCS April 2026, in force on 03/02/2026"


def test_another_visit_forgets_the_hits_of_the_old_date(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    """hits of March must not be attached to a visit of November, not even those still on their way"""
    qtbot.keyClicks(panel.field, "uti")
    old = spoken.ticket
    panel.show_visit(VISIT_DAY.replace(month=11), RELEASES)
    panel.show_hits(old, HITS)
    assert panel.current_code() is None
    assert spoken.searches[-1][0] == "uti", "the words that still stand in the field are searched for the new date"


def test_without_a_visit_nothing_can_be_typed(panel: BrowserPanel) -> None:
    panel.show_visit(None, ())
    assert not panel.field.isEnabled()
    assert panel.date_of_service is None


def test_in_a_low_window_hits_and_notes_share_one_place(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    found(panel, spoken, qtbot)
    assert (panel.hits.isVisible(), panel.detail.page.isVisible()) == (True, False)
    qtbot.keyClick(panel.hits, Qt.Key.Key_Right)
    assert (panel.hits.isVisible(), panel.detail.page.isVisible()) == (False, True)
    qtbot.keyClick(panel.detail.page, Qt.Key.Key_Backspace)
    assert (panel.hits.isVisible(), panel.detail.page.isVisible()) == (True, False)


def test_in_a_high_window_they_stand_above_one_another(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    panel.resize(430, 900)
    found(panel, spoken, qtbot)
    assert (panel.hits.isVisible(), panel.detail.page.isVisible()) == (True, True)


def test_everything_has_a_name(panel: BrowserPanel) -> None:
    parts = (panel, panel.field, panel.hits, panel.detail.tree, panel.detail.page, *panel.chips)
    buttons = (panel.detail.hits_button, panel.detail.back_button, panel.detail.forward_button)
    assert all(part.accessibleName() for part in (*parts, *buttons))


def test_open_code_in_a_low_window_shows_its_notes(panel: BrowserPanel, spoken: Spoken) -> None:
    panel.open_code(ICD, "N39.0")
    panel.show_page(spoken.pages[-1][2], a_page())
    assert panel.detail.page.isVisible()
    assert panel.current_code() == a_code()


def test_words_that_stand_there_are_not_asked_again_by_themselves(panel: BrowserPanel, spoken: Spoken) -> None:
    """Ctrl+K, and a moment later the search ahead for the same selection / the answer that is shown stays good"""
    panel.search_text("kidney disease")
    panel.show_hits(spoken.ticket, HITS)
    panel.search_ahead("kidney  disease")
    assert len(spoken.searches) == 1
    assert panel.current_code() == HITS[0].code
    panel.search_text("kidney disease")
    assert len(spoken.searches) == 2, "asked for by hand it is asked again"


def test_the_button_attaches_what_it_says(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    """the page of N39.0 stands there, the second hit is gone to / the button says and attaches that, before its page has come"""
    panel.open_code(ICD, "N39.0")
    panel.show_page(spoken.pages[-1][2], a_page())
    found(panel, spoken, qtbot)
    qtbot.keyClick(panel.hits, Qt.Key.Key_Down)
    assert panel.detail.attach_button.text() == "Attach N30.00"
    qtbot.mouseClick(panel.detail.attach_button, Qt.MouseButton.LeftButton)
    assert spoken.attached == [("N30.00", False)]


def test_nothing_is_offered_when_nothing_is_found(panel: BrowserPanel, spoken: Spoken, qtbot: QtBot) -> None:
    found(panel, spoken, qtbot)
    qtbot.keyClicks(panel.field, "qq")
    panel.show_hits(spoken.ticket, ())
    assert not panel.detail.attach_button.isVisible()
