"""What breaks on a date, at the real window: reached by a key, and each row leads to where the code is used."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coderdesk.domain.billing.fees import ChargeItem, Fee
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.money import Money
from coderdesk.services import own_codes
from coderdesk.services.breaking_codes import UsedIn
from coderdesk.services.coding import ask_provider
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.desk import Desk
from coderdesk.shared.paths import Paths
from coderdesk.ui.views.book.breaks_page import BreaksPage
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.person import Person, at_the_window

DX = CodeSystem.ICD10CM
FIRST_DAY = date(2026, 10, 1)


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        yield somebody


def desk_of(person: Person) -> Desk:
    session = person.window.session
    assert session is not None
    return session.desk


def use_everywhere(desk: Desk, value: str = "I42.0") -> None:
    """In a visit of the first day, as a favourite, and in the charge list with its fee."""
    own_codes.add_favourite(desk=desk, system=DX, value=value, group="Heart")
    ask_provider(desk=desk, encounter_id=MAIN_VISIT, system=DX, code=value, note="type?")
    with desk.vault.writing(actor="x", action="x", now=desk.clock.now()) as unit:
        unit.encounters.save(replace(unit.encounters.get(MAIN_VISIT), date_of_service=FIRST_DAY))
        unit.fees.save_charge_items((ChargeItem(system=DX, code=value, words="our words"),))
        unit.fees.save_fees((Fee(code=value, price=Money(100)),))


def opened(person: Person) -> BreaksPage:
    person.hands.press("Ctrl+Shift+F9")
    page = person.window.findChildren(BreaksPage)[0]
    person.wait(lambda: page.summary.text().endswith("."), "comparison")
    return page


def choose(page: BreaksPage, used_in: UsedIn, value: str = "I42.0") -> None:
    place = next(
        at for at, row in enumerate(page.table.rows) if row.use.used_in is used_in and row.use.code.value == value
    )
    page.table.setCurrentIndex(page.table.model().index(place, 0))


def test_every_use_is_listed_with_what_takes_its_place(person: Person) -> None:
    use_everywhere(desk_of(person))
    page = opened(person)
    assert page.day_field.day == FIRST_DAY
    rows = [row for row in page.table.rows if row.use.code.value == "I42.0"]
    assert {row.use.used_in for row in rows} == {UsedIn.VISIT, UsedIn.FAVOURITE, UsedIn.CHARGE_ITEM, UsedIn.FEE}
    assert all("splits into finer codes" in row.words and "I42.00, I42.01, I42.09" in row.words for row in rows)
    assert page.table.hasFocus()


def test_enter_opens_the_visit_at_the_code(person: Person) -> None:
    use_everywhere(desk_of(person))
    page = opened(person)
    choose(page, UsedIn.VISIT)
    person.hands.press("Return")
    desk = person.window.desk
    person.wait(lambda: desk.encounter_id == MAIN_VISIT, "visit")
    sheet = desk.sheet
    chosen = desk.coded.selected_assignment()
    assert sheet is not None
    assert chosen is not None
    assert sheet.visit.assignment(chosen).code == "I42.0"


def test_enter_opens_the_charge_list_at_the_service_and_a_favourite_in_the_book(person: Person) -> None:
    use_everywhere(desk_of(person))
    page = opened(person)
    choose(page, UsedIn.CHARGE_ITEM)
    person.hands.press("Return")
    records = person.window.beside.records
    person.wait(lambda: person.window.pages.currentWidget() is records, "charge list")
    person.wait(lambda: any("I42.0" in one.text() for one in records.form.findChildren(QLabel)), "service")
    opened(person)
    choose(page, UsedIn.FAVOURITE)
    person.hands.press("Return")
    book = person.window.beside.book
    person.wait(lambda: person.window.pages.currentWidget() is book, "book")
    person.wait(lambda: book.browser.field.text() == "I42.0", "code")


def test_a_day_on_which_nothing_changes_says_so(person: Person) -> None:
    page = opened(person)
    page.day_field.set_day(date(2026, 5, 1))
    person.wait(lambda: page.day_field.day == date(2026, 5, 1) and page.table.rows == (), "nothing")
    assert page.summary.text() == "Nothing that the practice uses breaks on 05/01/2026."
    assert not page.table.isVisible()
    page.table.setFocus()
    page.setFocus()
    person.hands.press("Esc")
    person.wait(lambda: person.window.pages.currentWidget() is person.window.desk, "desk")


def test_an_import_of_codes_offers_the_comparison_for_its_first_day(person: Person) -> None:
    imports = person.window.beside.book_feeds.imports
    imports.in_use.emit("ICD-10-CM FY2027 is imported and searched from now on.", FIRST_DAY)
    toast = person.window.toast
    assert toast.action_words == "What breaks on 10/01/2026"
    button = next(one for one in toast.findChildren(QPushButton) if one.text() == toast.action_words)
    person.hands.click(button)
    page = person.window.findChildren(BreaksPage)[0]
    person.wait(lambda: page.isVisible() and page.summary.text().endswith("."), "comparison")
    assert page.day_field.day == FIRST_DAY
