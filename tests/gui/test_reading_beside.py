"""Two documents beside one another, words found in all of them, and a document read aloud, at the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.documents import add_document
from coderdesk.services.worklist import list_worklist
from coderdesk.shared.paths import Paths
from coderdesk.ui.views.desk.comparing import Comparing
from coderdesk.ui.views.desk.read_aloud import ReadAloud, spoken_parts
from coderdesk.ui.voice import CommandVoice, Voice
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.person import Person, at_the_window

SHARED = "".join(
    f"Paragraph {number}: the patient measures the pressure at home each morning before breakfast.\n"
    for number in range(60)
)
EARLY = f"HPI\n{SHARED}\nPLAN\nReturn in May.\n"
LATE = (
    f"HPI\nNew today: dizziness after standing up.\n{SHARED}\nASSESSMENT\n1. Orthostatic hypotension.\n\n"
    "PLAN\nReturn in May.\n"
)
LAB = f"LABORATORY\nSodium 131, and a second dizziness was told by telephone.\n{SHARED}"


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    """Somebody at a visit with two notes, whose patient has an earlier visit with a similar one."""
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        window = somebody.window
        window.resize(1440, 900)
        window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: window.session is not None, "worklist")
        late = stored(somebody)
        window.open_visit(late)
        somebody.wait(lambda: window.desk.encounter_id == late, "visit")
        bring(somebody, "Late")
        window.desk.documents.setFocus()
        yield somebody


def stored(person: Person) -> EncounterId:
    session = person.window.session
    assert session is not None
    rows = list_worklist(desk=session.desk)
    early = next(row for row in rows if row.encounter_id == MAIN_VISIT)
    late = next(
        row for row in rows if row.patient_id == early.patient_id and row.date_of_service > early.date_of_service
    )
    for row, title, text in ((early, "Early", EARLY), (late, "Late", LATE), (late, "Lab", LAB)):
        add(person, row, title, text)
    return late.encounter_id


def add(person: Person, row: WorklistRow, title: str, text: str) -> None:
    session = person.window.session
    assert session is not None
    add_document(
        desk=session.desk,
        encounter_id=row.encounter_id,
        kind=DocumentKind.PROGRESS_NOTE,
        title=title,
        author="Dr. Example",
        author_role=AuthorRole.PROVIDER,
        written_on=row.date_of_service,
        text=text,
    )


def bring(person: Person, title: str) -> None:
    desk = person.window.desk
    found = next(one for one in desk.documents.documents if one.title == title)
    desk.documents.show_document(str(found.id))
    person.hands.settle()


def front(person: Person) -> str:
    document = person.window.desk.documents.current_document()
    return document.title if document is not None else ""


def compared(person: Person, keys: str) -> Comparing:
    comparing = person.window.desk.reading.comparing
    person.hands.press(keys)
    person.wait(lambda: comparing.is_on and comparing.alignment is not None, "alignment")
    return comparing


def beside(comparing: Comparing) -> str:
    shown = comparing.pane.shown
    return shown.document.title if shown is not None else ""


def test_the_visit_before_scrolls_in_step_and_what_is_new_is_reached_by_key(person: Person) -> None:
    comparing = compared(person, "Ctrl+Shift+V")
    left, right = person.window.desk.documents.text_view, comparing.pane.view
    assert beside(comparing) == "Early"
    assert left.layer.same
    assert right.layer.same
    left.put_on_top(LATE.index("Paragraph 30"))
    person.hands.settle()
    assert right.top_place() == EARLY.index("Paragraph 30")
    right.put_on_top(EARLY.index("Paragraph 12"))
    person.hands.settle()
    assert left.top_place() == LATE.index("Paragraph 12")
    person.hands.press("Ctrl+Home")
    person.hands.press("Alt+J")
    assert left.caret() == LATE.index("New today")
    person.hands.press("Alt+J")
    assert left.caret() == LATE.index("ASSESSMENT")
    person.hands.press("Alt+Shift+J")
    assert left.caret() == LATE.index("New today")
    person.hands.press("Ctrl+Shift+V")
    assert not comparing.is_on
    assert not left.layer.same


def test_two_documents_of_the_visit_change_places(person: Person) -> None:
    comparing = compared(person, "Ctrl+Shift+W")
    assert (front(person), beside(comparing)) != ("Late", "Late")
    comparing.pane.choose(next(one.id for one in person.window.desk.documents.documents if one.title == "Lab"))
    person.wait(lambda: comparing.alignment is not None, "alignment")
    assert (front(person), beside(comparing)) == ("Late", "Lab")
    bring(person, "Lab")
    person.wait(lambda: comparing.alignment is not None, "alignment")
    assert (front(person), beside(comparing)) == ("Lab", "Late")
    comparing.pane.view.setFocus()
    person.hands.press("Escape")
    assert not comparing.is_on


def test_each_of_two_documents_wears_its_marks(person: Person) -> None:
    desk = person.window.desk
    person.wait(lambda: desk.reading.lists is not None, "reading")
    comparing = compared(person, "Ctrl+Shift+W")
    comparing.pane.choose(next(one.id for one in desk.documents.documents if one.title == "Lab"))
    assert comparing.pane.view.layer.reading.mentions
    bring(person, "Late")
    person.hands.select_words(desk.documents.text_view, "Orthostatic hypotension")
    person.hands.press("Ctrl+K")
    person.hands.press("Ctrl+A")
    person.hands.type("I95.1")
    person.wait(lambda: person.current() == "I95.1", "I95.1")
    person.hands.press("Return")
    person.wait(lambda: "I95.1" in person.codes(), "I95.1")
    bring(person, "Lab")
    person.wait(lambda: beside(comparing) == "Late", "changed places")
    assert [one.mark.words for one in comparing.pane.view._placed] != []


def test_the_key_for_what_is_new_says_what_comes_first(person: Person) -> None:
    said: list[str] = []
    person.window.desk.reading.said.connect(said.append)
    person.hands.press("Alt+J")
    assert said
    assert "Ctrl+Shift+V" in said[0]


def test_words_are_found_in_all_documents_of_the_visit(person: Person) -> None:
    desk = person.window.desk
    find = desk.reading.find
    person.hands.press("Ctrl+Home")
    person.hands.press("Ctrl+F")
    person.hands.type("dizziness")
    person.wait(lambda: len(find.found) == 2, "found")
    assert "Late 1 · Lab 1" in find.line.document_words
    assert front(person) == "Late"
    person.hands.press("Return")
    assert front(person) == "Lab"
    assert desk.documents.text_view.layer.current == 0
    person.hands.press("Return")
    assert front(person) == "Late"
    person.hands.press("Shift+Return")
    person.hands.press("Escape")
    selection = desk.documents.current_selection()
    assert selection is not None
    assert (front(person), selection.text) == ("Lab", "dizziness")


def test_a_typo_is_near_only_when_nothing_stands_as_typed(person: Person) -> None:
    find = person.window.desk.reading.find
    person.hands.press("Ctrl+F")
    person.hands.type("dizzines")
    person.wait(lambda: len(find.found) == 2, "begun")
    person.hands.press("Ctrl+A")
    person.hands.type("diziness")
    person.wait(lambda: find.line.count_words.endswith("near"), "near")
    assert len(find.found) == 2


class Spoken(Voice):
    """Keeps what it is told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.told: list[str] = []
        self.stops = 0

    def say(self, words: str) -> None:
        self.told.append(words)

    def stop(self) -> None:
        self.stops += 1


