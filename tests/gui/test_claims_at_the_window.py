"""Claims at the real window: checked, exported for each receiver, answered by dropped files, followed, received by others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.billing.claim_sequel import SequelKind
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.money import Money
from coderdesk.services.billing_list import BillingState
from coderdesk.services.claim_following import claim_to_follow
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.services.desk import Desk
from coderdesk.shared.paths import Paths
from coderdesk.ui.models.billing_words import state_words
from coderdesk.ui.views.claims.claims_page import ClaimsPage
from tests.helpers.demo_visits import CHILD, OTHER_PAYER, SISTER, WITHOUT_MEMBER_ID, second_payer
from tests.helpers.payer_answers import acknowledgement, claim_status, put
from tests.helpers.person import Person, at_the_window
from tests.helpers.segments import named
from tests.helpers.submitted_claims import INVENTED


@pytest.fixture
def person(
    qtbot: QtBot, qapp: QApplication, demo_paths: Paths, library: CodeLibrary, tmp_path: Path
) -> Iterator[Person]:
    """At the claims of the demo practice. (`library` makes sure that the index is built.)"""
    assert library is not None
    with at_the_window(qtbot, qapp, demo_paths, tmp_path / "documents", with_demo=True) as made:
        usable: list[bool] = []
        made.window.usable.connect(lambda: usable.append(True))
        made.window.unlock(demo_vault_path(demo_paths), PASSPHRASE)
        made.hands.wait_until(lambda: bool(usable), "worklist")
        made.window.trigger("show_claims")
        made.wait(lambda: page_of(made).model.rowCount() > 0, "claims")
        yield made


def page_of(person: Person) -> ClaimsPage:
    return person.window.claims


def choose(person: Person, *encounter_ids: EncounterId) -> None:
    page = page_of(person)
    model = page.table.model()
    page.table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place in range(model.rowCount()):
        if page.model.row_at(place).encounter_id in encounter_ids:
            page.table.selectionModel().select(model.index(place, 0), flags)
    page.table.setFocus()
    person.wait(lambda: {row.encounter_id for row in page.chosen()} == set(encounter_ids), "choice")


def state_of(person: Person, encounter_id: EncounterId) -> BillingState | None:
    rows = [row for row in page_of(person).model.shown() if row.encounter_id == encounter_id]
    return rows[0].state if rows else None


def export(person: Person, *encounter_ids: EncounterId) -> list[Path]:
    folder = person.window.beside.claims_folder()
    before = set(folder.glob("*.edi")) if folder.is_dir() else set()
    choose(person, *encounter_ids)
    person.hands.press("Ctrl+F9")
    person.wait(lambda: all(state_of(person, row) is BillingState.CLAIM for row in encounter_ids), "exported")
    return sorted(set(folder.glob("*.edi")) - before)


def drop(person: Person, *paths: Path) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(person.window, QDragEnterEvent(QPoint(40, 40), copy, held, left, none))
    QApplication.sendEvent(person.window, QDropEvent(QPoint(40, 40), copy, held, left, none))


def toast(person: Person) -> str:
    return person.window.toast.words


def test_chosen_claims_are_checked_and_leave_in_a_file_for_each_payer(person: Person) -> None:
    choose(person, CHILD, SISTER, OTHER_PAYER)
    person.hands.press("F9")
    page = page_of(person)
    person.wait(lambda: not page.checked.isHidden(), "checked")
    assert page.checked.title.text() == "3 claims may leave"
    person.hands.press("Escape")
    assert page.checked.isHidden()
    files = export(person, CHILD, SISTER, OTHER_PAYER)
    assert [len(named(path.read_text("ascii"), "CLM")) for path in files] == [1, 2] or len(files) == 2
    assert all(path.with_name(path.name + ".manifest.json").is_file() for path in files)
    assert toast(person).startswith("3 claims in 2 files: ")


def test_test_files_say_so(person: Person) -> None:
    page = page_of(person)
    page.test_button.click()
    assert page.export_button.text() == "Export as a test"
    (file,) = export(person, CHILD)
    assert file.stem.endswith("_TEST")
    assert named(file.read_text("ascii"), "ISA")[0][15] == "T"


def test_a_dropped_refusal_comes_back_to_the_worklist(person: Person, tmp_path: Path) -> None:
    """a 999 that takes the file, then a 277CA that refuses the claim; an unknown file is kept aside with the reason"""
    (sent,) = export(person, CHILD)
    control = named(sent.read_text("ascii"), "CLM")[0][1]
    drop(person, put(tmp_path / "in", "a.999", acknowledgement(sent)))
    person.wait(lambda: toast(person) == "a.999: 1 claim answered.", "acknowledged")
    drop(person, put(tmp_path / "in", "b.277", claim_status(sent, {control: "A7:164:IL"}, words="MEMBER NOT FOUND")))
    person.wait(lambda: state_of(person, CHILD) is BillingState.REFUSED, "refused")
    assert toast(person) == "b.277: 1 claim answered. 1 was refused and is back on the worklist."
    drop(person, put(tmp_path / "in", "c.277", claim_status(None, {"NOBODY": "A2:20"}, batch="1" * 18)))
    person.wait(lambda: toast(person).startswith("c.277 was kept aside."), "kept aside")
    person.window.trigger("show_answers")
    page = page_of(person)
    person.wait(lambda: page.answers.files.count() == 3, "list of files")
    assert page.answers.title.text() == "Answers of payers: 3 files, 1 kept aside"
    person.hands.press("Escape")
    person.window.open_visit(CHILD)
    person.wait(lambda: person.window.desk.encounter_id == CHILD, "visit")
    sheet = person.window.desk.sheet
    assert sheet is not None
    assert "refused-by-payer" in {finding.rule_id for finding in sheet.findings}


def test_a_watched_folder_is_read_and_remembered(person: Person, tmp_path: Path) -> None:
    """chosen in the settings; each file once; its files stay there"""
    (sent,) = export(person, CHILD)
    folder = tmp_path / "incoming"
    path = put(folder, "a.999", acknowledgement(sent))
    person.window.beside.settings.preference_set.emit("answers_folder", str(folder))
    person.wait(lambda: toast(person) == "a.999: 1 claim answered.", "found")
    person.window.toast.say("quiet")
    person.window.beside.watched_answers.look()
    person.wait(lambda: person.window.session is not None and person.window.session.is_idle, "second look")
    assert toast(person) == "quiet"
    assert path.is_file()


def test_a_replacement_asks_for_the_payers_number(person: Person) -> None:
    export(person, CHILD)
    choose(person, CHILD)
    person.hands.press("F12")
    page = page_of(person)
    person.wait(lambda: not page.follow.isHidden(), "panel")
    assert page.follow.chosen is SequelKind.REPLACE
    assert not page.follow.do_button.isEnabled()
    page.follow.number.setFocus()
    person.hands.type("ICN 771")
    page.follow.why.setFocus()
    person.hands.type("units were wrong")
    person.hands.press("Return")
    person.wait(lambda: state_of(person, CHILD) is BillingState.FOLLOWED, "followed")
    choose(person, CHILD)
    person.wait(lambda: page.timeline.events.count() >= 2, "timeline")
    assert "To be replaced (frequency 7)" in page.timeline.events.item(0).text()
    assert "ICN 771" in page.timeline.events.item(0).toolTip()


def test_the_list_is_narrowed_and_summed(person: Person) -> None:
    page = page_of(person)
    whole = page.model.rowCount()
    page.filters.unbilled.click()
    rows = page.model.shown()
    assert rows
    assert all(row.is_unbilled for row in rows)
    assert page.sums.text().startswith(f"{len(rows)} of {whole} shown, $")
    assert "Unbilled: " in page.sums.text()
    page.filters.least.setText("100000")
    assert page.model.shown() == ()
    assert page.clean.text().startswith("Clean claims: ")


def test_a_receiver_is_described_and_routed(person: Person) -> None:
    person.window.trigger("show_receivers")
    receivers = person.window.beside.claim_feeds.receivers_page
    person.wait(lambda: receivers.list.count() == 3 and receivers.isVisible(), "receivers")
    receivers.add_button.click()
    for name, words in (
        ("key", "harbor"),
        ("name", "Harbor Clearing"),
        ("receiver", "HARBOR1" * 3),
        ("receiver_kind", "30"),
    ):
        receivers.fields[name].setText(words)
    receivers.save_button.click()
    person.wait(lambda: "longer than the 15 characters" in receivers.message.text(), "refused")
    receivers.fields["receiver"].setText("HARBOR1")
    receivers.save_button.click()
    person.wait(lambda: receivers.list.count() == 4, "saved")
    assert receivers.list.currentItem().text().startswith("harbor")
    for box in receivers.routes.values():
        box.setCurrentIndex(box.findData("harbor"))
        box.activated.emit(box.currentIndex())
    person.wait(lambda: True, "routed")
    person.hands.press("Escape")
    person.window.trigger("show_claims")
    person.wait(lambda: page_of(person).isVisible(), "claims")
    (file,) = export(person, CHILD, OTHER_PAYER)
    assert named(file.read_text("ascii"), "ISA")[0][8].strip() == "HARBOR1"


def test_claims_of_another_system_are_read_in(person: Person) -> None:
    drop(person, INVENTED / "dental.edi")
    person.wait(lambda: toast(person) == "dental.edi: 1 claim read in.", "read in")
    drop(person, INVENTED / "dental.edi")
    person.wait(lambda: "Nothing was stored twice" in toast(person), "known")


def test_the_file_is_written_again(person: Person) -> None:
    (sent,) = export(person, CHILD)
    content = sent.read_bytes()
    sent.unlink()
    choose(person, CHILD)
    page_of(person).again_button.click()
    person.wait(lambda: "again, byte for byte" in toast(person), "written again")
    assert sent.read_bytes() == content


def test_the_next_payer_is_billed_from_the_remittance(person: Person) -> None:
    """figures typed with the keys alone; what does not come to the charge cannot go on"""
    session = person.window.session
    assert session is not None
    export(person, CHILD)
    second_payer(session.desk)
    choose(person, CHILD)
    person.hands.press("F12")
    follow = page_of(person).follow
    person.wait(lambda: not follow.isHidden(), "panel")
    person.hands.press("End")
    person.hands.press("Up")
    assert follow.chosen is SequelKind.SECONDARY
    (_, paid, adjustments), charge = follow.lines.fields[0], claim_charge(session.desk)
    paid.setFocus()
    person.hands.type("10")
    person.hands.press("Return")
    person.hands.type("CO45 1")
    assert not follow.do_button.isEnabled()
    adjustments.clear()
    person.hands.type(f"CO45 {(charge - Money(1000)).plain}")
    assert follow.do_button.isEnabled()
    follow.do_button.click()
    person.wait(lambda: "goes on to the next payer" in toast(person), "decided")
    person.wait(lambda: "Ready: next payer" in states(person, CHILD), "ready")


def claim_charge(desk: Desk) -> Money:
    return claim_to_follow(desk=desk, encounter_id=CHILD).claim.lines[0].charge


def states(person: Person, encounter_id: EncounterId) -> list[str]:
    return [state_words(row) for row in page_of(person).model.shown() if row.encounter_id == encounter_id]


def test_a_finding_opens_its_field(person: Person) -> None:
    """a policy without a member id: Enter goes to the coverage in the records"""
    choose(person, WITHOUT_MEMBER_ID)
    person.hands.press("Ctrl+F9")
    page = page_of(person)
    person.wait(lambda: not page.checked.isHidden(), "kept at home")
    assert page.checked.title.text() == "0 claims may leave, 1 is kept at home"
    person.hands.press("Return")
    person.wait(lambda: person.window.records.isVisible(), "records")
