"""Records edited in place: what is saved, what is refused with a sentence, and that nothing typed is lost."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from coderdesk.domain.billing.payer import Coverage, Relationship
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.finding import Location, Place
from coderdesk.services.records import Records
from coderdesk.ui.views.records.records_page import RecordsPage
from tests.helpers.claims import COVERAGE, GUARANTOR, PATIENT, PAYER, PRACTICE, PROVIDER, SPOUSE

RECORDS = Records(
    practice=PRACTICE,
    providers=(PROVIDER,),
    payers=(PAYER,),
    patients=(PATIENT,),
    guarantors=(GUARANTOR,),
    coverages=(COVERAGE,),
)
MEMBER = Location(Place.COVERAGE, COVERAGE.id, "member_id")
NPI = Location(Place.PRACTICE, PRACTICE.id, "npi")


@pytest.fixture
def page(qtbot: QtBot) -> RecordsPage:
    made = RecordsPage()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.show_records(RECORDS)
    return made


@pytest.fixture
def saved(page: RecordsPage) -> list[object]:
    values: list[object] = []
    page.saved.connect(values.append)
    return values


def editor(page: RecordsPage, path: str) -> QLineEdit:
    found = page.form._boxes[path].editor
    assert isinstance(found, QLineEdit)
    return found


def put(page: RecordsPage, path: str, text: str, qtbot: QtBot) -> None:
    field = editor(page, path)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)


def choose(page: RecordsPage, path: str, stored: str) -> None:
    box = page.form._boxes[path].editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(stored))


def save(page: RecordsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_missing_field_is_opened_with_its_reason(page: RecordsPage) -> None:
    assert page.open_at(MEMBER, "The claim needs a member id.")
    assert page.focusWidget() is editor(page, "member_id")
    assert page.form._boxes["member_id"].message == "The claim needs a member id."
    assert editor(page, "member_id").accessibleDescription() == "The claim needs a member id."


def test_a_place_that_is_gone(page: RecordsPage) -> None:
    assert not page.open_at(Location(Place.PAYER, "payer-gone", "name"))


def test_control_s_saves_a_new_value(page: RecordsPage, saved: list[object], qtbot: QtBot) -> None:
    page.open_at(MEMBER)
    put(page, "member_id", " cmh-99 ", qtbot)
    save(page, qtbot)
    assert saved == [replace(COVERAGE, member_id="CMH-99")]
    page.show_saved(saved[0])  # type: ignore[arg-type]
    assert not page.has_unsaved()
    assert editor(page, "member_id").text() == "CMH-99"


def test_bad_input_is_kept_and_answered_in_a_sentence(page: RecordsPage, saved: list[object], qtbot: QtBot) -> None:
    """NPI 1234567890: ten digits, the check digit is wrong"""
    page.open_at(NPI)
    put(page, "npi", "1234567890", qtbot)
    save(page, qtbot)
    assert saved == []
    assert editor(page, "npi").text() == "1234567890"
    assert "check digit" in page.form._boxes["npi"].message
    put(page, "npi", "1234567893", qtbot)
    assert page.form._boxes["npi"].message == "", "the complaint goes as soon as it is answered"


def test_revert_puts_back_what_is_stored(page: RecordsPage, qtbot: QtBot) -> None:
    page.open_at(NPI)
    put(page, "npi", "7", qtbot)
    qtbot.mouseClick(page.form.revert_button, Qt.MouseButton.LeftButton)
    assert editor(page, "npi").text() == PRACTICE.npi
    assert not page.has_unsaved()


def test_typed_text_waits_while_another_record_is_looked_at(page: RecordsPage, qtbot: QtBot) -> None:
    page.open_at(NPI)
    put(page, "npi", "77", qtbot)
    page.open_at(MEMBER)
    assert page.has_unsaved()
    page.open_at(NPI)
    assert editor(page, "npi").text() == "77"


def test_typed_text_survives_a_refresh(page: RecordsPage, qtbot: QtBot) -> None:
    page.open_at(NPI)
    put(page, "npi", "77", qtbot)
    page.show_records(replace(RECORDS, payers=(replace(PAYER, name="Other Mutual"),)))
    assert editor(page, "npi").text() == "77"


def test_a_policy_of_somebody_else_asks_who_holds_it(page: RecordsPage, saved: list[object], qtbot: QtBot) -> None:
    """self -> spouse: the holder's fields appear, must be filled, and become a subscriber"""
    page.open_at(MEMBER)
    choose(page, "relationship", "spouse")
    save(page, qtbot)
    assert saved == []
    for path, text in (
        ("subscriber.name.last", "Rivera"),
        ("subscriber.name.first", "Luis"),
        ("subscriber.birth_date", "02031979"),
    ):
        put(page, path, text, qtbot)
    choose(page, "subscriber.sex", "M")
    save(page, qtbot)
    (coverage,) = saved
    assert isinstance(coverage, Coverage)
    assert coverage.subscriber is not None
    assert (coverage.relationship, coverage.subscriber.name.full) == (Relationship.SPOUSE, "Luis Rivera")
    assert (coverage.subscriber.birth_date, coverage.subscriber.sex) == (date(1979, 2, 3), Sex.MALE)


def test_a_policy_of_ones_own_drops_the_other_holder(page: RecordsPage, saved: list[object], qtbot: QtBot) -> None:
    page.show_records(
        replace(RECORDS, coverages=(replace(COVERAGE, relationship=Relationship.SPOUSE, subscriber=SPOUSE),))
    )
    page.open_at(MEMBER)
    choose(page, "relationship", "self")
    save(page, qtbot)
    assert saved == [COVERAGE]


def test_saving_without_a_change_does_nothing(page: RecordsPage, saved: list[object], qtbot: QtBot) -> None:
    page.open_at(NPI)
    save(page, qtbot)
    assert (saved, page.form.save_button.isEnabled()) == ([], False)


def test_trouble_keeps_what_was_typed(page: RecordsPage, qtbot: QtBot) -> None:
    page.open_at(NPI)
    put(page, "npi", "77", qtbot)
    page.show_trouble("The disk is full: nothing was saved.")
    assert page.form._why.text() == "The disk is full: nothing was saved."
    assert editor(page, "npi").text() == "77"


def test_a_read_only_vault_says_so(page: RecordsPage, qtbot: QtBot) -> None:
    page.open_at(NPI)
    page.set_read_only("Another window writes to this practice.")
    put(page, "npi", "77", qtbot)
    assert not page.form.save_button.isEnabled()
    assert page.form._state.text() == "Another window writes to this practice."


def test_the_filter_finds_a_policy_by_its_payer(page: RecordsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.filter, "rivera, ana")
    root = page.list.model()
    assert [root.index(row, 0).data() for row in range(root.rowCount())] == ["Patients"]


@pytest.mark.parametrize("where", [NPI, MEMBER, Location(Place.PATIENT, PATIENT.id, "birth_date")])
def test_every_field_has_a_name(page: RecordsPage, where: Location) -> None:
    page.open_at(where)
    assert all(box.editor.accessibleName() for box in page.form._boxes.values())
    assert page.list.accessibleName()
    assert page.filter.accessibleName()