def aloud(person: Person, voice: Voice | None) -> ReadAloud:
    found = person.window.desk.reading.aloud
    found._find_voice = lambda _: voice
    return found


def test_it_is_read_sentence_by_sentence_from_the_caret_on(person: Person) -> None:
    voice, desk = Spoken(), person.window.desk
    reading = aloud(person, voice)
    desk.documents.text_view.select_span(LATE.index("ASSESSMENT"), LATE.index("ASSESSMENT"))
    person.hands.press("Ctrl+Shift+H")
    assert voice.told == ["ASSESSMENT"]
    voice.finished.emit()
    assert "Orthostatic hypotension." in voice.told[-1]
    assert reading.span == desk.documents.text_view.layer.spoken
    person.hands.press("Up")
    assert voice.told[-1] == "ASSESSMENT"
    person.hands.press("Ctrl+Shift+H")
    assert not reading.is_on
    assert voice.stops == 1
    assert desk.documents.text_view.layer.spoken is None
    assert reading.line.isHidden()


def test_past_the_last_sentence_it_is_quiet(person: Person) -> None:
    voice = Spoken()
    reading = aloud(person, voice)
    person.hands.press("Ctrl+End")
    person.hands.press("Ctrl+Shift+H")
    voice.finished.emit()
    assert not reading.is_on
    assert voice.told[-1] == "Return in May."


