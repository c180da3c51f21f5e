"""Somebody at the real window."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.bootstrap import make_window
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.shared.preferences import Preferences
from coderdesk.ui.demo.hands import Hands
from coderdesk.ui.main_window import MainWindow
from tests.helpers.demo import MAIN_VISIT, NOW


class Person:
    """Somebody at the window."""

    def __init__(self, window: MainWindow, hands: Hands, faults: list[object], documents: Path) -> None:
        self.window = window
        self.hands = hands
        self.faults = faults
        self.documents = documents

    def wait(self, happened: Callable[[], bool], what: str) -> None:
        window = self.window
        self.hands.wait_until(lambda: happened() and (window.session is None or window.session.is_idle), what)
        assert self.faults == []

    def codes(self) -> list[str]:
        sheet = self.window.desk.sheet
        return [row.code for row in sheet.visit.assignments] if sheet else []

    def open_main_visit(self) -> None:
        self.window.open_visit(MAIN_VISIT)
        self.wait(lambda: self.window.desk.encounter_id == MAIN_VISIT, "visit")

    def attach(self, words: str, code: str) -> None:
        self.hands.select_words(self.window.desk.documents.text_view, words)
        self.hands.press("Ctrl+K")
        self.hands.press("Ctrl+A")
        self.hands.type(code)
        self.wait(lambda: self.current() == code, code)
        self.hands.press("Return")
        self.wait(lambda: code in self.codes(), code)

    def current(self) -> str:
        code = self.window.desk.browser.current_code()
        return code.value if code else ""

    def status(self) -> EncounterStatus | None:
        sheet = self.window.desk.sheet
        return sheet.visit.encounter.status if sheet else None


@contextmanager
def at_the_window(
    qtbot: QtBot, application: QApplication, paths: Paths, documents: Path, *, with_demo: bool
) -> Iterator[Person]:
    """Somebody before the unlock page of a fresh window, which is closed at the end."""
    window = make_window(
        application=application, paths=paths, clock=FixedClock(NOW), preferences=Preferences(), documents=documents
    )
    qtbot.addWidget(window)
    faults: list[object] = []
    window.crashed.connect(faults.append)
    window.open_links(on=False)
    window.show()
    window.activateWindow()
    hands = Hands(window, application)
    ready: list[bool] = []
    window.ready_to_unlock.connect(lambda: ready.append(True))
    window.start(with_demo=with_demo, vault=None)
    hands.wait_until(lambda: bool(ready), "unlock page")
    yield Person(window, hands, faults, documents)
    if not window.close():  # text that is not saved yet holds the window open once
        window.close()
    hands.settle()
