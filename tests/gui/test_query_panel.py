"""A query to the provider at the real window: written on cited words, checked while it is written, printed and answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.document import DocumentKind
from coderdesk.domain.clinical.provider_query import QueryState
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.query_drafts import kept_query_drafts
from coderdesk.shared.paths import Paths
from coderdesk.ui.views.desk.query_panel import QueryPanel
from tests.helpers.person import Person, at_the_window

CITED = "Urinary tract infection, site not further localised"


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        somebody.open_main_visit()
        somebody.window.desk.documents.setFocus()
        yield somebody


def opened(person: Person) -> QueryPanel:
    person.hands.press("Ctrl+Shift+A")
    person.wait(lambda: bool(person.window.findChildren(QueryPanel)), "panel")
    return person.window.findChildren(QueryPanel)[0]


def states(person: Person) -> list[QueryState]:
    sheet = person.window.desk.sheet
    return [query.state for query in sheet.visit.provider_queries] if sheet else []


def write(person: Person, panel: QueryPanel, *, question: str) -> None:
    """A whole query by hand: title, question, a cited passage, and an answer that it makes reasonable."""
    person.window.desk.documents.clear_selection()
    person.hands.select_words(person.window.desk.documents.text_view, CITED)
    person.hands.press("Ctrl+Shift+K")
    composer = panel.composer
    person.hands.type("Site of the infection", composer.title_field)
    person.hands.type(question, composer.question_field)
    person.hands.click(composer.answer_list.add_button)
    person.hands.type("Bladder")
    person.hands.click(composer.answer_list.lines[0].chips[0])


def ask(person: Person, panel: QueryPanel) -> None:
    before = len(states(person))
    write(person, panel, question="What site do your findings point to?")
    person.wait(panel.composer.ask_button.isEnabled, "clean query")
    person.hands.click(panel.composer.ask_button)
    person.wait(lambda: len(states(person)) == before + 1, "query")


def said(panel: QueryPanel, field: str) -> str:
    under = panel.composer.sentences[field]
    return "" if under.isHidden() else under.text()


def test_a_clean_query_is_asked_and_the_visit_waits(person: Person) -> None:
    panel = opened(person)
    assert not panel.composer.ask_button.isEnabled()
    ask(person, panel)
    assert states(person)[-1] is QueryState.OPEN
    assert any(card.query.title == "Site of the infection" and card.is_open for card in panel.cards)
    assert panel.composer.draft.is_empty
    assert not panel.composer.ask_button.isEnabled()


def test_leading_words_and_money_are_told_under_the_question_and_keep_the_query(person: Person) -> None:
    """The same question in open words may go out."""
    panel = opened(person)
    write(person, panel, question="Would you agree that payment needs the bladder?")
    person.wait(lambda: "leads to an answer" in said(panel, "question"), "sentence")
    assert "speaks of payment" in said(panel, "question")
    assert "names “bladder”" in said(panel, "question")
    assert not panel.composer.ask_button.isEnabled()
    panel.composer.question_field.selectAll()
    person.hands.type("What site do your findings point to?", panel.composer.question_field)
    person.wait(panel.composer.ask_button.isEnabled, "clean query")
    assert said(panel, "question") == ""


def test_an_answer_without_its_passage_is_told_under_the_answers(person: Person) -> None:
    panel = opened(person)
    write(person, panel, question="What site do your findings point to?")
    person.hands.click(panel.composer.answer_list.lines[0].chips[0])
    person.wait(lambda: "no cited passage makes it reasonable" in said(panel, "options"), "sentence")
    assert not panel.composer.ask_button.isEnabled()


def test_a_draft_waits_at_its_visit_while_another_is_open(person: Person) -> None:
    panel = opened(person)
    write(person, panel, question="What site do your findings point to?")
    draft = panel.composer.draft
    here = person.window.desk.encounter_id
    other = person.window.desk.worklist.next_open(str(here))
    assert here is not None
    assert other is not None
    person.window.desk.open(type(here)(other))
    person.wait(lambda: person.window.desk.encounter_id == other, "other visit")
    assert panel.composer.draft.is_empty
    person.open_main_visit()
    assert panel.composer.draft == draft


def test_the_query_prints_and_exports_and_the_signed_answer_closes_it(person: Person) -> None:
    panel = opened(person)
    ask(person, panel)
    card = next(one for one in panel.cards if one.is_open)
    person.hands.click(card.print_button)
    person.wait(lambda: bool(list(person.documents.rglob("Query *.pdf"))), "page")
    person.hands.click(card.export_button)
    person.wait(lambda: bool(list(person.documents.rglob("Query *.txt"))), "text")
    person.hands.press("Ctrl+Shift+Y")
    assert not card.file_button.isEnabled()
    person.hands.type("Cystitis, lower tract only.")
    person.hands.click(card.file_button)
    person.wait(lambda: states(person)[-1] is QueryState.ANSWERED, "answer")
    front = person.window.desk.documents.current_document()
    assert front is not None
    assert (front.kind, front.is_signed) == (DocumentKind.ADDENDUM, True)
    assert front.text.endswith("Cystitis, lower tract only.\n")


def test_a_query_is_taken_back_with_a_reason_only(person: Person) -> None:
    panel = opened(person)
    ask(person, panel)
    card = next(one for one in panel.cards if one.is_open)
    person.hands.click(card.withdraw_button)
    person.hands.press("Return")
    person.wait(lambda: "written reason" in panel.message.text(), "refusal")
    person.hands.type("Asked by telephone instead")
    person.hands.press("Return")
    person.wait(lambda: states(person)[-1] is QueryState.WITHDRAWN, "taken back")


def test_a_removed_passage_renumbers_what_the_answers_stand_on(person: Person) -> None:
    panel = opened(person)
    text = person.window.desk.documents.text_view
    for words in ("no flank pain", CITED):
        person.hands.select_words(text, words)
        person.hands.press("Ctrl+Shift+K")
    person.hands.click(panel.composer.answer_list.add_button)
    person.hands.type("Bladder")
    person.hands.click(panel.composer.answer_list.lines[0].chips[1])
    panel.composer.show_draft(panel.composer.draft.without_passage(0))
    [answer] = panel.composer.draft.answers
    assert answer.passages == (0,)
    assert [one.text for one in panel.composer.draft.passages] == [CITED]


def test_nothing_selected_nothing_cited(person: Person) -> None:
    panel = opened(person)
    person.window.desk.documents.clear_selection()
    person.hands.press("Ctrl+Shift+K")
    assert "Select the words" in panel.message.text()
    assert panel.composer.draft.is_empty


def test_a_lock_loses_no_draft(person: Person, demo_paths: Paths) -> None:
    """Locked in the middle of a word: title, question, cited words and answers stand there again; an asked one is gone."""
    panel = opened(person)
    write(person, panel, question="What site do your findings")
    before = panel.composer.draft
    person.window.lock()
    person.wait(lambda: person.window.session is None, "lock")
    person.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
    person.wait(lambda: person.window.session is not None, "worklist")
    person.open_main_visit()
    person.window.desk.documents.setFocus()
    person.hands.press("Ctrl+Shift+A")
    again = person.window.findChildren(QueryPanel)[-1]
    person.wait(lambda: again.composer.draft == before, "draft")
    again.composer.question_field.setPlainText("What site do your findings point to?")
    person.wait(again.composer.ask_button.isEnabled, "clean query")
    person.hands.click(again.composer.ask_button)
    person.wait(lambda: again.composer.draft.is_empty, "asked")
    session = person.window.session
    assert session is not None
    person.wait(lambda: kept_query_drafts(desk=session.desk) == {}, "nothing kept")