def test_without_a_voice_that_is_said_and_sentences_go_on_by_key(person: Person) -> None:
    reading = aloud(person, None)
    person.hands.press("Ctrl+Home")
    person.hands.press("Ctrl+Shift+H")
    assert "offers no voice" in reading.line.words.text()
    first = reading.span
    person.hands.press("Down")
    assert reading.span != first
    person.hands.press("Escape")
    assert not reading.is_on


def test_another_document_ends_the_reading(person: Person) -> None:
    reading = aloud(person, Spoken())
    person.hands.press("Ctrl+Shift+H")
    assert reading.is_on
    bring(person, "Lab")
    assert not reading.is_on


def test_parts_are_in_the_order_of_the_text_and_cover_its_words() -> None:
    parts = spoken_parts(LATE, None)
    assert [LATE[start:end] for start, end in parts][:2] == ["HPI", "New today: dizziness after standing up."]
    assert parts == tuple(sorted(parts))
    words = " ".join(LATE[start:end] for start, end in parts).split()
    assert words == LATE.split()


def test_the_voice_of_a_command_gets_the_words_through_a_pipe(qtbot: QtBot, tmp_path: Path) -> None:
    heard = tmp_path / "heard.txt"
    voice = CommandVoice(("sh", "-c", f"cat > {heard}"))
    with qtbot.waitSignal(voice.finished, timeout=5000):
        voice.say("Denies fever.")
    assert heard.read_text() == "Denies fever."


@pytest.mark.parametrize("command", [("sh", "-c", "cat > /dev/null; exit 3"), ("there-is-no-such-voice",)])
def test_a_voice_that_fails_says_so(qtbot: QtBot, command: tuple[str, ...]) -> None:
    voice = CommandVoice(command)
    with qtbot.waitSignal(voice.failed, timeout=5000):
        voice.say("Denies fever.")


def test_a_voice_that_is_stopped_is_silent_for_good(qtbot: QtBot) -> None:
    voice, heard = CommandVoice(("sh", "-c", "sleep 20")), list[int]()
    voice.finished.connect(lambda: heard.append(1))
    voice.failed.connect(lambda: heard.append(2))
    voice.say("Denies fever.")
    voice.stop()
    qtbot.wait(50)
    assert heard == []


def test_focus_goes_through_the_column_from_top_to_bottom(person: Person) -> None:
    reading, view = person.window.desk.reading, person.window.desk.documents.text_view
    seen: list[QWidget] = [view]
    while (following := seen[-1].nextInFocusChain()) is not None and following is not view:
        seen.append(following)
    order = [reading.earlier.choice, reading.earlier.view, reading.find.line.field, reading.tray.documented]
    places = [seen.index(one) for one in order]
    assert places == sorted(places)
    assert view.accessibleName() == "Text of Late"
